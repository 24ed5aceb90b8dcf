import * as fc from 'fast-check';
import { gradientStatistics } from './signal-and-noise';

const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, a, i) => sum + a * y[i], 0);

/** Every pair of different tasks. */
const pairsOf = (count: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    Array.from({ length: count }, (_, j) => [i, j] as const).filter(([a, b]) => a !== b),
  );

const meanOver = (xs: readonly number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** The U-statistics, summed over all pairs: E⟨x_i, y_j⟩ for different tasks, and for one. */
const brute = (xs: readonly (readonly number[])[], ys: readonly (readonly number[])[]) => {
  const across = meanOver(pairsOf(xs.length).map(([i, j]) => dot(xs[i], ys[j])));
  const within = meanOver(xs.map((x, i) => dot(x, ys[i])));
  return { across, ofMeans: (within - across) / xs.length };
};

const vector = fc.array(fc.integer({ min: -8, max: 8 }), { minLength: 3, maxLength: 3 });
const task = fc.record({ gradient: vector, parts: fc.record({ rest: vector, debiasing: vector }) });

it('agrees with sums over all pairs of tasks', () => {
  fc.assert(
    fc.property(fc.array(task, { minLength: 2, maxLength: 6 }), (tasks) => {
      const statistics = gradientStatistics(tasks);
      const whole = tasks.map(({ gradient }) => gradient);
      const debiasing = tasks.map(({ parts }) => parts.debiasing);
      const rest = tasks.map(({ parts }) => parts.rest);
      const expectMoments = (
        found: { readonly signal: number; readonly noise: number } | undefined,
        xs: readonly (readonly number[])[],
      ) => {
        expect(found?.signal).toBeCloseTo(brute(xs, xs).across, 9);
        expect(found?.noise).toBeCloseTo(brute(xs, xs).ofMeans, 9);
      };
      expectMoments(statistics, whole);
      expectMoments(statistics?.parts?.rest, rest);
      expectMoments(statistics?.parts?.debiasing, debiasing);
      expect(statistics?.parts?.covariance).toBeCloseTo(brute(rest, debiasing).ofMeans, 9);
    }),
  );
});

describe('in expectation, by enumeration', () => {
  /** What a task may be: its rest and its debiasing part, with probabilities. */
  const outcomes = [
    { p: 0.5, rest: [1, 0], debiasing: [0, 1] },
    { p: 0.3, rest: [-2, 1], debiasing: [3, 0] },
    { p: 0.2, rest: [0, 4], debiasing: [-1, -2] },
  ];
  const mean = (f: (one: (typeof outcomes)[number]) => readonly number[]) =>
    outcomes.reduce(([x, y], one) => [x + one.p * f(one)[0], y + one.p * f(one)[1]], [0, 0]);
  const covariance = (f: Parameters<typeof mean>[0], g: Parameters<typeof mean>[0]) =>
    outcomes.reduce((sum, one) => sum + one.p * dot(f(one), g(one)), 0) - dot(mean(f), mean(g));

  it.each([2, 3, 4])('the estimates of %i tasks are unbiased', (tasks) => {
    const expected = { signal: 0, noise: 0, debiasingSignal: 0, debiasingNoise: 0, covariance: 0 };
    const visit = (drawn: readonly (typeof outcomes)[number][], p: number): void => {
      if (drawn.length < tasks) {
        for (const one of outcomes) visit([...drawn, one], p * one.p);
        return;
      }
      const found = gradientStatistics(
        drawn.map((parts) => ({
          gradient: parts.rest.map((x, i) => x + 0.25 * parts.debiasing[i]),
          parts,
        })),
      );
      if (found?.parts === undefined) throw new Error('expected parts');
      expected.signal += p * found.signal;
      expected.noise += p * found.noise;
      expected.debiasingSignal += p * found.parts.debiasing.signal;
      expected.debiasingNoise += p * found.parts.debiasing.noise;
      expected.covariance += p * found.parts.covariance;
    };
    visit([], 1);
    const whole = ({ rest, debiasing }: (typeof outcomes)[number]) =>
      rest.map((x, i) => x + 0.25 * debiasing[i]);
    const part = ({ debiasing }: (typeof outcomes)[number]) => debiasing;
    const rest = (one: (typeof outcomes)[number]) => one.rest;
    expect(expected.signal).toBeCloseTo(dot(mean(whole), mean(whole)), 12);
    expect(expected.noise).toBeCloseTo(covariance(whole, whole) / tasks, 12);
    expect(expected.debiasingSignal).toBeCloseTo(dot(mean(part), mean(part)), 12);
    expect(expected.debiasingNoise).toBeCloseTo(covariance(part, part) / tasks, 12);
    expect(expected.covariance).toBeCloseTo(covariance(rest, part) / tasks, 12);
  });
});

it('adds up to the square of the mean', () => {
  const statistics = gradientStatistics([{ gradient: [3, 0] }, { gradient: [3, 8] }]);
  // The mean is (3, 4); each is 4 away from it, so the noise is 2 · 16 / (2 · 1).
  expect(statistics).toEqual({ signal: 25 - 16, noise: 16, parts: undefined });
});

it('says nothing of a single task, and of parts that some task does not have', () => {
  const parts = { rest: [0], debiasing: [1] };
  expect(gradientStatistics([{ gradient: [1], parts }])).toBe(undefined);
  expect(gradientStatistics([{ gradient: [1], parts }, { gradient: [2] }])?.parts).toBe(undefined);
});
