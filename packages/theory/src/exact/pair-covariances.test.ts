import { discountedRewards } from '@sgmrl/rollouts';
import { randomLogits, randomMdp, right } from '../testing/examples';
import { pairCovariances, rewardsAhead } from './pair-covariances';
import {
  prefixLevels,
  prefixProducts,
  processOf,
  sumsOverTrajectories,
  type PrefixLevel,
  type Process,
} from './prefix-tree';
import { centred } from './second-moments';
import { softmaxProbabilities } from './softmax';
import { trajectoryProbabilities, trajectorySupport } from './trajectory-support';

/** A process along each trajectory. */
const along = (levels: readonly PrefixLevel[], process: Process): readonly (readonly number[])[] =>
  Array.from(process[process.length - 1], (_, n) => {
    let prefix = n;
    return levels.map((_level, back) => {
      const t = levels.length - 1 - back;
      const x = process[t][prefix];
      prefix = levels[t].parent[prefix];
      return x;
    });
  });

const inner = (x: readonly number[], y: readonly number[]): number =>
  x.reduce((sum, xi, i) => sum + xi * y[i], 0);

it('they are sums over pairs of independent trajectories', () => {
  const support = right(trajectorySupport(randomMdp(17, 2, 2, 3)));
  const pi = softmaxProbabilities(randomLogits(17, 4), support);
  const levels = prefixLevels(support);
  const probabilities = sumsOverTrajectories(levels, trajectoryProbabilities(support, randomLogits(17, 4)));
  const reward = processOf(levels, discountedRewards(support.batch, 0.9)).map((r, t) =>
    centred(r, probabilities[t]),
  );
  // Likelihood ratios are martingales.
  const lacks = [18, 19].map((seed) =>
    prefixProducts(
      levels,
      softmaxProbabilities(randomLogits(seed, 4), support).map((p, k) => p / pi[k]),
    ).map((ratio) => ratio.map((x) => 1 - x)),
  );
  const found = pairCovariances(reward, rewardsAhead(levels, reward, probabilities), lacks, probabilities);

  const [r, ...x] = [reward, ...lacks].map((process) => along(levels, process));
  const single = probabilities[levels.length - 1];
  const expected = [0, 1].flatMap((k) =>
    [0, 1].map((l) => {
      let total = 0;
      single.forEach((p, i) => {
        single.forEach((q, j) => {
          total += p * q * inner(r[i], x[k][j]) * (inner(r[i], x[l][j]) + inner(r[j], x[l][i]));
        });
      });
      return total;
    }),
  );
  for (const [i, value] of expected.entries()) expect(found[i] / value).toBeCloseTo(1, 10);
});
