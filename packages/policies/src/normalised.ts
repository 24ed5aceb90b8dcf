import { checkFields } from '@sgmrl/codecs';
import type { Matrix, Vector } from '@sgmrl/vector';
import { checkRows } from './checks';
import { overObservations } from './over-observations';
import type { Policy } from './policy';
import { realVectors } from './policy-spaces';

/** How observations become numbers about zero: entry i is f_i(o) = clip((o_i − mean_i)/scale_i). */
export interface ObservationScaling {
  /** One number for each that is observed, as `scale`. */
  readonly mean: Vector;
  /** Positive. */
  readonly scale: Vector;
  /** Beyond ± this f is constant. */
  readonly clip: number;
}

const refuse = (what: string, expected: string, found: number): never => {
  throw new RangeError(`normalised: ${what}: expected ${expected}, found ${String(found)}`);
};

const isPositive = (x: number): boolean => x > 0 && x < Infinity;

const checkScaling = ({ mean, scale, clip }: ObservationScaling, size: number): void => {
  for (const [what, { length }] of [
    ['mean', mean],
    ['scale', scale],
  ] as const)
    if (length !== size)
      refuse(what, `${String(size)} numbers, one for each that the policy observes`, length);
  for (let i = 0; i < size; i += 1) {
    if (!Number.isFinite(mean[i])) refuse('mean', 'finite numbers', mean[i]);
    if (!isPositive(scale[i])) refuse('scale', 'positive numbers', scale[i]);
  }
  if (!isPositive(clip)) refuse('clip', 'a positive number', clip);
};

const scaled = ({ mean, scale, clip }: ObservationScaling, { rows, columns, data }: Matrix): Matrix => {
  const seen = new Float64Array(data.length);
  for (let k = 0, at = 0; k < rows; k += 1)
    for (let i = 0; i < columns; i += 1, at += 1)
      seen[at] = Math.min(Math.max((data[at] - mean[i]) / scale[i], -clip), clip);
  return { rows, columns, data: seen };
};

/**
 * π(a | f(o); θ) with f_i(o) = clip((o_i − mean_i)/scale_i): a policy that sees observations about
 * zero and of about one length, whatever their units. f does not depend on θ, so this is a policy
 * like any other ({@link overObservations}), and all that is exact of policies is exact of it.
 *
 * Throws a RangeError where the policy does not observe vectors, or mean and scale are not as many
 * numbers as it observes, or a scale is not positive.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { normalised } from '@sgmrl/policies';
 * import { gaussianMlp, initializeBackend } from '@sgmrl/policies-tfjs';
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * const plain = gaussianMlp(backend.right)({
 *   observationSize: 2, actionSize: 1, hidden: [8], activation: 'tanh', initialLogStd: 0,
 * });
 * const policy = normalised(plain, { mean: [100, 0], scale: [20, 0.5], clip: 10 });
 * const theta = Float64Array.from({ length: policy.dimension }, (_, i) => Math.sin(i));
 * const row = (...data: number[]) => ({ rows: 1, columns: 2, data });
 * deepStrictEqual(policy.mode?.(theta, row(130, 1)), plain.mode?.(theta, row(1.5, 2)));
 * ```
 */
export const normalised = (policy: Policy, scaling: ObservationScaling): Policy => {
  checkFields('normalised', policy, { observationSpace: 'a record' });
  checkFields('normalised', scaling, { mean: 'a list', scale: 'a list', clip: 'a number' });
  const { observationSpace } = policy;
  if (observationSpace.kind !== 'box')
    throw new RangeError(`normalised: expected a policy that observes vectors, found ${policy.name}`);
  const size = observationSpace.low.length;
  checkScaling(scaling, size);
  return overObservations(policy, {
    name: 'normalised',
    observationSpace: realVectors(size),
    seen: (observations) => {
      checkRows('observations', observations, size);
      return scaled(scaling, observations);
    },
  });
};
