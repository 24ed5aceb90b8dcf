import { checkObservation } from './check-observation';

test('an observation is as long as its space says', () => {
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
