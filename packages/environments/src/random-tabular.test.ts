import { decodeWith } from '@sgmrl/codecs';
import { split, key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { RandomTabularSpec, randomTabular } from './random-tabular';
import { sizeOf } from './tabular-mdp';

/**
 * The largest distance between the empirical distribution of `sample` and a distribution function.
 */
const kolmogorovSmirnov = (sample: readonly number[], cdf: (x: number) => number): number =>
  Math.max(
    ...sample
      .toSorted((a, b) => a - b)
      .map((x, i, { length: n }) => Math.max(Math.abs(cdf(x) - i / n), Math.abs(cdf(x) - (i + 1) / n))),
  );

const spec: RandomTabularSpec = { kind: 'random-tabular', states: 4, actions: 2, horizon: 5 };
const mdps = split(key(11), 500).map(randomTabular(spec).sample);

describe('randomTabular', () => {
  it('draws valid MDPs of the wanted size', () => {
    const size = { states: fc.integer({ min: 1, max: 6 }), actions: fc.integer({ min: 1, max: 4 }) };
    fc.assert(
      fc.property(
        fc.record({ ...size, horizon: fc.integer({ min: 1, max: 9 }) }),
        fc.integer(),
        (wanted, seed) => {
          const distribution = randomTabular({ kind: 'random-tabular', ...wanted });
          const mdp = distribution.sample(key(seed));
          expect(distribution.task.is(mdp)).toBe(true);
          expect(sizeOf(mdp)).toEqual(wanted);
        },
      ),
      { numRuns: 50 },
    );
  });

  // 99.9 % point of the Kolmogorov–Smirnov distance: 1.95 / √n.
  it('draws Dirichlet(1, …, 1) rows: each entry alone is Beta(1, S − 1)', () => {
    const entries = [0, 1, 2, 3].map((s) => mdps.map(({ transitions }) => transitions[1][1][s]));
    entries.push(mdps.map(({ initial }) => initial[2]));
    entries.forEach((sample) => {
      expect(kolmogorovSmirnov(sample, (x) => 1 - (1 - x) ** 3)).toBeLessThan(
        1.95 / Math.sqrt(sample.length),
      );
    });
  });

  it('draws rewards from U[0, 1]', () => {
    const rewards = mdps.map((mdp) => mdp.rewards[3][1]);
    expect(kolmogorovSmirnov(rewards, (x) => x)).toBeLessThan(1.95 / Math.sqrt(rewards.length));
  });

  it('draws the parts of a task independently: rewards, transitions and start are uncorrelated', () => {
    const correlation = (xs: readonly number[], ys: readonly number[]): number => {
      const centred = (zs: readonly number[]) => zs.map((z) => z - zs.reduce((a, b) => a + b, 0) / zs.length);
      const dot = (us: readonly number[], vs: readonly number[]) =>
        us.reduce((sum, u, i) => sum + u * vs[i], 0);
      const [u, v] = [centred(xs), centred(ys)];
      return dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
    };
    const parts = [
      mdps.map(({ initial }) => initial[0]),
      mdps.map(({ transitions }) => transitions[0][0][0]),
      mdps.map(({ transitions }) => transitions[0][1][0]),
      mdps.map(({ rewards }) => rewards[0][0]),
      mdps.map(({ rewards }) => rewards[0][1]),
    ];
    parts.forEach((xs, i) => {
      parts.slice(i + 1).forEach((ys) => {
        // The correlation of n independent pairs has standard deviation 1/√n.
        expect(Math.abs(correlation(xs, ys))).toBeLessThan(4 / Math.sqrt(xs.length));
      });
    });
  });
});

describe('RandomTabularSpec', () => {
  it('refuses tables that would not fit into memory', () => {
    const decoded = decodeWith(RandomTabularSpec)({ ...spec, states: 1000, actions: 11 });
    expect(decoded).toEqual({
      _tag: 'Left',
      left: [{ path: 'states', expected: 'states² × actions at most 10,000,000', found: 1000 }],
    });
    expect(RandomTabularSpec.is({ ...spec, states: 1000, actions: 10 })).toBe(true);
  });
});
