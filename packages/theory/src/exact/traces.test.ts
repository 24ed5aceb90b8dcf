import { rewardToGo } from '@sgmrl/rollouts';
import type { Setting } from '../setting';
import { randomLogits, randomMdp, right, sparseMdp } from '../testing/examples';
import { plainAdaptedValue, plainReturn } from '../testing/plain-enumeration';
import { adaptations, adaptationsOf, countTraces, ordered, unordered } from './traces';
import { trajectorySupport } from './trajectory-support';

it.each([
  ['random', 0, 1, randomMdp(9, 2, 2, 2)],
  ['random', 1, 2, randomMdp(9, 2, 2, 2)],
  ['sparse', 1, 3, sparseMdp],
  ['sparse', 2, 2, sparseMdp],
  ['one step', 1, 5, randomMdp(9, 2, 2, 1)],
] as const)(
  '%s MDP, ζ = %i, N = %i: every adaptation once, with its probability',
  (_name, innerSteps, trajectories, mdp) => {
    const setting: Setting = {
      innerSteps,
      trajectories,
      evaluationTrajectories: 1,
      stepSize: 0.7,
      discount: 0.9,
      innerWeights: rewardToGo,
    };
    const logits = randomLogits(9, 4);
    const support = right(trajectorySupport(mdp));
    for (const draws of [ordered, unordered]) {
      const all = [...adaptationsOf(draws)(support, setting, logits)];
      expect(all).toHaveLength(countTraces(support, setting, draws));
      expect(all.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
      // E J(θ^ζ) over the traces is V_ζ, which the oracle sums over ordered tuples of paths.
      const value = all.reduce(
        (sum, { probability, parameters }) =>
          sum + probability * plainReturn(mdp, 0.9, Array.from(parameters)),
        0,
      );
      expect(value).toBeCloseTo(plainAdaptedValue(mdp, setting, innerSteps, logits), 12);
      for (const { steps } of all) expect(steps).toHaveLength(innerSteps);
    }
  },
);

it('adaptations tell every order apart', () => {
  const setting: Setting = {
    innerSteps: 1,
    trajectories: 2,
    evaluationTrajectories: 1,
    stepSize: 1,
    discount: 1,
    innerWeights: rewardToGo,
  };
  const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
  const actions = [...adaptations(right(trajectorySupport(coin)), setting, [0, 0])].map(({ steps }) =>
    Array.from(steps[0].batch.actions.data).join(''),
  );
  expect([...actions].sort()).toStrictEqual(['00', '01', '10', '11']);
});
