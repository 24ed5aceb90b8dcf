import { key } from '@sgmrl/prng';
import { bernoulliBandit } from './bernoulli-bandit';
import { cartPole, cartPoleDefault } from './cart-pole';
import { navigation2d, navigation2dDefault } from './navigation-2d';
import { randomTabular } from './random-tabular';
import { tabular } from './tabular';
import { taskAware } from './task-aware';

describe('taskAware', () => {
  it('lets the goal follow the position, and changes neither step nor reward', () => {
    const blind = navigation2d(navigation2dDefault).environment({ goal: [0.3, -0.2] });
    const told = taskAware(navigation2d(navigation2dDefault)).environment({ goal: [0.3, -0.2] });
    const next = told.step(told.reset(key(0)), [5, 2], key(1));
    expect(next).toEqual(blind.step(blind.reset(key(0)), [5, 2], key(1)));
    expect(told.observe(next.state)).toEqual([...Array.from(blind.observe(next.state)), 0.3, -0.2]);
    expect(told.observationSpace).toEqual({
      kind: 'box',
      low: [-0.5, -0.5, -Infinity, -Infinity],
      high: [0.5, 0.5, Infinity, Infinity],
    });
  });

  const mdp = {
    initial: [0, 1],
    transitions: [[[0.25, 0.75]], [[1, 0]]],
    rewards: [[3], [4]],
    horizon: 2,
  };
  const other = { ...mdp, rewards: [[4], [3]] };

  it('turns the index of a state into a unit vector, followed by that of the task among those given', () => {
    const told = taskAware(tabular({ kind: 'tabular', mdps: [mdp, other] }));
    const environment = told.environment(structuredClone(other));
    const start = environment.reset(key(0));
    expect(environment.observe(start)).toEqual([0, 1, 0, 1]);
    expect(environment.observe(environment.step(start, [0], key(1)).state)).toEqual([1, 0, 0, 1]);
    expect(told.observationSpace).toEqual({
      kind: 'box',
      low: [0, 0, -Infinity, -Infinity],
      high: [1, 1, Infinity, Infinity],
    });
  });

  it('shows every probability and reward of a random task', () => {
    const told = taskAware(randomTabular({ kind: 'random-tabular', states: 2, actions: 1, horizon: 2 }));
    const environment = told.environment(mdp);
    expect(environment.observe(environment.reset(key(0)))).toEqual([0, 1, 0, 1, 0.25, 0.75, 1, 0, 3, 4]);
  });

  it('shows the success probabilities of a bandit and the physics of a cart-pole', () => {
    const bandit = taskAware(bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 3 }));
    const arms = bandit.environment({ successProbabilities: [0.1, 0.9] });
    expect(arms.observe(arms.reset(key(0)))).toEqual([1, 0.1, 0.9]);
    const physics = { gravity: 9, cartMass: 1, poleMass: 0.1, poleHalfLength: 0.5, forceMagnitude: 10 };
    const poles = taskAware(cartPole(cartPoleDefault));
    const pole = poles.environment(physics);
    expect(Array.from(pole.observe(pole.reset(key(0)))).slice(4)).toEqual([9, 1, 0.1, 0.5, 10]);
  });
});

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['features: expected a function, found nothing', { features: undefined }],
  ['observationSpace: high: expected a list, found nothing', { observationSpace: { kind: 'box', low: [0] } }],
])('refuses tasks that are none: %s', (message, fields) => {
  expect(() => taskAware({ ...navigation2d(navigation2dDefault), ...fields })).toThrow(
    new RangeError(`taskAware: ${message}`),
  );
});
