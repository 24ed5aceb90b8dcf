import { catalogue, takes } from '@sgmrl/estimators';
import { fromWeightsSpec, rewardToGo } from '@sgmrl/rollouts';
import type { Setting } from '../setting';
import { randomLogits, randomMdp, right, sparseMdp } from '../testing/examples';
import { finiteDifferences, plainAdaptedValue } from '../testing/plain-enumeration';
import { verificationTable, verify } from './verify';

const setting = (innerSteps: number, trajectories: number, stepSize = 0.7): Setting => ({
  innerSteps,
  trajectories,
  evaluationTrajectories: trajectories,
  stepSize,
  discount: 0.9,
  innerWeights: rewardToGo,
});

const unbiased = ['algorithm-1', 'trajectory-baseline'];

describe('verify', () => {
  const mdp = randomMdp(21, 2, 2, 2);
  const logits = randomLogits(21, 4);
  const biases = (s: Setting): Readonly<Record<string, number>> =>
    Object.fromEntries(
      right(verify(mdp, s, logits)(catalogue.filter(takes(s.trajectories)))).estimators.map(
        ({ name, bias }) => [name, bias],
      ),
    );

  it.each([
    [1, 1],
    [1, 2],
    [2, 1],
  ])('ζ = %i, N = %i: the debiased estimators have no bias, the others have', (innerSteps, n) => {
    const found = biases(setting(innerSteps, n));
    const exact = [
      ...unbiased,
      ...(innerSteps === 1 ? ['leave-one-out', 'leave-one-out-corrected', 'leave-group-out'] : []),
      // The mean over one trajectory is their sum.
      ...(n === 1 ? ['e-maml'] : []),
    ];
    expect(Object.keys(found).filter((name) => found[name] < 1e-12)).toStrictEqual(
      Object.keys(found).filter((name) => exact.includes(name)),
    );
    for (const name of ['maml', 'fomaml']) expect(found[name]).toBeGreaterThan(0.01);
  });

  it('N = 6: parts that form groups by place are summed over every order, and have no bias either', () => {
    const coin = randomMdp(5, 1, 2, 1);
    const exact = ['leave-one-out', 'leave-one-out-corrected', 'leave-group-out'];
    const entries = catalogue.filter(({ name }) => exact.includes(name));
    const { estimators } = right(verify(coin, setting(1, 6), randomLogits(5, 2))(entries));
    expect(estimators.map(({ name }) => name).sort()).toEqual([...exact].sort());
    for (const { bias } of estimators) expect(bias).toBeLessThan(1e-12);
  });

  it.each(['advantage', 'normalised-advantage'] as const)(
    '%s weights: leaving out stays exact, parts that look at one trajectory do not',
    (kind) => {
      const exact = ['algorithm-1', 'leave-one-out', 'leave-one-out-corrected', 'leave-group-out'];
      const entries = catalogue.filter(({ name }) => [...exact, 'first-order'].includes(name));
      const s: Setting = { ...setting(1, 3), innerWeights: fromWeightsSpec({ kind, lambda: 0.8 }) };
      for (const { name, bias } of right(verify(sparseMdp, s, logits)(entries)).estimators)
        if (exact.includes(name)) expect(bias).toBeLessThan(1e-8);
        else expect(bias).toBeGreaterThan(1e-3);
    },
  );

  it('the objective and its gradient are those of an enumeration written apart', () => {
    const s = setting(1, 2);
    const { objective, gradient } = right(verify(mdp, s, logits)([]));
    const plain = (x: readonly number[]): number => plainAdaptedValue(mdp, s, 1, x);
    expect(objective).toBeCloseTo(plain(logits), 12);
    finiteDifferences(plain, logits).forEach((x, i) => {
      expect(gradient[i]).toBeCloseTo(x, 10);
    });
  });

  it('biases shrink with the power of α that the catalogue says', () => {
    const coarse = biases(setting(1, 2, 0.02));
    const fine = biases(setting(1, 2, 0.01));
    for (const name of ['maml', 'fomaml', 'e-maml', 'lvc'])
      expect(coarse[name] / fine[name]).toBeCloseTo(2, 0);
    for (const name of [
      'first-order',
      'first-order-causal',
      'leave-one-out-linear',
      'full-hessian',
      'dice',
      'loaded-dice',
      'taypo-2',
    ])
      expect(coarse[name] / fine[name]).toBeCloseTo(4, 0);
  });

  it('reads as a table', () => {
    const table = verificationTable(right(verify(sparseMdp, setting(1, 1), logits)(catalogue.slice(0, 2))));
    expect(table.map((row) => row[0])).toStrictEqual(['estimator', 'maml', 'fomaml']);
    expect(new Set(table.map((row) => row.length))).toStrictEqual(new Set([5]));
  });

  it('refuses what would not end', () => {
    expect(verify(randomMdp(1, 3, 2, 3), setting(2, 2), randomLogits(1, 6))(catalogue)).toMatchObject({
      left: { kind: 'too-large' },
    });
  });

  it('refuses too many traces before it sums anything', () => {
    const traces = (16 * 17 * 18) / 6;
    // Sums would throw, since θ has the wrong length.
    const noLogits: readonly number[] = [];
    expect(verify(randomMdp(1, 2, 2, 2), setting(2, 3), noLogits)(catalogue.slice(0, 1))).toEqual({
      _tag: 'Left',
      left: { kind: 'too-large', what: 'adaptation traces', count: traces ** 2, limit: 300_000 },
    });
  });
});
