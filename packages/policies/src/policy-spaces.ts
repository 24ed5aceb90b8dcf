import { checkFields } from '@sgmrl/codecs';
import type { Vector } from '@sgmrl/vector';

/**
 * A set that observations or actions come from: real vectors of a length, or one of finitely many
 * indices.
 */
export type PolicySpace =
  | {
      /** Real vectors. */
      readonly kind: 'box';
      /** Lower bounds, of which only their number counts here: it is the length of the vectors. */
      readonly low: Vector;
    }
  | {
      /** Indices: vectors of length one. */
      readonly kind: 'discrete';
      /** How many indices there are: 0, …, size − 1. */
      readonly size: number;
    };

/** What is observed and what is done. Every environment, task distribution and policy has both. */
export interface PolicySpaces {
  /** Where the rows of observations come from. */
  readonly observationSpace: PolicySpace;
  /** Where the rows of actions come from. */
  readonly actionSpace: PolicySpace;
}

/**
 * Throws a RangeError unless both spaces are there.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkBothSpaces } from '@sgmrl/policies';
 * throws(() => {
 *   checkBothSpaces('tasks', JSON.parse('{}'));
 * }, /tasks: observationSpace: expected a record, found nothing/);
 * ```
 */
export const checkBothSpaces = (what: string, spaces: PolicySpaces): void => {
  checkFields(what, spaces, { observationSpace: 'a record', actionSpace: 'a record' });
};

/**
 * All real vectors of a length.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { realVectors } from '@sgmrl/policies';
 * deepStrictEqual(realVectors(2), { kind: 'box', low: [-Infinity, -Infinity] });
 * ```
 */
export const realVectors = (length: number): PolicySpace => ({
  kind: 'box',
  low: Array.from({ length }, () => -Infinity),
});

/**
 * The indices 0, …, size − 1.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { indices } from '@sgmrl/policies';
 * deepStrictEqual(indices(3), { kind: 'discrete', size: 3 });
 * ```
 */
export const indices = (size: number): PolicySpace => ({ kind: 'discrete', size });

const describe = (where: string, space: PolicySpace): string => {
  if (space.kind === 'box') {
    checkFields(where, space, { low: 'a list' });
    return `vectors of length ${String(space.low.length)}`;
  }
  checkFields(where, space, { size: 'a number' });
  return `indices below ${String(space.size)}`;
};

/**
 * Throws a RangeError unless a policy observes what the tasks show and does what they take: vectors
 * of the same length, or the same number of indices. Bounds of boxes do not matter.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkSpaces, tabularSoftmax } from '@sgmrl/policies';
 * const corridor = {
 *   observationSpace: { kind: 'discrete', size: 3 },
 *   actionSpace: { kind: 'discrete', size: 2 },
 * } as const;
 * checkSpaces(tabularSoftmax(3, 2), corridor);
 * throws(() => {
 *   checkSpaces(tabularSoftmax(3, 1), corridor);
 * }, /expected a policy whose actions are indices below 2, found indices below 1/);
 * ```
 */
export const checkSpaces = (policy: PolicySpaces & { readonly name: string }, tasks: PolicySpaces): void => {
  checkBothSpaces('policy', policy);
  checkBothSpaces('tasks', tasks);
  for (const [what, space] of [
    ['observations', 'observationSpace'],
    ['actions', 'actionSpace'],
  ] as const) {
    const [expected, found] = [
      describe(`tasks: ${space}`, tasks[space]),
      describe(`policy: ${space}`, policy[space]),
    ];
    if (expected !== found)
      throw new RangeError(
        `expected a policy whose ${what} are ${expected}, found ${found} in ${policy.name}`,
      );
  }
};
