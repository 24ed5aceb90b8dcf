const WORDS = 0x1_0000_0000;

/**
 * A uniform draw of {0, …, bound − 1}: the first of the words at `position` in the given tables
 * that falls below the largest multiple of `bound`. Reducing every word would favour small numbers.
 */
export const below = (bound: number, position: number, tables: (attempt: number) => Uint32Array): number => {
  const limit = WORDS - (WORDS % bound);
  let attempt = 0;
  while (tables(attempt)[position] >= limit) attempt += 1;
  return tables(attempt)[position] % bound;
};
