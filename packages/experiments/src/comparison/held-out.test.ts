import { decodeHeldOut, encodeHeldOut, heldOutOf } from './held-out';

/** Two tasks, after 0 and 1 inner steps. */
const measured = heldOutOf(7, [
  [
    { undiscounted: 1, discounted: 0.5 },
    { undiscounted: 2, discounted: 1.5 },
  ],
  [
    { undiscounted: 3, discounted: 2.5 },
    { undiscounted: 0.1, discounted: 3.5 },
  ],
]);

it('has a row for each number of inner steps, with a number for each task', () => {
  expect(measured).toEqual({
    version: 1,
    iteration: 7,
    tasks: 2,
    rows: [
      { innerSteps: 0, undiscounted: [1, 3], discounted: [0.5, 2.5] },
      { innerSteps: 1, undiscounted: [2, 0.1], discounted: [1.5, 3.5] },
    ],
  });
});

it('survives its file, and nothing else passes for it', () => {
  const text = encodeHeldOut(measured);
  expect(decodeHeldOut(text)).toEqual(measured);
  for (const wrong of ['', text.slice(0, -10), '{}', text.replace('"version":1', '"version":2')])
    expect(decodeHeldOut(wrong)).toBeUndefined();
});
