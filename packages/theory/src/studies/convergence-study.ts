import { catalogue, type CatalogueEntry } from '@sgmrl/estimators';
import { square } from '@sgmrl/elementary';
import { rewardToGo } from '@sgmrl/rollouts';
import { norm } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { expectedAscent, stochasticAscent, type AscentPoint } from './ascent';
import { sharpBounds, type Bounds } from '../bounds/bounds';
import { manyTasks, type Plan } from '../bounds/complexity';
import { softmaxConstants } from '../bounds/policy-constants';
import { fitPower, type PowerFit } from './power-fit';
import type { TaskSet } from '../task-set';
import type { TooLarge } from '../theory-error';
import { theoryProblem } from './theory-table';

/** What the theory promised for one ε, and what happened. */
export interface ConvergenceRow {
  /** ε */
  readonly accuracy: number;
  /** What {@link manyTasks} makes of it. */
  readonly plan: Plan;
  /** The mean of ‖∇V(θ_k)‖² over the K promised iterations; at most ε² if the promise was kept. */
  readonly meanSquare: number;
  /**
   * The first k at which the mean over θ_0 … θ_{k−1} is at most ε²; 0 if there was none up to K +
   * 1.
   */
  readonly needed: number;
}

/** Where an ascent along E[Ĝ] came to rest. */
export interface RestingPoint {
  /** The name of the estimator. */
  readonly name: string;
  /** V, the mean over tasks, there. */
  readonly value: number;
  /** ‖∇V‖ there: 0 where an estimator has no bias. */
  readonly gradientNorm: number;
}

/**
 * The answers of {@link convergenceStudy}: the constants that its plans used, a row for each ε, and
 * where each estimator came to rest.
 */
export interface ConvergenceStudy {
  /** The sharpened constants, of the task with the larger L_V. */
  readonly bounds: Bounds;
  /** In the order of the accuracies. */
  readonly rows: readonly ConvergenceRow[];
  /** needed ∝ (1/ε)^exponent; not a number for a single ε. */
  readonly fit: PowerFit;
  /** In the order of the catalogue. */
  readonly resting: readonly RestingPoint[];
}

/**
 * Two bandits that want different arms, one more than the other: no arm is right for both, and V
 * has an inner maximum.
 */
export const opposedBandits: TaskSet = {
  tasks: [
    { initial: [1], transitions: [[[1], [1]]], rewards: [[1, 0]], horizon: 1 },
    { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 0.6]], horizon: 1 },
  ],
  setting: {
    innerSteps: 1,
    stepSize: 2,
    discount: 1,
    trajectories: 2,
    evaluationTrajectories: 1,
    innerWeights: rewardToGo,
  },
};

/** Where it all starts: an arm nearly chosen already. */
const start = [-0.5, 0.5];

/**
 * Runs SG-MRL (Algorithm 1) on {@link opposedBandits} with the step size, tasks and iterations that
 * the sharpened constants prescribe for each ε; and ascends along the exact expectation of every
 * estimator of the catalogue that needs one task only, until it rests.
 *
 * @example See {@link stochasticAscent}, which it runs with the plan of {@link manyTasks}: it takes
 *   seconds itself.
 */
export const convergenceStudy = (
  accuracies: readonly number[],
  seed: number,
): E.Either<TooLarge, ConvergenceStudy> => {
  const { tasks, setting } = opposedBandits;
  const bounds = tasks
    .map((task) => sharpBounds(softmaxConstants, theoryProblem(task, setting)))
    .reduce((x, y) => (x.smoothness > y.smoothness ? x : y));
  return pipe(
    E.Do,
    E.apS(
      'rows',
      pipe(
        accuracies,
        RA.traverse(E.Applicative)((accuracy) => rowFor(bounds, accuracy, seed)),
      ),
    ),
    E.apS('resting', pipe(catalogue, RA.traverse(E.Applicative)(restingPoint))),
    E.map(({ rows, resting }) => ({
      bounds,
      rows,
      resting,
      fit: fitPower(
        rows.map(({ accuracy }) => 1 / accuracy),
        rows.map(({ needed }) => needed),
      ),
    })),
  );
};

const rowFor = (bounds: Bounds, accuracy: number, seed: number): E.Either<TooLarge, ConvergenceRow> => {
  const { setting } = opposedBandits;
  const perTask = setting.innerSteps * setting.trajectories + setting.evaluationTrajectories;
  const plan = manyTasks(bounds, accuracy, perTask);
  return pipe(
    catalogue.filter(({ name }) => name === 'algorithm-1'),
    RA.traverse(E.Applicative)((entry) => stochasticAscent(opposedBandits, entry, start, { ...plan, seed })),
    E.map(([points]) => ({
      accuracy,
      plan,
      meanSquare: runningMeans(points)[plan.iterations - 1],
      needed: runningMeans(points).findIndex((mean) => mean <= square(accuracy)) + 1,
    })),
  );
};

/** The mean of ‖∇V‖² over the first 1, 2, … points. */
const runningMeans = (points: readonly AscentPoint[]): readonly number[] => {
  let sum = 0;
  return points.map(({ exact }, k) => (sum += square(norm(exact.gradient))) / (k + 1));
};

const restingPoint = (entry: CatalogueEntry): E.Either<TooLarge, RestingPoint> =>
  pipe(
    expectedAscent(opposedBandits, entry, start, 4, 400),
    E.map((points) => {
      const { value, gradient } = points[points.length - 1].exact;
      return { name: entry.name, value, gradientNorm: norm(gradient) };
    }),
  );
