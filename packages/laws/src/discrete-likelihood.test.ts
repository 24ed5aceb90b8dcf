import { foldIn, key, uniform } from '@sgmrl/prng';
import { noProbabilitiesFitBetter, type SampledProbabilities } from './discrete-likelihood';

const count = 16384;

/** Draws of one distribution as those of another. */
const sampled = (
  drawn: readonly number[],
  claimed: readonly number[],
  seed: number,
): SampledProbabilities => ({
  observation: [seed],
  logs: claimed.map((p) => Math.log(p)),
  taken: Array.from(uniform(key(seed), count), (u) => {
    let [action, sum] = [0, drawn[0]];
    while (u >= sum && action < drawn.length - 1) sum += drawn[++action];
    return action;
  }),
});

const evidence = (found: ReturnType<typeof noProbabilitiesFitBetter>): number =>
  Number(/e\^(\d+) to 1/.exec(found._tag === 'Left' ? found.left : '')?.[1] ?? 0);

it('holds for draws with their probabilities', () => {
  for (let seed = 1; seed <= 20; seed++)
    for (const p of [[0.6, 0.3, 0.1], [1, 0, 0], [0.999, 0.0005, 0.0005], [1]])
      expect(noProbabilitiesFitBetter([sampled(p, p, seed), sampled(p, p, seed + 100)])).toMatchObject({
        _tag: 'Right',
      });
});

it('gains the divergence of the true probabilities, less what fitting costs', () => {
  const [drawn, claimed] = [
    [0.5, 0.3, 0.2],
    [0.6, 0.3, 0.1],
  ];
  const divergence = count * drawn.reduce((sum, p, a) => sum + p * Math.log(p / claimed[a]), 0);
  const found = evidence(noProbabilitiesFitBetter([sampled(drawn, claimed, 1)]));
  expect(Math.abs(found / divergence - 1)).toBeLessThan(0.2);
});

it('adds what the draws of all observations say', () => {
  const one = (seed: number) => sampled([0.5, 0.3, 0.2], [0.6, 0.3, 0.1], seed);
  const alone = [1, 2].map((seed) => evidence(noProbabilitiesFitBetter([one(seed)])));
  const together = evidence(noProbabilitiesFitBetter([one(1), one(2)]));
  expect(Math.abs(together / (alone[0] + alone[1]) - 1)).toBeLessThan(0.05);
});

it('names the draw that has no probability', () => {
  expect(noProbabilitiesFitBetter([sampled([0.5, 0.5], [1, 0], foldIn(key(1), 1)[0])])).toMatchObject({
    left: expect.stringContaining('log π is -Infinity at the action 1'),
  });
});
