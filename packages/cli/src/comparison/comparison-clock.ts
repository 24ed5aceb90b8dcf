import type { ComparisonQuestion, IterationRecord, PlannedRun, StandingRun } from '@sgmrl/experiments';
import { secondsOf } from '../reports/format';
import { timeLeft, type TimeLeft } from '../terminal/time-left';

/** How long the rest of a comparison will take. */
export interface Estimate {
  readonly seconds: number;
  /**
   * How sure that is. At least: all that are to adapt are told by runs that do not, and a
   * trajectory costs those less. Roughly: some algorithms are told by others. About: each by its
   * own iterations.
   */
  readonly sureness: 'at least' | 'roughly' | 'about';
}

/** Estimates how long the rest of a comparison will take. */
export interface ComparisonClock {
  /** A run has done one more iteration. */
  readonly iteration: (run: PlannedRun, record: IterationRecord) => void;
  /** A run needs no more time. */
  readonly ended: (run: PlannedRun) => void;
  /** From what the iterations took so far; undefined before the first. */
  readonly left: () => Estimate | undefined;
}

/**
 * Trajectories of one iteration, by which runs of different algorithms and inner steps are told in
 * each other's time.
 */
const trajectoriesOf = ({ config: { algorithm } }: PlannedRun): number =>
  algorithm.metaBatchSize *
  (algorithm.innerSteps * algorithm.trajectories + algorithm.evaluationTrajectories);

/** Iterations that measuring on held-out tasks costs as much as. */
const iterationsOfEvaluation = (
  run: PlannedRun,
  { tasks, innerSteps }: ComparisonQuestion['evaluation'],
): number => (tasks * (innerSteps + 1) * run.config.algorithm.trajectories) / trajectoriesOf(run);

const kindOf = ({ algorithm, innerSteps }: PlannedRun): string => `${algorithm} ${String(innerSteps)}`;

const adapts = ({ innerSteps }: PlannedRun): boolean => innerSteps > 0;

const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** What an iteration of a kind of runs takes, and one of them. */
interface Pace {
  readonly run: PlannedRun;
  readonly secondsAnIteration: number;
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

/** By the iterations that were done before. */
const pacesOf = (runs: readonly StandingRun[]): Map<string, Pace> => {
  const known = runs.flatMap(({ run, standing: { secondsAnIteration } }) =>
    secondsAnIteration === undefined ? [] : [{ run, secondsAnIteration }],
  );
  return new Map(
    known.map(({ run }) => {
      const same = known.filter((other) => kindOf(other.run) === kindOf(run));
      return [kindOf(run), { run, secondsAnIteration: mean(same.map((pace) => pace.secondsAnIteration)) }];
    }),
  );
};

/**
 * Where a kind has no pace yet: what a trajectory costs in others that adapt, or do not, like this
 * one, or else in all others.
 */
const paceByOthers = (paces: readonly Pace[], run: PlannedRun): number => {
  const alike = paces.filter((pace) => adapts(pace.run) === adapts(run));
  const others = alike.length > 0 ? alike : paces;
  return mean(others.map((pace) => pace.secondsAnIteration / trajectoriesOf(pace.run))) * trajectoriesOf(run);
};

const surenessOf = (paces: ReadonlyMap<string, Pace>, going: readonly Going[]): Estimate['sureness'] => {
  const unknown = going.filter(({ run, iterationsLeft }) => iterationsLeft > 0 && !paces.has(kindOf(run)));
  if (unknown.length === 0) return 'about';
  return unknown.some(({ run }) => adapts(run)) && ![...paces.values()].some(({ run }) => adapts(run))
    ? 'at least'
    : 'roughly';
};

/**
 * Starts an estimate for runs of which so many are done at once: by the latest iterations of runs
 * of the same algorithm and inner steps, those of earlier days included, or, before there are any,
 * by what a trajectory costs in the others.
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
  const paces = pacesOf(runs);

  const secondsAnIteration = (run: PlannedRun): number =>
    paces.get(kindOf(run))?.secondsAnIteration ?? paceByOthers([...paces.values()], run);

  return {
    iteration: (run, record) => {
      const entry = going.get(run.path);
      if (entry === undefined) return;
      const kind = kindOf(run);
      const seconds = entry.clock.after(secondsOf(record), 1);
      // The first iteration of a run is slow; others of its kind tell more.
      if (entry.begun || !paces.has(kind)) paces.set(kind, { run, secondsAnIteration: seconds });
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
      const all = [...going.values()];
      const each = all.map(
        ({ run, iterationsLeft }) =>
          (iterationsLeft + iterationsOfEvaluation(run, evaluation)) * secondsAnIteration(run),
      );
      return {
        // Runs that are done at once share the time; none is faster than by itself.
        seconds: Math.max(each.reduce((sum, x) => sum + x, 0) / atOnce, ...each),
        sureness: surenessOf(paces, all),
      };
    },
  };
};
