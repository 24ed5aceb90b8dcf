import { checkFields } from '@sgmrl/codecs';
import { zipWith, type Vector } from '@sgmrl/vector';
import type { Policy } from './policy';

/** Coordinates φ of parameters θ = origin + scale ∘ φ, entry by entry. */
export interface Coordinates {
  /** θ at φ = 0: one number a parameter. */
  readonly origin: Vector;
  /** Not zero. */
  readonly scale: Vector;
}

const times = (x: Vector, y: Vector): Float64Array => zipWith(x, y, (a, b) => a * b);

/**
 * θ = origin + scale ∘ φ.
 *
 * @example See {@link reparametrised}.
 */
export const parametersAt =
  ({ origin, scale }: Coordinates) =>
  (coordinates: Vector): Float64Array =>
    Float64Array.from(origin, (start, i) => start + scale[i] * coordinates[i]);

const checkCoordinates = ({ origin, scale }: Coordinates, dimension: number): void => {
  for (const [what, { length }] of [
    ['origin', origin],
    ['scale', scale],
  ] as const)
    if (length !== dimension)
      throw new RangeError(
        `reparametrised: ${what}: expected ${String(dimension)} numbers, one a parameter, found ${String(length)}`,
      );
};

/**
 * The policy of coordinates φ, π(a|s; origin + scale ∘ φ). A gradient step of size α on φ moves θ
 * by α scale² ∘ ∇: step sizes of its own for each parameter are plain steps in coordinates.
 *
 * It is drawn by nobody: `initialize` gives the origin, φ = 0. What the policy remembers of a batch
 * at one θ it remembers here at one φ. Throws a RangeError where origin or scale are not as many
 * numbers as the policy has parameters.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { reparametrised, tabularSoftmax } from '@sgmrl/policies';
 * const policy = reparametrised(tabularSoftmax(1, 2), { origin: [0, 0], scale: [1, 2] });
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const data = { observations: one(0), actions: one(1) };
 * // The score is (−½, ½) at θ = 0, and its second entry counts twice.
 * deepStrictEqual(Array.from(policy.weightedScore([0, 0], data, [1])), [-0.5, 1]);
 * ```
 */
export const reparametrised = (policy: Policy, coordinates: Coordinates): Policy => {
  checkFields('reparametrised', policy, { dimension: 'a number', logProbability: 'a function' });
  checkFields('reparametrised', coordinates, { origin: 'a list', scale: 'a list' });
  checkCoordinates(coordinates, policy.dimension);
  const { scale } = coordinates;
  const toParameters = parametersAt(coordinates);

  /**
   * A policy knows parameters again by being the same object, so coordinates become the same one.
   */
  const made = new WeakMap<Vector, Vector>();
  const theta = (at: Vector): Vector => {
    const known = made.get(at) ?? toParameters(at);
    made.set(at, known);
    return known;
  };

  const { mode } = policy;
  return {
    ...policy,
    ...(mode && { mode: (at, observations) => mode(theta(at), observations) }),
    name: `reparametrised ${policy.name}`,
    initialize: () => new Float64Array(policy.dimension),
    sample: (at, observations, key) => policy.sample(theta(at), observations, key),
    logProbability: (at, data) => policy.logProbability(theta(at), data),
    weightedScore: (at, data, weights) => times(scale, policy.weightedScore(theta(at), data, weights)),
    weightedScores: (at, data, weights) =>
      policy.weightedScores(theta(at), data, weights).map((score) => times(scale, score)),
    directionalDerivative: (at, data, direction) =>
      policy.directionalDerivative(theta(at), data, times(scale, direction)),
    hessianVectorProduct: (at, data, weights, direction) =>
      times(scale, policy.hessianVectorProduct(theta(at), data, weights, times(scale, direction))),
    curvatureAndScore: (at, data, weights, direction, scoreWeights) =>
      times(scale, policy.curvatureAndScore(theta(at), data, weights, times(scale, direction), scoreWeights)),
  };
};
