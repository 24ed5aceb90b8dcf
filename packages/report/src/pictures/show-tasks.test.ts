import { cartPole, cartPoleDefault, tabular, tabularDefault } from '@sgmrl/environments';
import { maml, type Algorithm } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { rewardToGo } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { cartPoleFrame } from './cart-pole';
import { showTasks } from './show-tasks';

const algorithm: Algorithm = {
  ...maml,
  innerSteps: 1,
  stepSize: 0.5,
  discount: 1,
  metaBatchSize: 1,
  trajectories: 3,
  evaluationTrajectories: 3,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
};

it('shows different tasks, each after 0, 1, … inner steps, the same for the same seed', () => {
  const tasks = tabular(tabularDefault);
  const policy = tabularSoftmax(3, 2);
  const showing = { tasks, policy, algorithm, learned: { parameters: policy.initialize(key(1)) }, seed: 4 };
  const shown = showTasks(10, 2)(showing);
  if (E.isLeft(shown)) throw new Error(shown.left.what);
  const names = shown.right.map(({ task }) => JSON.stringify(task));
  // As many as there are, though more were asked for.
  expect(new Set(names).size).toBe(names.length);
  expect(names).toHaveLength(tabularDefault.mdps.length);
  for (const { walks } of shown.right) expect(walks).toHaveLength(3);
  expect(showTasks(10, 2)(showing)).toEqual(shown);
});

it('draws a pole of its length from the hinge, at its angle', () => {
  const { sample } = cartPole(cartPoleDefault);
  const task = sample(key(2));
  const state = { step: 0, position: 1.5, velocity: 0, angle: Math.PI / 6, angularVelocity: 0 };
  const [, { from, to }] = cartPoleFrame(task)(state);
  expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeCloseTo(2 * task.poleHalfLength, 12);
  // 30 degrees to the right of upright.
  expect(to[0] - from[0]).toBeCloseTo(task.poleHalfLength, 12);
  expect(from[0]).toBe(1.5);
});
