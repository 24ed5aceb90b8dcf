import type { ComparedGroup, ComparedRun } from '../comparison/comparison';
import type { IterationRecord } from '../run/metrics-file';
import { presets } from '../configuration/presets';

const returns = (mean: number) => ({
  undiscounted: { mean, stderr: 0 },
  discounted: { mean: mean / 2, stderr: 0 },
});

/** An iteration of ten environment steps whose return rises by one in adaptation. */
const record = (before: number, i: number, stepsAnIteration: number): IterationRecord => ({
  iteration: i + 1,
  timesteps: (i + 1) * stepsAnIteration,
  before: returns(before),
  after: returns(before + 1),
  gradientNorm: 1,
  parameterNorm: 1,
  seconds: { plan: 0, run: 1, finish: 0 },
});

/**
 * A finished run with these returns before adaptation, and these on two held-out tasks after 0, 1,
 * … inner steps.
 */
export const comparedRun = (
  seed: number,
  before: readonly number[],
  heldOut: readonly (readonly [number, number])[] | undefined,
  stepsAnIteration = 10,
): ComparedRun => ({
  directory: `run-${String(seed)}`,
  seed,
  config: { ...presets['tabular-quick'].config, iterations: before.length },
  records: before.map((mean, i) => record(mean, i, stepsAnIteration)),
  heldOut:
    heldOut === undefined
      ? undefined
      : {
          version: 1,
          iteration: before.length,
          tasks: 2,
          rows: heldOut.map((undiscounted, innerSteps) => ({
            innerSteps,
            undiscounted,
            discounted: undiscounted.map((x) => x / 2),
          })),
        },
});

/** Runs of one algorithm and number of inner steps. */
export const comparedGroup = (
  algorithm: string,
  innerSteps: number,
  runs: readonly ComparedRun[],
): ComparedGroup => ({ algorithm, innerSteps, runs });
