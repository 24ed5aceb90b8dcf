import { rewardToGo } from '@sgmrl/rollouts';
import { adaptedValue } from './adapted-value';
import { deterministicObjective } from './deterministic-objective';
import { randomLogits, randomMdp, relativeError, right } from '../testing/examples';
import { finiteDifferences, plainReturn } from '../testing/plain-enumeration';

const setting = { innerSteps: 1, stepSize: 0.8, discount: 0.9 };

it.each([0, 1, 2])('ζ = %i: J after steps along its finite differences, and their gradient', (innerSteps) => {
  const mdp = randomMdp(5, 2, 2, 3);
  const logits = randomLogits(5, 4);
  const j = (x: readonly number[]): number => plainReturn(mdp, 0.9, x);
  let adapted = logits;
  for (let t = 0; t < innerSteps; t++) {
    const slope = finiteDifferences(j, adapted);
    adapted = adapted.map((x, i) => x + 0.8 * slope[i]);
  }
  const objective = deterministicObjective(mdp, { ...setting, innerSteps });
  expect(objective(logits).value).toBeCloseTo(j(adapted), 10);
  const differences = finiteDifferences((x) => objective(x).value, logits);
  expect(relativeError(objective(logits).gradient, differences)).toBeLessThan(1e-9);
});

it('is the limit of V_1 for large N: the gap falls like 1/N', () => {
  const mdp = randomMdp(11, 1, 2, 2);
  const logits = randomLogits(11, 2);
  const limit = deterministicObjective(mdp, setting)(logits).value;
  const gap = (trajectories: number): number =>
    right(adaptedValue(mdp, { ...setting, trajectories, innerWeights: rewardToGo }))(logits).value - limit;
  expect(gap(32) / gap(16)).toBeCloseTo(0.5, 2);
});
