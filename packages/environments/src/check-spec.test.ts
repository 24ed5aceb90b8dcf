import {
  bernoulliBandit,
  bernoulliBanditDefault,
  cartPole,
  cartPoleDefault,
  environmentKinds,
  defaultSpec,
  fromEnvironmentSpec,
  navigation2d,
  navigation2dDefault,
  randomTabular,
  randomTabularDefault,
  tabular,
  tabularDefault,
} from './index';

const horizon = 'horizon: expected whole number from 1 to 1000000, found';

/** Plain data as a program without types might make it. */
const misfit = <A>(start: A, fields: Readonly<Record<string, unknown>>): A => ({ ...start, ...fields });

it.each<[string, () => unknown]>([
  ['cart-pole: kind: expected "cart-pole", found nothing', () => cartPole(JSON.parse('{}'))],
  [`cart-pole: ${horizon} -3`, () => cartPole(misfit(cartPoleDefault, { horizon: -3 }))],
  [
    'cart-pole: mass: expected no field but kind, horizon, gravity, cartMass, poleMass, poleHalfLength, forceMagnitude, found 1',
    () => cartPole(misfit(cartPoleDefault, { mass: 1 })),
  ],
  [`navigation-2d: ${horizon} 0`, () => navigation2d(misfit(navigation2dDefault, { horizon: 0 }))],
  [`bernoulli-bandit: ${horizon} -1`, () => bernoulliBandit(misfit(bernoulliBanditDefault, { horizon: -1 }))],
  [
    'random-tabular: states: expected whole number from 1 to 1000, found 0',
    () => randomTabular(misfit(randomTabularDefault, { states: 0 })),
  ],
  [
    'tabular: mdps: expected array of at least one MDP, found nothing',
    () => tabular(misfit(tabularDefault, { mdps: undefined })),
  ],
  ['environment: expected environment, found null', () => fromEnvironmentSpec(JSON.parse('null'))],
  [
    `environment: kind: expected ${environmentKinds.map((kind) => `"${kind}"`).join(' | ')}, found "pong"`,
    () => fromEnvironmentSpec(JSON.parse('{ "kind": "pong" }')),
  ],
])('refuses a misfit where it enters: %s', (message, make) => {
  expect(make).toThrow(new RangeError(message));
});

it.each(environmentKinds)('takes the settings that %s begins with', (kind) => {
  expect(() => fromEnvironmentSpec(defaultSpec(kind))).not.toThrow();
});
