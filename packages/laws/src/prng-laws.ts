import { log } from '@sgmrl/elementary';
import type { Key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { keys } from './arbitraries';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { falseAlarm, sumIsPlausible } from './stray';
import { bothHold, forEvery, verdict, type Verdict } from './verdict';

/** A splittable generator of random numbers over plain keys. */
export interface RandomGenerator {
  /** n keys, all different. */
  readonly split: (key: Key, n: number) => readonly Key[];
  /** A key of its own for each safe integer. */
  readonly foldIn: (key: Key, data: number) => Key;
  /** n numbers in [0, 1). */
  readonly uniform: (key: Key, n: number) => ArrayLike<number>;
}

const text = (key: Key): string => key.join();

const allDifferent = (what: string, found: readonly Key[]): Verdict =>
  verdict(new Set(found.map(text)).size === found.length, () => `${what}: ${found.map(text).join(' | ')}`);

const largest = Number.MAX_SAFE_INTEGER;

/**
 * Numbers to fold in, with −1 as an unsigned word and the three largest safe integers: near 2^53 a
 * sum of words is rounded.
 */
const foldedIn = [-1, 0, 1, 2, 0xffff_ffff, 0x100_0000_0000, largest - 2, largest - 1, largest];

/** Numbers drawn for a test of uniformity. */
const sampleSize = 2048;

/**
 * Whether numbers may be independent and uniform on [0, 1): no share below any u may be farther
 * from u than √(ln(2/δ)/2n) (Dvoretzky, Kiefer, Wolfowitz; Massart, 1990), whatever u.
 */
const areUniform = (what: string, numbers: Float64Array): Verdict => {
  const sorted = Float64Array.from(numbers).sort();
  const n = sorted.length;
  const farthest = sorted.reduce((most, u, i) => Math.max(most, (i + 1) / n - u, u - i / n), 0);
  return verdict(
    farthest <= Math.sqrt(log(2 / falseAlarm) / (2 * n)),
    () => `${what}: the shares of numbers below u are up to ${farthest.toPrecision(3)} away from u`,
  );
};

/** Hardly any number comes twice: at most three, where they have 32 bits or more. */
const areDifferent = (what: string, numbers: Float64Array): Verdict => {
  const different = new Set(numbers).size;
  return verdict(
    different >= numbers.length - 3,
    () => `${what}: only ${String(different)} of ${String(numbers.length)} numbers differ`,
  );
};

const numbersOf = ({ uniform }: RandomGenerator, key: Key, n: number): Float64Array =>
  Float64Array.from(uniform(key, n));

/**
 * The two of a pair are uncorrelated: (u − u′)(v − v′) for two pairs is as likely to be x as −x
 * where they are independent.
 */
const areUncorrelated = (what: string, u: Float64Array, v: Float64Array): Verdict =>
  verdict(
    sumIsPlausible(
      Float64Array.from(
        { length: u.length >> 1 },
        (_, i) => (u[2 * i] - u[2 * i + 1]) * (v[2 * i] - v[2 * i + 1]),
      ),
    ),
    () => `${what} are correlated`,
  );

/** Pairs of numbers `lag` apart, each number in one pair at most. */
const apart = (numbers: Float64Array, lag: number): readonly [Float64Array, Float64Array] => {
  const first = numbers.filter((_, i) => Math.floor(i / lag) % 2 === 0 && i + lag < numbers.length);
  const second = numbers.filter((_, i) => Math.floor(i / lag) % 2 === 1);
  return [first, second];
};

/** The bit of a word that is lost where words count as signed and the sign is dropped. */
const topBit = 0x8000_0000;

/** Keys that differ by one in a word, in the top bit of a word, or in the order of words. */
const neighbours = (key: Key): readonly Key[] => [
  [(key[0] + 1) >>> 0, key[1]],
  [key[0], (key[1] + 1) >>> 0],
  [(key[0] ^ topBit) >>> 0, key[1]],
  [key[0], (key[1] ^ topBit) >>> 0],
  [key[1], key[0]],
];

const rules: readonly (readonly [string, string, (generator: RandomGenerator, key: Key) => Verdict])[] = [
  [
    'repeatable numbers',
    'the same key gives the same numbers and the same keys',
    (g, key) =>
      verdict(
        sameData(Array.from(g.uniform(key, 5)), Array.from(g.uniform(key, 5))) &&
          sameData(g.split(key, 3), g.split(key, 3)) &&
          sameData(g.foldIn(key, 7), g.foldIn(key, 7)),
        () => `two calls with key ${text(key)} differ`,
      ),
  ],
  [
    'lasting numbers',
    'no later call changes numbers or keys that were returned before, nor the key that it is given',
    (g, key) => {
      const given: Key = [key[0], key[1]];
      const live = [g.uniform(given, 5), g.split(given, 3), g.foldIn(given, 7), given];
      const copy = structuredClone(live);
      const [other] = neighbours(key);
      g.uniform(other, 5);
      g.split(other, 3);
      g.foldIn(other, 7);
      return verdict(
        sameData(copy, live) && sameData(given, [key[0], key[1]]),
        () => `${fc.stringify(copy)} became ${fc.stringify(live)}`,
      );
    },
  ],
  [
    'range',
    'numbers are in [0, 1), as many as asked for',
    (g, key) =>
      forEvery([0, 1, 2, 33], (n) => {
        const found = Array.from(g.uniform(key, n));
        return verdict(
          found.length === n && found.every((u) => u >= 0 && u < 1),
          () => `${String(n)} numbers asked for: ${fc.stringify(found)}`,
        );
      }),
  ],
  [
    'different children',
    'split and foldIn give keys that differ from each other and from their parent',
    (g, key) =>
      allDifferent('keys that should differ', [
        key,
        ...g.split(key, 8),
        ...foldedIn.map((data) => g.foldIn(key, data)),
      ]),
  ],
  [
    'different keys',
    'neighbouring keys give different, uncorrelated numbers',
    (g, key) => {
      const own = numbersOf(g, key, sampleSize);
      return forEvery(
        neighbours(key).filter((next) => text(next) !== text(key)),
        (next) => {
          const others = numbersOf(g, next, sampleSize);
          const what = `numbers of the keys ${text(key)} and ${text(next)}`;
          return bothHold(areDifferent(what, Float64Array.from([...own, ...others])), () =>
            areUncorrelated(what, own, others),
          );
        },
      );
    },
  ],
  [
    'separate streams',
    'a key and its children share no numbers, and the first numbers of many children are uniform and uncorrelated',
    (g, key) => {
      const many = Array.from({ length: sampleSize }, (_, i) => g.foldIn(key, i));
      const firsts = Float64Array.from(many, (child) => g.uniform(child, 1)[0]);
      const streams = [key, ...g.split(key, 8), ...foldedIn.map((data) => g.foldIn(key, data))];
      return bothHold(
        areDifferent(
          'a key, its children and those of split',
          Float64Array.from(streams.flatMap((child) => Array.from(g.uniform(child, 64)))),
        ),
        () =>
          bothHold(areUniform('first numbers of foldIn(key, 0), foldIn(key, 1), …', firsts), () =>
            areUncorrelated('first numbers of foldIn(key, i) and foldIn(key, i + 1)', ...apart(firsts, 1)),
          ),
      );
    },
  ],
  [
    'uniformity',
    'numbers are uniform on [0, 1), hardly any comes twice, and those up to 16 apart are uncorrelated',
    (g, key) => {
      const numbers = numbersOf(g, key, sampleSize);
      return bothHold(areUniform('numbers', numbers), () =>
        bothHold(areDifferent('numbers', numbers), () =>
          forEvery([1, 2, 3, 4, 5 + (key[0] % 12)], (lag) =>
            areUncorrelated(`numbers ${String(lag)} apart`, ...apart(numbers, lag)),
          ),
        ),
      );
    },
  ],
];

/**
 * The laws of a splittable generator of random numbers.
 *
 * @example
 * ```ts
 * import { assertLaw, prngLaws } from '@sgmrl/laws';
 * import { foldIn, split, uniform } from '@sgmrl/prng';
 * for (const law of prngLaws({ foldIn, split, uniform })) assertLaw(law, { seed: 1, runs: 20 });
 * ```
 */
export const prngLaws = (generator: RandomGenerator): readonly Law[] =>
  rules.map(([name, statement, holds]) =>
    law({ name, statement, examples: keys, predicate: ([a, b]) => holds(generator, [a, b]) }),
  );
