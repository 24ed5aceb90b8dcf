import { checkFields } from '@sgmrl/codecs';
import type { Space } from './space';

/** The first index at which low ≤ high does not hold; −1 if it holds at all of them. */
const firstUnordered = (low: ArrayLike<number>, high: ArrayLike<number>): number => {
  for (let i = 0; i < low.length; i++) if (!(low[i] <= high[i])) return i;
  return -1;
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless a space is a box
 * with as many lower as upper bounds, low ≤ high, or a discrete one with a whole size from 1 on: a
 * program without types may leave a bound out.
 *
 * @param what names the space in the message
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkSpace, cube } from '@sgmrl/environments';
 * checkSpace('plane', cube(2, -1, 1));
 * throws(() => checkSpace('plane', { ...cube(2, -1, 1), high: [1] }),
 *   { message: 'plane: high: expected 2 numbers, as many as low has, found 1' });
 * ```
 */
export const checkSpace = (what: string, space: Space): void => {
  checkFields(what, space, {});
  const refuse = (field: string, expected: string, found: unknown): never => {
    throw new RangeError(`${what}: ${field}: expected ${expected}, found ${String(found)}`);
  };
  switch (space.kind) {
    case 'box': {
      checkFields(what, space, { low: 'a list', high: 'a list' });
      const { low, high } = space;
      if (high.length !== low.length)
        refuse('high', `${String(low.length)} numbers, as many as low has`, high.length);
      const i = firstUnordered(low, high);
      if (i >= 0) refuse('high', `at least ${String(low[i])}, as low[${String(i)}] says`, high[i]);
      return;
    }
    case 'discrete':
      if (!(Number.isSafeInteger(space.size) && space.size >= 1))
        refuse('size', 'a whole number from 1 on', space.size);
      return;
    default: {
      const { kind }: { readonly kind?: unknown } = space;
      refuse('kind', 'box or discrete', kind);
    }
  }
};
