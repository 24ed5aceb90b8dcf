import { foldIn, split, uniform } from '@sgmrl/prng';
import { checkLaws } from './law';
import { prngLaws, type Generator } from './prng-laws';

const sound: Generator = { foldIn, split, uniform };

it('hold for @sgmrl/prng', () => {
  expect(checkLaws(prngLaws(sound), { runs: 50 })).toStrictEqual({
    _tag: 'Right',
    right: undefined,
  });
});

let calls = 0;
const broken: readonly (readonly [string, Partial<Generator>])[] = [
  ['repeatable numbers', { uniform: (key, n) => uniform([key[0], calls++], n) }],
  ['range', { uniform: (key, n) => uniform(key, n).map((u) => (u < 0.1 ? 1 : u)) }],
  ['different children', { split: (key, n) => Array.from({ length: n }, () => key) }],
  ['different keys', { uniform: ([first, second], n) => uniform([first >>> 1, second], n) }],
  ['uniformity', { uniform: (key, n) => uniform(key, n).map((u) => u * u) }],
];

it.each(broken)('%s: catches a generator that breaks it', (name, fault) => {
  const found = prngLaws({ ...sound, ...fault }).find((law) => law.name === name);
  expect(found?.check({ runs: 100 })).toMatchObject({ left: { law: name } });
});

it('different children: catches a foldIn that rounds the largest numbers', () => {
  const rounds: Generator = { ...sound, foldIn: (key, data) => foldIn(key, Math.min(data, 2 ** 53 - 3)) };
  expect(checkLaws(prngLaws(rounds), { runs: 5 })).toMatchObject({
    left: [{ law: 'different children' }],
  });
});

it('there is a broken generator for each', () => {
  expect(broken.map(([name]) => name)).toStrictEqual(prngLaws(sound).map(({ name }) => name));
});
