import { cube, discrete } from '@sgmrl/environments';
import { key, uniform } from '@sgmrl/prng';
import { keysAreUncorrelated, marksOf, rowsAreUncorrelated } from './independence';

it('marks tell discrete actions apart, and rank continuous ones among others for the same observation', () => {
  expect(marksOf(discrete(2), [])([[1], [0]])).toStrictEqual([
    [0, 1, 0, 0],
    [1, 0, 0, 0],
  ]);
  const others = [
    [[1], [2]],
    [[10], [20], [30], [40]],
  ];
  expect(marksOf(cube(1, 0, 50), others)([[1.5], [25], [3], [5]])).toStrictEqual([[0.5], [0.5], [1], [0]]);
});

it('rows that follow from each other are caught at their distance', () => {
  const n = 4000;
  const noise = Array.from(uniform(key(1), n));
  const holds = { _tag: 'Right' };
  expect(
    rowsAreUncorrelated(
      noise.map((x) => [x]),
      2,
      7,
    ),
  ).toMatchObject(holds);
  for (const lag of [1, 2, 3, 7]) {
    const repeated = noise.map((_, k) => [noise[Math.floor(k / lag) % 2 === 0 ? k : k - lag]]);
    expect(rowsAreUncorrelated(repeated, 2, 7)).toMatchObject({ _tag: 'Left' });
  }
});

it('one row under two keys is caught where it is the same', () => {
  const marks = Array.from(uniform(key(2), 4000)).map((x) => [x]);
  expect(keysAreUncorrelated(marks, marks, 2)).toMatchObject({ _tag: 'Left' });
  expect(keysAreUncorrelated(marks, [...marks].reverse(), 2)).toMatchObject({ _tag: 'Right' });
});
