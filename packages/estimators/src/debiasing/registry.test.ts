import { tabularSoftmax } from '@sgmrl/policies';
import { select } from '@sgmrl/rollouts';
import type { Algorithm } from '../algorithm';
import { innerStep } from '../inner-step';
import { outerEstimate } from '../outer-estimate';
import { smallMdp as mdp, smallTheta as theta, toBatch, trajectories } from '../testing/mdp';
import { debiasings, type Debiasing } from './registry';

const policy = tabularSoftmax(mdp.states, mdp.actions);
const all = trajectories(mdp);
const inner = toBatch([all[3], all[7], all[14]]);
const evaluation = toBatch([all[1], all[6]]);
const names = Object.keys(debiasings).filter((name): name is Debiasing => Object.hasOwn(debiasings, name));

const algorithm = (debiasing: Debiasing): Algorithm => ({
  jacobian: 'full',
  debiasing,
  innerSteps: 1,
  stepSize: 0.7,
  discount: mdp.discount,
  metaBatchSize: 1,
  trajectories: 3,
  evaluationTrajectories: 2,
  innerWeights: { kind: 'reward-to-go' },
  outerWeights: { kind: 'reward-to-go' },
});

/** ω of a part for these data, row by row; undefined where the part has none. */
const omega = (
  debiasing: Debiasing,
  batch = inner,
  outerBatch = evaluation,
): readonly number[] | undefined => {
  const choice = algorithm(debiasing);
  const step = innerStep(choice)(theta, batch);
  const outer = outerEstimate(policy, choice)(theta, outerBatch);
  const weigh = debiasings[debiasing].scoreWeights({
    policy,
    algorithm: choice,
    trace: { steps: [step], outer },
    t: 0,
  });
  return weigh && Array.from(weigh(policy.directionalDerivative(theta, batch, outer.gradient)));
};

describe.each(names)('%s', (name) => {
  it('says what it is', () => {
    const { formula, meaning, bias, variance, cost, source } = debiasings[name];
    for (const text of [formula, meaning, bias, variance, cost, source]) expect(text).not.toBe('');
  });

  it('gives one finite weight a row', () => {
    const weights = omega(name) ?? [];
    expect([0, 6]).toContain(weights.length);
    expect(weights.every(Number.isFinite)).toBe(true);
  });

  it('is nothing where no reward is paid', () => {
    const unpaid = { ...inner, rewards: Array.from(inner.rewards, () => 0) };
    const nothing = { ...evaluation, rewards: Array.from(evaluation.rewards, () => 0) };
    for (const weight of omega(name, unpaid, nothing) ?? []) expect(weight).toBeCloseTo(0, 15);
  });

  it('follows the order of the trajectories', () => {
    const weights = omega(name);
    const rotated = omega(name, select(inner, [2, 0, 1]));
    rotated?.forEach((weight, row) => {
      expect(weight).toBeCloseTo(weights?.[(row + 4) % 6] ?? NaN, 12);
    });
  });
});
