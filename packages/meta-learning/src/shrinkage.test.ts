import { shrunk, sum, type Algorithm } from '@sgmrl/estimators';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { iterate } from './iterate';
import { plan } from './job';
import { run } from './run';
import { nextShrinkage, noShrinkage, shrinkageFactorOf } from './shrinkage';
import { initialState, type MetaState } from './state';
import { tabularProblem } from './testing/problems';

const late = 10;

const withAlgorithm = (change: Partial<Algorithm>) => ({
  ...tabularProblem,
  algorithm: {
    ...tabularProblem.algorithm,
    estimator: sum('curvature', shrunk('trajectory-baseline')),
    ...change,
  },
});

const problem = withAlgorithm({});

const unwrap = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

describe('shrinkageFactorOf', () => {
  it('has the least mean square error of all factors from 0 to 1', () => {
    const size = fc.integer({ min: 0, max: 40 }).map((x) => x / 4);
    const correlation = fc.integer({ min: -10, max: 10 }).map((x) => x / 10);
    fc.assert(
      fc.property(size, size, size, correlation, (signal, noise, restNoise, rho) => {
        fc.pre(signal + noise > 0);
        const covariance = rho * Math.sqrt(noise * restNoise);
        const error = (w: number) =>
          restNoise + 2 * w * covariance + w * w * noise + (1 - w) * (1 - w) * signal;
        const w = shrinkageFactorOf({ signal, noise, covariance }, late);
        for (let i = 0; i <= 100; i++) expect(error(w)).toBeLessThanOrEqual(error(i / 100) + 1e-9);
        expect(w).toBeGreaterThanOrEqual(0);
        expect(w).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 1 in the first ten iterations, and where there is no such part', () => {
    const noisy = { signal: 1, noise: 3, covariance: 0 };
    expect([0, 9, 10].map((done) => shrinkageFactorOf(noisy, done))).toEqual([1, 1, 0.25]);
    expect(shrinkageFactorOf(noShrinkage, late)).toBe(1);
  });

  it('is 0 where estimates of the signal are negative', () => {
    expect(shrinkageFactorOf({ signal: -1, noise: 3, covariance: 0 }, late)).toBe(0);
  });
});

describe('nextShrinkage', () => {
  const parts = (x: number) => ({
    rest: { signal: 5, noise: 5 },
    debiasing: { signal: x, noise: 2 * x },
    covariance: -x,
  });

  it('averages over iterations, each counting 0.9 times the next', () => {
    const { signal, noise, covariance } = [1, 2, 3].map(parts).reduce(nextShrinkage, noShrinkage);
    const expected = 0.1 * (0.81 * 1 + 0.9 * 2 + 3);
    expect(signal).toBeCloseTo(expected, 12);
    expect(noise).toBeCloseTo(2 * expected, 12);
    expect(covariance).toBeCloseTo(-expected, 12);
  });

  it('stays where an iteration tells nothing', () => {
    const before = { signal: 1, noise: 2, covariance: 3 };
    expect(nextShrinkage(before, undefined)).toBe(before);
    expect(nextShrinkage(before, parts(Infinity))).toBe(before);
  });
});

describe('a run', () => {
  it('hands out the factor of the state with its jobs, and says it in the metrics', async () => {
    const shrinkage = { signal: 1, noise: 3, covariance: 0 };
    const state = { ...initialState(problem)(key(1)), iteration: late, shrinkage };
    expect(new Set(plan(problem)(state).map((job) => job.shrinkageFactor))).toEqual(new Set([0.25]));
    const [next, metrics] = unwrap(await iterate(problem)(state));
    expect(metrics.shrinkageFactor).toBe(0.25);
    expect(next.shrinkage).toEqual(nextShrinkage(shrinkage, metrics.gradientStatistics?.parts));
  });

  it('counts that share of the part of which it reports the whole', () => {
    const state = {
      ...initialState(problem)(key(1)),
      iteration: late,
      shrinkage: { signal: 1, noise: 3, covariance: 0 },
    };
    const [job] = plan(problem)(state);
    const of = (estimator: Algorithm['estimator']) => unwrap(run(withAlgorithm({ estimator }))(job)).gradient;
    const { gradient, parts } = unwrap(run(problem)(job));
    const [whole, maml] = [of(sum('curvature', 'trajectory-baseline')), of('maml')];
    for (let i = 0; i < gradient.length; i++) {
      expect(parts?.rest[i]).toBeCloseTo(maml[i], 10);
      expect(parts?.debiasing[i]).toBeCloseTo(whole[i] - maml[i], 10);
      expect(gradient[i]).toBeCloseTo(0.25 * whole[i] + 0.75 * maml[i], 10);
    }
  });

  it('begins like one that shrinks nothing, and keeps all others as they are', async () => {
    const plain = withAlgorithm({ estimator: sum('curvature', 'trajectory-baseline') });
    const begun: MetaState = initialState(problem)(key(1));
    const [shrinks] = unwrap(await iterate(problem)(begun));
    const [does] = unwrap(await iterate(plain)(initialState(plain)(key(1))));
    expect(shrinks.parameters).toEqual(does.parameters);
    expect(begun.shrinkage).toEqual(noShrinkage);
    expect(does).not.toHaveProperty('shrinkage');
  });

  it('takes a factor that is fixed as it is', async () => {
    const fixed = withAlgorithm({ shrinkageFactor: 0.5 });
    const state = initialState(fixed)(key(1));
    expect(state).not.toHaveProperty('shrinkage');
    const [, metrics] = unwrap(await iterate(fixed)(state));
    expect(metrics.shrinkageFactor).toBe(undefined);
  });

  it('refuses a state that has none, and a single task', () => {
    const { tasks, policy, update } = problem;
    const [job] = plan(problem)(initialState({ tasks, policy, update })(key(1)));
    expect(() => run(problem)(job)).toThrow(
      new RangeError(
        'shrinkage: expected that of a state, found none; initialState begins with it where it is given the algorithm',
      ),
    );
    expect(() => initialState(withAlgorithm({ metaBatchSize: 1 }))(key(1))).toThrow(
      new RangeError('metaBatchSize: expected at least 2 where a part is shrunk, found 1'),
    );
  });
});
