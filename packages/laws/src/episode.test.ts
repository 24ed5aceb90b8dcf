import { bernoulliBandit, cartPole, cartPoleDefault } from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { episode, episodePlans } from './episode';

const bandits = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 3, horizon: 7 });
const poles = cartPole(cartPoleDefault);
const plan = { taskKey: key(0), key: key(1), actions: [[0], [2], [1]] };

describe('episode', () => {
  const visits = episode(bandits.environment(bandits.sample(plan.taskKey)), plan);

  it('repeats the actions of its plan up to the horizon', () => {
    expect(visits.map(({ action }) => action[0])).toEqual([0, 2, 1, 0, 2, 1, 0]);
  });

  it('takes every step with a key of its own', () => {
    expect(new Set(visits.map((visit) => visit.key.join())).size).toBe(7);
  });

  it('goes on from the state that it reached', () => {
    visits.slice(1).forEach(({ state }, h) => {
      expect(state).toBe(visits[h].transition.state);
    });
  });

  it('ends where the environment says so, and not before', () => {
    fc.assert(
      fc.property(episodePlans(poles), (poleplan) => {
        const ends = episode(poles.environment(poles.sample(poleplan.taskKey)), poleplan).map(
          ({ transition: { terminated, truncated } }) => terminated || truncated,
        );
        expect(ends.indexOf(true)).toBe(ends.length - 1);
      }),
    );
  });

  it('ends at the horizon even when the environment forgets to', () => {
    const bandit = bandits.environment(bandits.sample(plan.taskKey));
    const endless: typeof bandit = {
      ...bandit,
      step: (...args) => ({ ...bandit.step(...args), truncated: false }),
    };
    expect(episode(endless, plan)).toHaveLength(7);
  });
});

describe('episodePlans', () => {
  it('draw actions of the action space, at least one', () => {
    fc.assert(
      fc.property(episodePlans(bandits), ({ actions }) => {
        expect(actions.length).toBeGreaterThan(0);
        expect(actions.every(({ 0: arm }) => [0, 1, 2].includes(arm))).toBe(true);
      }),
    );
  });
});
