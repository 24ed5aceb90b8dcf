import { sizeOf, type TabularMdp } from '@sgmrl/environments';
import { combineTasks, taskGradient } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { foldIn, key as keyOf, uniform } from '@sgmrl/prng';
import { axpy, meanOf, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { adaptedValue } from './adapted-value';
import { traceEstimator, type CatalogueEntry } from './catalogue';
import type { ValueAndGradient } from './dynamic-programming';
import { exactMoments } from './exact-moments';
import { sampledTrace } from './sampled-trace';
import { asAlgorithm, type Setting } from './setting';
import type { TooLarge } from './theory-error';
import { trajectorySupport } from './trajectory-support';

/** Equally likely tasks of one size, and how each adapts. */
export interface TaskSet {
  readonly tasks: readonly TabularMdp[];
  readonly setting: Setting;
}

/** Where an ascent was after k = 0, 1, … iterations. */
export interface AscentPoint {
  readonly logits: Vector;
  /** The mean over tasks of V_ζ and its gradient, exact. */
  readonly exact: ValueAndGradient;
}

/** V_ζ and its gradient, the mean over tasks. */
export const meanAdaptedValue = ({
  tasks,
  setting,
}: TaskSet): E.Either<TooLarge, (logits: Vector) => ValueAndGradient> =>
  pipe(
    tasks,
    RA.traverse(E.Applicative)((task) => adaptedValue(task, setting)),
    E.map((values) => (logits: Vector) => {
      const found = values.map((value) => value(logits));
      return {
        value: found.reduce((sum, { value }) => sum + value, 0) / found.length,
        gradient: meanOf(found.map(({ gradient }) => gradient)),
      };
    }),
  );

/** β, B, and where the randomness comes from. */
export interface AscentPlan {
  readonly stepSize: number;
  readonly tasks: number;
  readonly iterations: number;
  readonly seed: number;
}

/**
 * Stochastic gradient meta-ascent θ_{k+1} = θ_k + β · mean of B tasks' estimates, as in training, on tasks small enough to know
 * V and ∇V at every iterate exactly. Returns θ_0 … θ_K.
 */
export const stochasticAscent = (
  taskSet: TaskSet,
  { variant }: CatalogueEntry,
  start: Vector,
  { stepSize, tasks: batch, iterations, seed }: AscentPlan,
): E.Either<TooLarge, readonly AscentPoint[]> =>
  pipe(
    E.Do,
    E.apS('exact', meanAdaptedValue(taskSet)),
    E.apS('supports', pipe(taskSet.tasks, RA.traverse(E.Applicative)(trajectorySupport))),
    E.map(({ exact, supports }) => {
      const { states, actions } = sizeOf(taskSet.tasks[0]);
      const policy = tabularSoftmax(states, actions);
      const algorithm = asAlgorithm(taskSet.setting, variant);
      const draw = supports.map((support) => sampledTrace(support, policy, algorithm));
      const estimate = taskGradient(policy, algorithm);
      return iterate(start, iterations, exact, (logits, k) => {
        const key = foldIn(keyOf(seed), k);
        const chosen = uniform(foldIn(key, 0), batch).map((u) => Math.floor(u * draw.length));
        return axpy(
          stepSize,
          combineTasks(Array.from(chosen, (i, b) => estimate(draw[i](logits, foldIn(key, b + 1))))),
          logits,
        );
      });
    }),
  );

/** The same without noise: θ_{k+1} = θ_k + β E[Ĝ], the expectation enumerated. It stops where E[Ĝ] vanishes. */
export const expectedAscent = (
  taskSet: TaskSet,
  entry: CatalogueEntry,
  start: Vector,
  stepSize: number,
  iterations: number,
): E.Either<TooLarge, readonly AscentPoint[]> =>
  pipe(
    E.Do,
    E.apS('exact', meanAdaptedValue(taskSet)),
    E.bind('first', () => expectedEstimate(taskSet, entry)(start)),
    E.map(({ exact }) =>
      iterate(start, iterations, exact, (logits) =>
        pipe(
          expectedEstimate(taskSet, entry)(logits),
          E.fold(
            () => logits,
            (gradient) => axpy(stepSize, gradient, logits),
          ),
        ),
      ),
    ),
  );

/** E[Ĝ], the mean over tasks. */
const expectedEstimate =
  ({ tasks, setting }: TaskSet, entry: CatalogueEntry) =>
  (logits: Vector): E.Either<TooLarge, Vector> =>
    pipe(
      tasks,
      RA.traverse(E.Applicative)((task) =>
        pipe(
          adaptedValue(task, setting),
          E.chain((value) =>
            exactMoments(
              task,
              setting,
              logits,
            )([traceEstimator(entry, sizeOf(task), setting, value(logits).value)]),
          ),
        ),
      ),
      E.map((moments) => meanOf(moments.map(([{ expectation }]) => expectation))),
    );

const iterate = (
  start: Vector,
  iterations: number,
  exact: (logits: Vector) => ValueAndGradient,
  step: (logits: Vector, k: number) => Vector,
): readonly AscentPoint[] => {
  const points: AscentPoint[] = [{ logits: start, exact: exact(start) }];
  for (let k = 0; k < iterations; k++) {
    const logits = step(points[k].logits, k);
    points.push({ logits, exact: exact(logits) });
  }
  return points;
};
