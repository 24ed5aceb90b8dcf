import { checkKey } from './check-key';
import { foldIn, key, normal, permutation, split, uniform, type Key } from './index';

const misfits: readonly unknown[] = [
  7,
  '7',
  undefined,
  null,
  {},
  [],
  [1],
  [1, 2, 3],
  [NaN, 1],
  [1.5, 2],
  [-1, 0],
  [2 ** 32, 0],
  ['1', '2'],
];

it.each(misfits.map((misfit) => [misfit]))('refuses %p wherever one draws', (misfit) => {
  const draws: readonly ((from: Key) => unknown)[] = [
    checkKey,
    (from) => split(from, 2),
    (from) => foldIn(from, 1),
    (from) => uniform(from, 2),
    (from) => normal(from, 2),
    (from) => permutation(from, 3),
  ];
  for (const draw of draws)
    expect(() => Reflect.apply(draw, undefined, [misfit])).toThrow(
      /^key: expected two unsigned 32-bit words, as key\(seed\)/,
    );
});

it('says what it found', () => {
  const refused = (misfit: unknown) => () => {
    checkKey(misfit);
  };
  expect(refused([1, -2])).toThrow(/, found \[1, -2\]$/);
  expect(refused('7')).toThrow(/, found 7$/);
});

it('takes every key that there is', () => {
  for (const seed of [0, -1, 2 ** 32, Number.MAX_SAFE_INTEGER]) checkKey(foldIn(key(seed), seed));
});
