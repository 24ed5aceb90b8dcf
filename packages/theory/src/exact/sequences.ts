import { power } from '@sgmrl/elementary';

/**
 * Every sequence of `size` numbers out of {0, …, `kinds` − 1}, `kinds`^`size` of them: draws in
 * which order counts.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { sequences } from '@sgmrl/theory';
 * deepStrictEqual(sequences(2, 2), [[0, 0], [1, 0], [0, 1], [1, 1]]);
 * ```
 */
export const sequences = (kinds: number, size: number): readonly (readonly number[])[] =>
  Array.from({ length: power(kinds, size) }, (_, i) =>
    Array.from({ length: size }, (__, place) => Math.floor(i / power(kinds, place)) % kinds),
  );
