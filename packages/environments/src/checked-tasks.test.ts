import { key } from '@sgmrl/prng';
import {
  bernoulliBandit,
  bernoulliBanditDefault,
  cartPole,
  cartPoleDefault,
  defaultSpec,
  environmentKinds,
  fromEnvironmentSpec,
  linearQuadratic,
  linearQuadraticDefault,
  navigation2d,
  navigation2dDefault,
  randomTabular,
  randomTabularDefault,
  tabular,
  tabularDefault,
  taskAware,
  type TaskDistribution,
} from './index';

/** What a task made by hand leads to: its environment, and its features. */
const uses = <Task, State>({ environment, features }: TaskDistribution<Task, State>, task: Task) =>
  [() => environment(task), () => features(task)] as const;

/** A task as a program without types might make it. */
const misfit = <A>(start: A, fields: Readonly<Record<string, unknown>>): A => ({ ...start, ...fields });

const navigation = navigation2d(navigation2dDefault);
const cart = cartPole(cartPoleDefault);
const physics = cart.sample(key(1));
const bandit = bernoulliBandit({ ...bernoulliBanditDefault, arms: 2 });
const arms = bandit.sample(key(1));
const [door] = tabularDefault.mdps;
const coordinate = 'expected number from -1000000000 to 1000000000, found';
const doors = 'expected MDP of 3 states, 2 actions and horizon 5, found';

it.each<[string, readonly (() => unknown)[]]>([
  ['navigation-2d: task: expected task of a point, found nothing', uses(navigation, JSON.parse('[]')[0])],
  ['navigation-2d: task: goal: expected pair of numbers, found nothing', uses(navigation, JSON.parse('{}'))],
  [`navigation-2d: task: goal.1: ${coordinate} nothing`, uses(navigation, JSON.parse('{ "goal": [0] }'))],
  [`navigation-2d: task: goal.0: ${coordinate} NaN`, uses(navigation, { goal: [NaN, 0] })],
  [
    'navigation-2d: task: gaol: expected no field but goal, found 1',
    uses(navigation, misfit({ goal: [0, 0] }, { gaol: 1 })),
  ],
  [`navigation-2d: task: goal.0: ${coordinate} NaN`, uses(taskAware(navigation), { goal: [NaN, 0] })],
  [
    'cart-pole: task: gravity: expected number from 1e-9 to 1000000000, found -9.8',
    uses(cart, misfit(physics, { gravity: -9.8 })),
  ],
  [
    'cart-pole: task: poleMass: expected number from 1e-9 to 1000000000, found nothing',
    uses(cart, misfit(physics, { poleMass: undefined })),
  ],
  [
    'linear-quadratic: task: goal: expected 2 numbers, found [1]',
    uses(linearQuadratic(linearQuadraticDefault), { goal: [1], gain: 1 }),
  ],
  [
    'bernoulli-bandit: task: successProbabilities: expected array of 2 probabilities, found [0.5]',
    uses(bandit, misfit(arms, { successProbabilities: [0.5] })),
  ],
  [
    'bernoulli-bandit: task: successProbabilities.1: expected number in [0, 1], found 1.5',
    uses(bandit, misfit(arms, { successProbabilities: [0.5, 1.5] })),
  ],
  [
    `tabular: task: ${doors} MDP of 3 states, 2 actions and horizon 4`,
    uses(tabular(tabularDefault), { ...door, horizon: 4 }),
  ],
  [
    'random-tabular: task: expected MDP of 5 states, 3 actions and horizon 10, found MDP of 3 states, 2 actions and horizon 5',
    uses(randomTabular(randomTabularDefault), door),
  ],
  [
    'MDP: rewards.0: expected 2 entries, one for each action, found [0]',
    uses(tabular(tabularDefault), { ...door, rewards: [[0], ...door.rewards.slice(1)] }),
  ],
])('refuses a task made by hand: %s', (message, given) => {
  for (const use of given) expect(use).toThrow(new RangeError(message));
});

it.each(environmentKinds)('takes the tasks that %s draws', (kind) => {
  fromEnvironmentSpec(defaultSpec(kind))(({ sample, features, environment }) => {
    const task = sample(key(3));
    expect(() => [environment(task), features(task)]).not.toThrow();
  });
});
