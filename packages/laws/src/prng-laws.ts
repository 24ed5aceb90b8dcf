import type { Key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { keys } from './arbitraries';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { forEvery, verdict, type Verdict } from './verdict';

/** A splittable generator of random numbers over plain keys. */
export interface Generator {
  readonly split: (key: Key, n: number) => readonly Key[];
  readonly foldIn: (key: Key, data: number) => Key;
  /** n numbers in [0, 1). */
  readonly uniform: (key: Key, n: number) => ArrayLike<number>;
}

const text = (key: Key): string => key.join();

const allDifferent = (what: string, found: readonly Key[]): Verdict =>
  verdict(new Set(found.map(text)).size === found.length, () => `${what}: ${found.map(text).join(' | ')}`);

const largest = Number.MAX_SAFE_INTEGER;

/** Numbers to fold in, with the three largest safe integers: near 2^53 a sum of words is rounded. */
const foldedIn = [-1, 0, 1, 2, 0x100_0000_0000, largest - 2, largest - 1, largest];

/** Numbers drawn for a test of uniformity, and how far a mean may stray: six standard errors, 1 in 10⁹. */
const sampleSize = 4096;
const stray = (variance: number): number => 6 * Math.sqrt(variance / sampleSize);

const rules: readonly (readonly [string, string, (generator: Generator, key: Key) => Verdict])[] = [
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
    'neighbouring keys give different numbers',
    (g, key) => {
      const next: Key = [(key[0] + 1) >>> 0, key[1]];
      return verdict(
        !sameData(Array.from(g.uniform(key, 2)), Array.from(g.uniform(next, 2))),
        () => `keys ${text(key)} and ${text(next)} give the same numbers`,
      );
    },
  ],
  [
    'uniformity',
    'mean ½, variance 1/12 and no correlation of neighbours, within six standard errors of 4096 numbers',
    (g, key) => {
      const centred = Array.from(g.uniform(key, sampleSize), (u) => u - 0.5);
      const mean = (of: (x: number, i: number) => number): number =>
        centred.reduce((sum, x, i) => sum + of(x, i), 0) / sampleSize;
      const first = mean((x) => x);
      const second = mean((x) => x * x) - 1 / 12;
      const lagged = mean((x, i) => x * centred[(i + 1) % sampleSize]);
      return verdict(
        Math.abs(first) <= stray(1 / 12) &&
          Math.abs(second) <= stray(1 / 180) &&
          Math.abs(lagged) <= stray(1 / 144),
        () => `off by ${String(first)} (mean), ${String(second)} (variance), ${String(lagged)} (correlation)`,
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
export const prngLaws = (generator: Generator): readonly Law[] =>
  rules.map(([name, statement, holds]) =>
    law({ name, statement, examples: keys, predicate: (key) => holds(generator, key) }),
  );
