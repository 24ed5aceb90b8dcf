/** How many names one sentence holds. */
const most = 5;

/**
 * Names in a sentence, which stays short however many there are: the first five, and how many more.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { few } from '@sgmrl/experiments';
 * strictEqual(few(['a', 'b']), 'a, b');
 * strictEqual(few(['a', 'b', 'c', 'd', 'e', 'f', 'g']), 'a, b, c, d, e, … and 2 more');
 * ```
 */
export const few = (names: readonly string[], separator = ', '): string =>
  names.length <= most
    ? names.join(separator)
    : [...names.slice(0, most), `… and ${String(names.length - most)} more`].join(separator);
