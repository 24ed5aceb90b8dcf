import { foldIn, split, uniform } from '@sgmrl/prng';
import { checkLaws } from './law';
import { prngLaws, type RandomGenerator } from './prng-laws';

const sound: RandomGenerator = { foldIn, split, uniform };

it('hold for @sgmrl/prng', () => {
  expect(checkLaws(prngLaws(sound), { runs: 15 })).toStrictEqual({
    _tag: 'Right',
    right: undefined,
  });
});

let calls = 0;

const buffer = new Float64Array(1 << 13);

/** Numbers of a generator that counts up from its key: streams of neighbouring keys overlap. */
const counting: RandomGenerator['uniform'] = ([first, second], n) =>
  Array.from({ length: n }, (_, i) => uniform([first, (second + i) >>> 0], 1)[0]);

const broken: readonly (readonly [string, Partial<RandomGenerator>])[] = [
  ['repeatable numbers', { uniform: (key, n) => uniform([key[0], calls++], n) }],
  [
    'lasting numbers',
    {
      uniform: (key, n) => {
        buffer.set(uniform(key, n));
        return buffer.subarray(0, n);
      },
    },
  ],
  ['range', { uniform: (key, n) => uniform(key, n).map((u) => (u < 0.1 ? 1 : u)) }],
  ['different children', { split: (key, n) => Array.from({ length: n }, () => key) }],
  ['different keys', { uniform: ([first, second], n) => uniform([first >>> 1, second], n) }],
  ['separate streams', { foldIn: ([a, b], data) => [a, (b + data + 1) >>> 0], uniform: counting }],
  ['uniformity', { uniform: (key, n) => uniform(key, n).map((u) => u * u) }],
];

it.each(broken)('%s: catches a generator that breaks it', (name, fault) => {
  const found = prngLaws({ ...sound, ...fault }).find((law) => law.name === name);
  expect(found?.check({ runs: 100 })).toMatchObject({ left: { law: name } });
});

it('different children: catches a foldIn that rounds the largest numbers', () => {
  const rounds: RandomGenerator = {
    ...sound,
    foldIn: (key, data) => foldIn(key, Math.min(data, 2 ** 53 - 3)),
  };
  const found = prngLaws(rounds).find(({ name }) => name === 'different children');
  expect(found?.check({ runs: 5 })).toMatchObject({ left: { law: 'different children' } });
});

const others: readonly (readonly [string, Partial<RandomGenerator>])[] = [
  ['has eight bits', { uniform: (key, n) => uniform(key, n).map((u) => Math.floor(256 * u) / 256) }],
  [
    'has the right mean and variance only',
    {
      uniform: (key, n) =>
        uniform(key, n).map((u) => 0.5 + (u < 0.5 ? -1 : 1) * Math.sqrt(1 / 12) * (0.9 + 0.2 * u)),
    },
  ],
  ['gives numbers twice', { uniform: (key, n) => uniform(key, n).map((_, i, all) => all[i - (i % 2)]) }],
  [
    'gives opposite numbers in turns',
    {
      uniform: (key, n) => uniform(key, n).map((u, i, all) => (i % 2 === 0 ? u : 1 - all[i - 1] - 2 ** -53)),
    },
  ],
  [
    'mixes neighbours',
    {
      uniform: (key, n) =>
        uniform(key, n).map((u, i, all) => ((u + (i > 2 ? all[i - 3] : 0)) % 1) * 0.5 + u * 0.5),
    },
  ],
  ['ends below one half', { uniform: (key, n) => uniform(key, n).map((u) => u / 2) }],
  ['ignores the second word', { uniform: ([first], n) => uniform([first, 0], n) }],
  ['adds the words up', { uniform: ([first, second], n) => uniform([(first + second) >>> 0, 0], n) }],
  ['drops the top bit', { uniform: ([a, b], n) => uniform([a & 0x7fff_ffff, b & 0x7fff_ffff], n) }],
  ['folds −1 in as an unsigned word', { foldIn: (key, data) => foldIn(key, data < 0 ? data >>> 0 : data) }],
  [
    'gives every number again, eight places later',
    { uniform: (key, n) => uniform(key, n).map((_, i, all) => all[i % 16 < 8 ? i : i - 8]) },
  ],
  [
    'counts in the key that it is given',
    {
      uniform: (key, n) => {
        const drawn = uniform(key, n);
        if (Array.isArray(key)) key.splice(1, 1, (key[1] + 1) >>> 0);
        return drawn;
      },
    },
  ],
  ['gives one number too few', { uniform: (key, n) => uniform(key, Math.max(0, n - 1)) }],
  [
    'splits into three keys at most',
    {
      split: (key, n) =>
        split(key, 3)
          .concat(split(key, n).map(() => key))
          .slice(0, n),
    },
  ],
  ['folds whole numbers below 2^32 only', { foldIn: (key, data) => foldIn(key, data >>> 0) }],
  ['folds in nothing', { foldIn: (key) => key }],
  [
    'counts in its keys',
    { split: ([a, b], n) => Array.from({ length: n }, (_, i) => [a, (b + i + 1) >>> 0]), uniform: counting },
  ],
];

it.each(others)('catch a generator that %s', (_, fault) => {
  expect(checkLaws(prngLaws({ ...sound, ...fault }), { runs: 20 })).toMatchObject({ _tag: 'Left' });
});

it('there is a broken generator for each', () => {
  expect(broken.map(([name]) => name)).toStrictEqual(prngLaws(sound).map(({ name }) => name));
});
