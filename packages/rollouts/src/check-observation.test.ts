import * as O from 'fp-ts/lib/Option.js';
import { checkObservation, firstBeyondFloat32 } from './check-observation';

it('an observation is as long as its space says', () => {
  for (const observation of [[1, 2], Float64Array.of(1, 2)])
    expect(() => {
      checkObservation(observation, 2);
    }).not.toThrow();
  for (const observation of [[], [1], Float64Array.of(1, 2, 3)])
    expect(() => {
      checkObservation(observation, 2);
    }).toThrow(
      new RangeError(
        `expected an observation of length 2, found one of length ${String(observation.length)}`,
      ),
    );
});

it.each([
  [null, 'null'],
  [2, '2'],
  [{ x: 1 }, '{"x":1}'],
])('%j, which a program without types may give, is no observation', (wrong, found) => {
  expect(() => {
    checkObservation(JSON.parse(JSON.stringify(wrong)), 2);
  }).toThrow(new RangeError(`expected an observation of length 2, found ${found}`));
});

it('an observation is finite in float32, where what is larger becomes infinite', () => {
  // The largest number of float32, and the least that rounds beyond it.
  const [largest, beyond] = [(2 - 2 ** -23) * 2 ** 127, (2 - 2 ** -24) * 2 ** 127];
  expect(firstBeyondFloat32([1, -largest, 1e-60, 0])).toEqual(O.none);
  for (const found of [beyond, -beyond, 1e300, NaN, Infinity])
    expect(firstBeyondFloat32([0, found, NaN])).toEqual(O.some(1));
});
