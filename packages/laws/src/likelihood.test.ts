import { cube } from '@sgmrl/environments';
import { key, normal, uniform } from '@sgmrl/prng';
import { noRivalFitsBetter } from './likelihood';
import type { SampledDensity } from './sampled-density';
import { gaussianLine } from './testing/continuous';

const count = 4608;

/** Draws of a standard normal distribution in R², changed, as those of that distribution. */
const sampled = (change: (z: number, k: number) => number, seed = 1): SampledDensity => {
  const noise = normal(key(seed), 2 * count);
  const all = Array.from({ length: count }, (_, k) => [change(noise[2 * k], k), change(noise[2 * k + 1], k)]);
  return {
    policy: gaussianLine,
    parameters: [0, 0, 0, 0, 0, 0],
    observation: [0],
    actionSpace: cube(2, -Infinity, Infinity),
    first: all.slice(0, 512),
    draws: all.slice(512),
    key: key(seed),
  };
};

const evidence = (found: ReturnType<typeof noRivalFitsBetter>): number => {
  const words = found._tag === 'Left' ? found.left : '';
  return Number(/e\^(\d+) to 1/.exec(words)?.[1] ?? 0);
};

it('holds for draws of the density', () => {
  for (let seed = 1; seed <= 10; seed++)
    expect(noRivalFitsBetter(sampled((z) => z, seed))).toMatchObject({ _tag: 'Right' });
});

it('gains the divergence of the true density from the one that is claimed, less what fitting costs', () => {
  // KL(N(0, σ²) ‖ N(0, 1)) = (σ² − 1)/2 − log σ in each of two dimensions and for each of 4096
  // draws.
  for (const sigma of [1.2, 1.5, 3]) {
    const divergence = 4096 * 2 * ((sigma * sigma - 1) / 2 - Math.log(sigma));
    const found = evidence(noRivalFitsBetter(sampled((z) => sigma * z)));
    expect(Math.abs(found / divergence - 1)).toBeLessThan(0.2);
  }
});

it('sees another shape with the same mean and variance', () => {
  // KL(U ‖ N) = (log 2π + 1)/2 − log √12 = 0.176 in each of two dimensions and for each of 4096
  // draws.
  const u = uniform(key(3), count);
  const found = evidence(noRivalFitsBetter(sampled((_z, k) => Math.sqrt(12) * (u[k] - 0.5))));
  // Less what a share of a half takes, which the draws that come to lie outside require.
  expect(found / (4096 * 2 * 0.1765)).toBeGreaterThan(0.7);
  expect(found / (4096 * 2 * 0.1765)).toBeLessThan(1);
});

it('sees a single draw that the density all but excludes', () => {
  // log q/π is about 400 for two coordinates 20 σ off, of which a share of 1/4096 takes log 4096.
  expect(evidence(noRivalFitsBetter(sampled((z, k) => (k === 4000 ? 20 : z))))).toBeGreaterThan(300);
});

it('sees a density that is too small, and no density that is too large', () => {
  const offBy = (shift: number): SampledDensity => {
    const sound = sampled((z) => z);
    const logProbability: typeof gaussianLine.logProbability = (theta, data) =>
      Array.from(gaussianLine.logProbability(theta, data), (x) => x + shift);
    return { ...sound, policy: { ...gaussianLine, logProbability } };
  };
  expect(noRivalFitsBetter(offBy(-0.05))).toMatchObject({ _tag: 'Left' });
  expect(noRivalFitsBetter(offBy(1))).toMatchObject({ _tag: 'Right' });
});

it('names the draw that has no density', () => {
  const half: typeof gaussianLine.logProbability = (theta, data) =>
    Array.from(gaussianLine.logProbability(theta, data), (x, k) => (k === 7 ? -Infinity : x));
  const sound = sampled((z) => z);
  expect(noRivalFitsBetter({ ...sound, policy: { ...gaussianLine, logProbability: half } })).toMatchObject({
    left: expect.stringContaining('log π is -Infinity at the action'),
  });
});
