import type { IterationRecord } from './metrics-file';
import { advance, noProgress, summarize } from './summary';

const estimate = { mean: 1, stderr: null };
const returns = { discounted: estimate, undiscounted: estimate };
const record = (iteration: number, gradientNorm: number): IterationRecord => ({
  iteration,
  timesteps: 10 * iteration,
  before: returns,
  after: returns,
  gradientNorm,
  parameterNorm: 1,
  seconds: { plan: 0, run: 1, finish: 0 },
});

const summaryOf = (norms: readonly number[]) =>
  summarize(
    norms.map((norm, i) => record(i + 1, norm)).reduce(advance, noProgress),
    'finished',
    null,
    undefined,
  );

it('names the first iteration whose meta-gradient leapt', () => {
  expect(summaryOf([1, 2, 1, 2, 1, 90, 1, 250, 1, 400]).firstLeap).toBe(8);
  expect(summaryOf([1, 2, 1, 2, 1, 90, 1]).firstLeap).toBe(undefined);
});
