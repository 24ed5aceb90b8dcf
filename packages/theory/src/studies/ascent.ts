import { checkDrawsNothing, type CatalogueEntry } from '@sgmrl/estimators';
import { foldIn, key as keyOf, uniform } from '@sgmrl/prng';
import { axpy, meanOf, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { adaptedValue } from '../exact/adapted-value';
import type { Plan } from '../bounds/complexity';
import type { ValueAndGradient } from '../exact/dynamic-programming';
import { everyEstimate, type Outcomes } from '../exact/every-estimate';
import { firstAbove } from '../exact/sampled-trace';
import type { TaskSet } from '../task-set';
import type { TooLarge } from '../theory-error';

/** Where an ascent was after k = 0, 1, … iterations. */
export interface AscentPoint {
  /** θ_k: S·A numbers, state-major. */
  readonly logits: Vector;
  /** The mean over tasks of V_ζ and its gradient, exact. */
  readonly exact: ValueAndGradient;
}

/**
 * V_ζ and its gradient, the mean over tasks.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { meanAdaptedValue, opposedBandits } from '@sgmrl/theory';
 * const {
 *   tasks: [bandit],
 *   setting,
 * } = opposedBandits;
 * const mirrored = { ...bandit, rewards: [[0, 1]] };
 * const value = meanAdaptedValue({ tasks: [bandit, mirrored], setting });
 * if (value._tag === 'Left') throw new Error('too large');
 * // Tasks that want opposite arms alike: favouring neither is stationary, and adaptation wins
 * // more than half.
 * const { value: v, gradient } = value.right([0, 0]);
 * ok(v > 0.5 && gradient.every((x) => Math.abs(x) < 1e-15));
 * ```
 */
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

/** β, B, K, and where the randomness comes from. */
export interface AscentPlan extends Pick<Plan, 'stepSize' | 'tasks' | 'iterations'> {
  /** The same seed gives the same draws. */
  readonly seed: number;
}

/**
 * Stochastic gradient meta-ascent θ_{k+1} = θ_k + β · mean of B tasks' estimates, as in training,
 * on tasks small enough to know V and ∇V at every iterate exactly. At each iterate the estimates
 * that any data would give are computed, and B of them drawn with their probabilities. Returns θ_0
 * … θ_K.
 *
 * @throws RangeError for an estimator that draws trajectories of its own.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { catalogue } from '@sgmrl/estimators';
 * import { expectedAscent, opposedBandits, stochasticAscent } from '@sgmrl/theory';
 * import { norm, subtract } from '@sgmrl/vector';
 * const [entry] = catalogue.filter(({ name }) => name === 'leave-one-out');
 * const plan = { stepSize: 1, tasks: 40_000, iterations: 1, seed: 1 };
 * const sampled = stochasticAscent(opposedBandits, entry, [0, 0], plan);
 * const expected = expectedAscent(opposedBandits, entry, [0, 0], 1, 1);
 * if (sampled._tag === 'Left' || expected._tag === 'Left') throw new Error('too large');
 * // The mean of many estimates is near their expectation.
 * ok(norm(subtract(sampled.right[1].logits, expected.right[1].logits)) < 0.02);
 * ```
 */
export const stochasticAscent = (
  taskSet: TaskSet,
  entry: CatalogueEntry,
  start: Vector,
  { stepSize, tasks: batch, iterations, seed }: AscentPlan,
): E.Either<TooLarge, readonly AscentPoint[]> => {
  checkDrawsNothing('stochasticAscent', entry.estimator);
  return pipe(
    E.Do,
    E.apS('exact', meanAdaptedValue(taskSet)),
    E.apS('outcomes', everyEstimate(taskSet, entry)),
    E.map(({ exact, outcomes }) =>
      iterate(start, iterations, exact, (logits, k) => {
        const { cumulative, estimates } = outcomes(logits);
        const sum = new Float64Array(logits.length);
        for (const u of uniform(foldIn(keyOf(seed), k), batch)) {
          const estimate = estimates[firstAbove(cumulative, u * cumulative[cumulative.length - 1])];
          for (let i = 0; i < sum.length; i++) sum[i] += estimate[i];
        }
        return axpy(stepSize / batch, sum, logits);
      }),
    ),
  );
};

/**
 * The same without noise: θ_{k+1} = θ_k + β E[Ĝ], all data enumerated. It comes to rest where E[Ĝ]
 * vanishes. What an estimator draws for itself is averaged, too.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { catalogue } from '@sgmrl/estimators';
 * import { expectedAscent, opposedBandits } from '@sgmrl/theory';
 * import { axpy, norm, subtract } from '@sgmrl/vector';
 * const [entry] = catalogue.filter(({ name }) => name === 'leave-one-out');
 * const ascent = expectedAscent(opposedBandits, entry, [-0.5, 0.5], 0.1, 1);
 * if (ascent._tag === 'Left') throw new Error('too large');
 * const [{ logits, exact }, next] = ascent.right;
 * // Leave-one-out has no bias: the step is along ∇V itself.
 * ok(norm(subtract(next.logits, axpy(0.1, exact.gradient, logits))) < 1e-12);
 * ```
 */
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
    E.apS('outcomes', everyEstimate(taskSet, entry)),
    E.map(({ exact, outcomes }) =>
      iterate(start, iterations, exact, (logits) => axpy(stepSize, expectation(outcomes(logits)), logits)),
    ),
  );

const expectation = ({ cumulative, estimates }: Outcomes): Float64Array => {
  const sum = new Float64Array(estimates[0].length);
  const total = cumulative[cumulative.length - 1];
  estimates.forEach((estimate, n) => {
    const probability = (cumulative[n] - (n > 0 ? cumulative[n - 1] : 0)) / total;
    for (let i = 0; i < sum.length; i++) sum[i] += probability * estimate[i];
  });
  return sum;
};

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
