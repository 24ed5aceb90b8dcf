import type { ComparisonQuestion, IterationRecord, PlannedRun, StandingRun } from '@sgmrl/experiments';
import { secondsOf } from './format';
import { timeLeft, type TimeLeft } from './time-left';

/** Estimates how long the rest of a comparison will take. */
export interface ComparisonClock {
  /** A run has done one more iteration. */
  readonly iteration: (run: PlannedRun, record: IterationRecord) => void;
  /** A run needs no more time. */
  readonly ended: (run: PlannedRun) => void;
  /** Seconds, from what the iterations took so far; undefined before the first. */
  readonly left: () => number | undefined;
}

/** Trajectories of one iteration, by which runs of different algorithms and inner steps are told in each other's time. */
const trajectoriesOf = ({ config: { algorithm } }: PlannedRun): number =>
  algorithm.metaBatchSize *
  (algorithm.innerSteps * algorithm.trajectories + algorithm.evaluationTrajectories);

/** Iterations that measuring on held-out tasks costs as much as. */
const iterationsOfEvaluation = (
  run: PlannedRun,
  { tasks, innerSteps }: ComparisonQuestion['evaluation'],
): number => (tasks * (innerSteps + 1) * run.config.algorithm.trajectories) / trajectoriesOf(run);

const kindOf = ({ algorithm, innerSteps }: PlannedRun): string => `${algorithm} ${String(innerSteps)}`;

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

interface Pace {
  readonly secondsAnIteration: number;
  readonly secondsATrajectory: number;
}

interface Going {
  readonly run: PlannedRun;
  readonly iterationsLeft: number;
  readonly clock: TimeLeft;
  readonly begun: boolean;
}

const goingOf = ({ run, standing }: StandingRun): Going => ({
  run,
  iterationsLeft: run.config.iterations - standing.iterations,
  clock: timeLeft(),
  begun: false,
});

/**
 * Starts an estimate for runs of which so many are done at once: by the latest iterations of runs of the same algorithm and inner
 * steps, or, before there are any, by what a trajectory costs in the others.
 */
export const comparisonClock = (
  runs: readonly StandingRun[],
  evaluation: ComparisonQuestion['evaluation'],
  atOnce: number,
): ComparisonClock => {
  const going = new Map(
    runs
      .filter(({ standing }) => standing.next !== 'nothing')
      .map((standing) => [standing.run.path, goingOf(standing)]),
  );
  const paces = new Map<string, Pace>();

  const secondsAnIteration = (run: PlannedRun): number =>
    paces.get(kindOf(run))?.secondsAnIteration ??
    mean([...paces.values()].map((pace) => pace.secondsATrajectory)) * trajectoriesOf(run);

  return {
    iteration: (run, record) => {
      const entry = going.get(run.path);
      if (entry === undefined) return;
      const kind = kindOf(run);
      const seconds = entry.clock.after(secondsOf(record), 1);
      // The first iteration of a run is slow; others of its kind tell more.
      if (entry.begun || !paces.has(kind))
        paces.set(kind, {
          secondsAnIteration: seconds,
          secondsATrajectory: seconds / trajectoriesOf(run),
        });
      going.set(run.path, {
        ...entry,
        iterationsLeft: run.config.iterations - record.iteration,
        begun: true,
      });
    },
    ended: (run) => {
      going.delete(run.path);
    },
    left: () => {
      if (paces.size === 0) return undefined;
      const each = [...going.values()].map(
        ({ run, iterationsLeft }) =>
          (iterationsLeft + iterationsOfEvaluation(run, evaluation)) * secondsAnIteration(run),
      );
      // Runs that are done at once share the time; none is faster than by itself.
      return Math.max(each.reduce((sum, x) => sum + x, 0) / atOnce, ...each);
    },
  };
};
