/**
 * What kind of object x is, the same in every realm: "[object Array]", "[object Float64Array]", …
 */
const kindOf = (x: object): string => Object.prototype.toString.call(x);

const isObject = (x: unknown): x is object => typeof x === 'object' && x !== null;

/** What a map, a set or a date holds, which its own keys do not show. */
const contentOf = (x: object): unknown => {
  if (kindOf(x) === '[object Map]' || kindOf(x) === '[object Set]') return [...(x as Iterable<unknown>)];
  return kindOf(x) === '[object Date]' ? Number(x) : undefined;
};

/**
 * Whether two values are the same data: equal primitives (NaN equals itself, −0 is not 0), or
 * arrays, typed arrays, maps, sets, dates or records of one kind with the same data under the same
 * keys. Functions are the same only if identical. Prototypes are not compared, because a test
 * runner's realm and `structuredClone` give equal data unequal ones.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { sameData } from '@sgmrl/laws';
 * deepStrictEqual(sameData({ a: [1, NaN] }, { a: [1, NaN] }), true);
 * deepStrictEqual(sameData([1], Float64Array.of(1)), false);
 * ```
 */
export const sameData = (a: unknown, b: unknown): boolean => {
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  if (a === b) return true;
  if (kindOf(a) !== kindOf(b)) return false;
  const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
  return (
    keysOfA.length === keysOfB.length &&
    keysOfA.every((key) => Object.hasOwn(b, key) && sameData(Reflect.get(a, key), Reflect.get(b, key))) &&
    sameData(contentOf(a), contentOf(b))
  );
};
