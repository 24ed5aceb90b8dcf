import { checkLearned } from './check-learned';

const policy = { dimension: 2 };
const moments = { count: 1, mean: [0], squares: [0] };

it('takes what is of the size of a policy', () => {
  for (const learned of [
    { parameters: [1, NaN] },
    { parameters: [1, 2], scales: { inner: 1, outer: 2 }, observationMoments: moments },
    { parameters: [1, 2], logStepSizes: Float64Array.of(0, 1) },
  ])
    expect(() => {
      checkLearned(policy, learned);
    }).not.toThrow();
});

it.each([
  [{ parameters: [1] }, 'learned: parameters: expected 2 numbers, one a parameter, found 1'],
  [
    { parameters: [1, 2], logStepSizes: [0] },
    'learned: logStepSizes: expected 2 numbers, one a parameter, found 1',
  ],
  [
    { parameters: [1, 2], scales: { inner: 0, outer: 1 } },
    'learned: scales: inner: expected a positive number, found 0',
  ],
  [
    { parameters: [1, 2], observationMoments: JSON.parse('{"count":1,"mean":[0]}') as typeof moments },
    'learned: observationMoments: squares: expected a list, found nothing',
  ],
])('names the part of %j that does not fit', (learned, message) => {
  expect(() => {
    checkLearned(policy, learned);
  }).toThrow(new RangeError(message));
});
