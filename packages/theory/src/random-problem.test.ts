import { tabularMdp } from '@sgmrl/environments';
import { randomProblem } from './random-problem';

it('is a valid MDP with logits for it, another one for another seed', () => {
  const { mdp, logits, discount } = randomProblem(1, { states: 3, actions: 2, horizon: 4 }, 0.8);
  expect(tabularMdp(mdp)).toMatchObject({ _tag: 'Right' });
  expect([mdp.initial.length, mdp.rewards[0].length, mdp.horizon]).toStrictEqual([3, 2, 4]);
  expect([logits.length, discount]).toStrictEqual([6, 0.8]);
  expect(randomProblem(2, { states: 3, actions: 2, horizon: 4 }, 0.8)).not.toStrictEqual(
    randomProblem(1, { states: 3, actions: 2, horizon: 4 }, 0.8),
  );
});
