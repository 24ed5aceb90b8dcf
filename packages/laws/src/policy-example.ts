import { checkSpace, cube, type Space } from '@sgmrl/environments';
import { checkBothSpaces, type Policy, type Precision, type StateActions } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import { matrixFromRows, norm, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { elementsOf, keys } from './arbitraries';
import { verdict, type Verdict } from './verdict';

/** How exact the arithmetic of a policy is. */
export interface Tolerances {
  /** Relative error that two ways to compute the same may have. */
  readonly tolerance: number;
  /** The same for a finite difference and the derivative it approaches. */
  readonly differenceTolerance: number;
  /** Step of the finite differences in θ. */
  readonly differenceStep: number;
}

/** What the arithmetic of either precision allows for networks of common sizes. */
export const tolerances: Readonly<Record<Precision, Tolerances>> = {
  float32: { tolerance: 1e-4, differenceTolerance: 2e-2, differenceStep: 1e-2 },
  float64: { tolerance: 1e-9, differenceTolerance: 1e-6, differenceStep: 1e-4 },
};

/** A policy with the spaces it is for, and tolerances. */
export interface JudgedPolicy extends Tolerances {
  /** What is judged. */
  readonly policy: Policy;
  /** Where observations are drawn from: within ±10 where it has no bound. */
  readonly observationSpace: Space;
  /** What actions are: all indices of a discrete space are tried. Bounds of a box do not matter. */
  readonly actionSpace: Space;
}

/**
 * A policy to be judged. Unless given, spaces are its own, without bounds, and its arithmetic is
 * held to the {@link tolerances} of its precision.
 */
export type PolicySubject = Pick<JudgedPolicy, 'policy'> & Partial<JudgedPolicy>;

const checkRecord = (what: string, found: unknown): void => {
  if (typeof found !== 'object' || found === null)
    throw new RangeError(`${what}: expected a record, found ${String(found)}`);
};

/** A space of the policy, without bounds. */
const own = (policy: Policy, name: 'observationSpace' | 'actionSpace'): Space => {
  const space = policy[name];
  if (space.kind !== 'box') return space;
  checkSpace(`subject: policy: ${name}`, { ...space, high: space.low });
  return cube(space.low.length, -Infinity, Infinity);
};

/**
 * The subject with all its parts. Throws a RangeError, which says what was expected and what was
 * found, unless it has a policy with two spaces, and tolerances where its policy computes in
 * neither precision. What else the policy lacks breaks its laws.
 */
export const judged = (subject: PolicySubject): JudgedPolicy => {
  checkRecord('subject', subject);
  checkRecord('subject: policy', subject.policy);
  checkBothSpaces('subject: policy', subject.policy);
  const whole = {
    observationSpace: own(subject.policy, 'observationSpace'),
    actionSpace: own(subject.policy, 'actionSpace'),
    ...tolerances[subject.policy.precision],
    ...subject,
  };
  checkSpace('subject: observationSpace', whole.observationSpace);
  checkSpace('subject: actionSpace', whole.actionSpace);
  for (const name of ['tolerance', 'differenceTolerance', 'differenceStep'] as const) {
    const x = whole[name];
    if (!(Number.isFinite(x) && x > 0))
      throw new RangeError(`subject: ${name}: expected a positive number, found ${String(x)}`);
  }
  return whole;
};

/** One example: parameters, one, two or five observations with weights, two directions. */
export interface PolicyExample {
  /** From which actions and initial parameters are drawn. */
  readonly key: Key;
  /** θ in R^d. */
  readonly parameters: readonly number[];
  /** Each with its numbers; an index is one number. */
  readonly observations: readonly (readonly number[])[];
  /** Discrete actions to try. Of continuous ones there are none: the policy draws them itself. */
  readonly actions: readonly (readonly number[])[];
  /** w of each row, some of them zero. */
  readonly weights: readonly number[];
  /** A direction in R^d. */
  readonly v: readonly number[];
  /** Another one. */
  readonly u: readonly number[];
}

/**
 * How far observations reach where their space has no bound. Among thousands, a small step of the
 * parameters would be a long way for what is multiplied with them.
 */
const commonSize = 10;

const observed = (space: Space): Space => {
  if (space.kind === 'discrete') return space;
  const cut = (bounds: Vector, other: Vector, side: 1 | -1): Vector =>
    Array.from(bounds, (bound, i) =>
      Number.isFinite(bound) ? bound : (Number.isFinite(other[i]) ? other[i] : 0) + side * commonSize,
    );
  return { ...space, low: cut(space.low, space.high, -1), high: cut(space.high, space.low, 1) };
};

/** Random examples for a policy. */
export const policyExamples = ({
  policy,
  observationSpace,
  actionSpace,
}: JudgedPolicy): fc.Arbitrary<PolicyExample> => {
  const number = fc.integer({ min: -16, max: 16 }).map((n) => n / 16);
  // Rows without weight are a case of their own: a policy may skip them.
  const weight = fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: fc.constant(0) });
  const listOf = (item: fc.Arbitrary<number>, length: number): fc.Arbitrary<readonly number[]> =>
    fc.array(item, { minLength: length, maxLength: length });
  const dimension = Number.isInteger(policy.dimension) ? Math.max(0, policy.dimension) : 0;
  const rowsOf = (space: Space, rows: number): fc.Arbitrary<readonly (readonly number[])[]> =>
    fc.array(elementsOf(space), { minLength: rows, maxLength: rows });
  return fc.constantFrom(2, 1, 5).chain((rows) =>
    fc.record({
      key: keys,
      parameters: listOf(number, dimension),
      observations: rowsOf(observed(observationSpace), rows),
      actions: actionSpace.kind === 'discrete' ? rowsOf(actionSpace, rows) : fc.constant([]),
      weights: listOf(weight, rows),
      v: listOf(number, dimension),
      u: listOf(number, dimension),
    }),
  );
};

/**
 * Observations and actions of an example. Continuous actions are the policy's own draws: densities
 * may underflow far away, where nobody asks. So are discrete ones in the place of those that have
 * no probability, where log π has no gradient.
 */
export const dataOf = (
  { policy, actionSpace }: Pick<JudgedPolicy, 'policy' | 'actionSpace'>,
  { parameters, observations, actions, key }: PolicyExample,
): StateActions => {
  const seen = matrixFromRows(observations);
  const drawn = policy.sample(parameters, matrixFromRows(observations), foldIn(key, 3));
  if (actionSpace.kind === 'box') return { observations: seen, actions: drawn };
  const logs = policy.logProbability(parameters, { observations: seen, actions: matrixFromRows(actions) });
  const possible = actions.map((action, k) => (logs[k] === -Infinity ? [drawn.data[k]] : action));
  return { observations: seen, actions: matrixFromRows(possible) };
};

/**
 * ‖found − expected‖ ≤ tolerance (1 + ‖expected‖), and as many numbers. Equal infinities are no
 * distance apart.
 */
export const near = (what: string, found: Vector, expected: Vector, tolerance: number): Verdict => {
  const sameLength = found.length === expected.length;
  const apart = sameLength
    ? Array.from(found, (x, i) => (x === expected[i] ? 0 : x - expected[i]))
    : [Infinity];
  const finite = Array.from(expected, (x) => (Math.abs(x) === Infinity ? 0 : x));
  const distance = norm(apart);
  return verdict(
    distance <= tolerance * (1 + norm(finite)),
    () =>
      `${what}: ${fc.stringify([...Array.from(found)])} and ${fc.stringify([...Array.from(expected)])}, ${distance.toExponential(2)} apart`,
  );
};

/** What a law of policies says of one example. */
export type PolicyPredicate = (subject: JudgedPolicy, example: PolicyExample) => Verdict;
