import type { Space } from '@sgmrl/environments';
import type { Policy, StateActions } from '@sgmrl/policies';
import type { Key } from '@sgmrl/prng';
import { matrixFromRows, norm, subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { elementsOf, keys } from './arbitraries';
import { verdict, type Verdict } from './verdict';

/** A policy, the spaces it is for, and how exact its arithmetic is. */
export interface PolicySubject {
  readonly policy: Policy;
  readonly observationSpace: Space;
  readonly actionSpace: Space;
  /** Relative error that two ways to compute the same may have: 1e−9 for float64, 1e−4 for float32. */
  readonly tolerance: number;
  /** The same for a finite difference and the derivative it approaches: 1e−6 for float64, 1e−2 for float32. */
  readonly differenceTolerance: number;
  /** Step of the finite differences: 1e−4 for float64, 1e−2 for float32. */
  readonly differenceStep: number;
}

/** One example: parameters, two rows of data with weights, two directions. */
export interface PolicyExample {
  readonly key: Key;
  readonly parameters: readonly number[];
  readonly observations: readonly (readonly number[])[];
  readonly actions: readonly (readonly number[])[];
  readonly weights: readonly number[];
  readonly v: readonly number[];
  readonly u: readonly number[];
}

const rows = 2;

/** Random examples for a policy. */
export const policyExamples = ({
  policy,
  observationSpace,
  actionSpace,
}: PolicySubject): fc.Arbitrary<PolicyExample> => {
  const numbers = (length: number): fc.Arbitrary<readonly number[]> =>
    fc.array(
      fc.integer({ min: -16, max: 16 }).map((n) => n / 16),
      { minLength: length, maxLength: length },
    );
  const dimension = Number.isInteger(policy.dimension) ? Math.max(0, policy.dimension) : 0;
  const rowsOf = (space: Space): fc.Arbitrary<readonly (readonly number[])[]> =>
    fc.array(elementsOf(space), { minLength: rows, maxLength: rows });
  return fc.record({
    key: keys,
    parameters: numbers(dimension),
    observations: rowsOf(observationSpace),
    actions: rowsOf(actionSpace),
    weights: numbers(rows),
    v: numbers(dimension),
    u: numbers(dimension),
  });
};

/** The rows of an example. */
export const dataOf = ({ observations, actions }: PolicyExample): StateActions => ({
  observations: matrixFromRows(observations),
  actions: matrixFromRows(actions),
});

/** ‖found − expected‖ ≤ tolerance (1 + ‖expected‖), and as many numbers. */
export const near = (what: string, found: Vector, expected: Vector, tolerance: number): Verdict => {
  const distance = found.length === expected.length ? norm(subtract(found, expected)) : Infinity;
  return verdict(
    distance <= tolerance * (1 + norm(expected)),
    () =>
      `${what}: ${fc.stringify([...Array.from(found)])} and ${fc.stringify([...Array.from(expected)])}, ${distance.toExponential(2)} apart`,
  );
};

/** What a law of policies says of one example. */
export type PolicyPredicate = (subject: PolicySubject, example: PolicyExample) => Verdict;
