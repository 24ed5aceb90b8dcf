import { checkSpace, type Space } from '@sgmrl/environments';
import type { Policy, StateActions } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import { matrixFromRows, norm, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { elementsOf, keys } from './arbitraries';
import { verdict, type Verdict } from './verdict';

/** A policy, the spaces it is for, and how exact its arithmetic is. */
export interface PolicySubject {
  readonly policy: Policy;
  readonly observationSpace: Space;
  readonly actionSpace: Space;
  /**
   * Relative error that two ways to compute the same may have: 1e−9 for float64, 1e−4 for float32.
   */
  readonly tolerance: number;
  /**
   * The same for a finite difference and the derivative it approaches: 1e−6 for float64, 1e−2 for
   * float32.
   */
  readonly differenceTolerance: number;
  /** Step of the finite differences: 1e−4 for float64, 1e−2 for float32. */
  readonly differenceStep: number;
}

const checkRecord = (what: string, found: unknown): void => {
  if (typeof found !== 'object' || found === null)
    throw new RangeError(`${what}: expected a record, found ${String(found)}`);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless a subject has a
 * policy, two spaces and tolerances. What the policy lacks breaks its laws.
 */
export const checkSubject = (subject: PolicySubject): void => {
  checkRecord('subject', subject);
  checkRecord('subject: policy', subject.policy);
  checkSpace('subject: observationSpace', subject.observationSpace);
  checkSpace('subject: actionSpace', subject.actionSpace);
  for (const name of ['tolerance', 'differenceTolerance', 'differenceStep'] as const) {
    const x = subject[name];
    if (!(Number.isFinite(x) && x > 0))
      throw new RangeError(`subject: ${name}: expected a positive number, found ${String(x)}`);
  }
};

/** One example: parameters, one, two or five observations with weights, two directions. */
export interface PolicyExample {
  readonly key: Key;
  readonly parameters: readonly number[];
  readonly observations: readonly (readonly number[])[];
  /** Discrete actions to try. Of continuous ones there are none: the policy draws them itself. */
  readonly actions: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly v: readonly number[];
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
}: PolicySubject): fc.Arbitrary<PolicyExample> => {
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
  { policy, actionSpace }: PolicySubject,
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
export type PolicyPredicate = (subject: PolicySubject, example: PolicyExample) => Verdict;
