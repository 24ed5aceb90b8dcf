import type { AdaptationError } from './adaptation';

/**
 * Something stopped being a finite number: observations in float32, in which networks compute,
 * parameters in what the policy computes in. Every place that is known is named.
 */
export interface NonFinite {
  readonly kind: 'non-finite';
  /** What was not finite. */
  readonly what: 'reward' | 'observation' | 'action' | 'parameters' | 'gradient' | 'direction' | 'step size';
  /** 1 for the first iteration; 0 on held-out tasks. */
  readonly iteration: number;
  /**
   * Position of the task in the meta-batch or among the held-out tasks, from zero; undefined once
   * tasks were averaged.
   */
  readonly task: number | undefined;
  /** Which batch: 1 … ζ for inner steps, ζ + 1 for the outer batch. */
  readonly batch: number | undefined;
  /** Its place in the batch, from zero. */
  readonly trajectory: number | undefined;
  /** Time step h, from zero. */
  readonly step: number | undefined;
  /** The reward, or the number of an observation or action, where it was one of these. */
  readonly found?: number | undefined;
  /** Its place in the observation or action, from zero. */
  readonly entry?: number | undefined;
  /** What gave it: an environment or a policy, and its name. */
  readonly from?: string | undefined;
}

/** What draws trajectories, by name. */
interface Named {
  readonly tasks?: { readonly name: string };
  readonly policy: { readonly name: string };
}

const giver = (what: NonFinite['what'], { tasks, policy }: Named): string | undefined =>
  what === 'action' ? `policy ${policy.name}` : tasks && `environment ${tasks.name}`;

/** Places the failure of an adaptation in its iteration and task. */
export const nonFiniteAdaptation =
  (iteration: number, task: number, problem: Named) =>
  ({ batch, cause }: AdaptationError): NonFinite =>
    typeof cause === 'string' || cause.what === 'parameters'
      ? { ...nonFiniteVector(typeof cause === 'string' ? cause : 'parameters', iteration, task), batch }
      : {
          kind: 'non-finite',
          what: cause.what,
          iteration,
          task,
          batch,
          trajectory: cause.trajectory,
          step: cause.step,
          found: cause.found,
          entry: cause.entry,
          from: giver(cause.what, problem),
        };

/** A vector that was computed for a task, or for the whole meta-batch, is not finite. */
export const nonFiniteVector = (
  what: 'parameters' | 'gradient' | 'direction' | 'step size',
  iteration: number,
  task: number | undefined,
): NonFinite => ({
  kind: 'non-finite',
  what,
  iteration,
  task,
  batch: undefined,
  trajectory: undefined,
  step: undefined,
});

const found: Readonly<Record<NonFinite['what'], string>> = {
  reward: 'a reward that is NaN or infinite',
  observation: 'an observation that is NaN or infinite in float32',
  action: 'an action that is NaN or infinite',
  parameters: 'parameters that are NaN or infinite in the precision of the policy',
  gradient: 'a gradient that is NaN or infinite',
  direction: 'a direction of the trust region that is NaN or infinite',
  'step size': 'a learned step size that is NaN, infinite or zero',
};

/** Of the numbers found only observations may be finite: those that are not in float32. */
const describe = ({ what, found: value }: NonFinite): string =>
  value !== undefined && Number.isFinite(value)
    ? `an ${what} of ${String(value)}, which is infinite in float32,`
    : found[what];

/**
 * One sentence that names what was found and where.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { describeNonFinite, type NonFinite } from '@sgmrl/meta-learning';
 * const error: NonFinite = {
 *   kind: 'non-finite',
 *   what: 'reward',
 *   iteration: 4,
 *   task: 2,
 *   batch: 1,
 *   trajectory: 0,
 *   step: 9,
 * };
 * strictEqual(
 *   describeNonFinite(error),
 *   'Expected finite numbers, found a reward that is NaN or infinite ' +
 *     'at iteration 4, task 2, batch 1, trajectory 0, step 9.',
 * );
 * ```
 */
export const describeNonFinite = (error: NonFinite): string => {
  const heldOut = error.iteration === 0;
  const places = [
    heldOut ? undefined : `iteration ${error.iteration}`,
    error.task === undefined ? undefined : `${heldOut ? 'held-out ' : ''}task ${error.task}`,
    error.batch === undefined ? undefined : `batch ${error.batch}`,
    error.trajectory === undefined ? undefined : `trajectory ${error.trajectory}`,
    error.step === undefined ? undefined : `step ${error.step}`,
    error.entry === undefined ? undefined : `entry ${error.entry}`,
    error.from === undefined ? undefined : `from ${error.from}`,
  ].filter((place) => place !== undefined);
  return `Expected finite numbers, found ${describe(error)} at ${places.join(', ')}.`;
};
