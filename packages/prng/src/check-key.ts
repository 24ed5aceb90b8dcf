const isWord = (word: unknown): boolean =>
  typeof word === 'number' && Number.isInteger(word) && word >= 0 && word <= 0xffffffff;

const isKey = (key: unknown): boolean =>
  (Array.isArray(key) || key instanceof Uint32Array) && key.length === 2 && key.every(isWord);

/**
 * Throws a RangeError unless a key is two unsigned 32-bit words. A seed in its place would be taken
 * for the same key whatever its number.
 */
export const checkKey = (key: unknown): void => {
  if (isKey(key)) return;
  const found = Array.isArray(key) ? `[${key.map(String).join(', ')}]` : String(key);
  throw new RangeError(
    `key: expected two unsigned 32-bit words, as key(seed) of prng gives them, found ${found}`,
  );
};
