import { tabularDefault, tabularEnvironment } from '@sgmrl/environments';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import { collect } from './collect';
import { collectTimesteps } from './collect-timesteps';
import { walk } from './walk';

const environment = tabularEnvironment(tabularDefault.mdps[0]);
const policy = tabularSoftmax(3, 2);
const float32 = { ...policy, precision: 'float32' } as const;

it.each([
  ['no number', policy, Array<number>(6).fill(NaN), NaN],
  ['one that is infinite', policy, [0, Infinity, 0, 0, 0, 0], Infinity],
  // A limit that the softmax takes: the action is never drawn.
  ['one that is minus infinity', policy, [0, 0, -Infinity, 0, 0, 0], -Infinity],
  ['one that is infinite in float32', float32, [0, 1, 0, 1e39, 0, 0], 1e39],
])('answers with a parameter that is not finite: %s', (_, acting, theta, found) => {
  const error = { kind: 'non-finite-rollout', what: 'parameters', trajectory: 0, step: 0, found };
  expect(collect(environment, acting)(theta, 3, key(1))).toEqual(E.left(error));
  expect(collectTimesteps(environment, acting)(theta, 3, 9, key(1))).toEqual(E.left(error));
  const { states, rewards } = walk(environment, acting)(theta, key(1));
  expect([states.length, rewards]).toEqual([1, []]);
});

it('takes what is large and finite in what the policy computes in', () => {
  const theta = [1e39, 0, 0, 0, 0, 0];
  expect(E.isRight(collect(environment, policy)(theta, 3, key(1)))).toBe(true);
});

it.each([
  ['text', '"abcdef"', 'rollout: parameters: expected a list of numbers, found "abcdef"'],
  ['digits as text', '[0, 0, "1", 0, 0, 0]', 'rollout: parameters: expected a list of numbers, found'],
  ['null', 'null', 'rollout: parameters: expected a list of numbers, found null'],
  ['too few', '[0, 0]', 'policy tabular-softmax(3×2): parameters: expected 6 numbers, found 2'],
  ['too many', '[0, 0, 0, 0, 0, 0, 0]', 'expected 6 numbers, found 7'],
])('refuses parameters that are no vector of the policy: %s', (_, text, message) => {
  const theta: readonly number[] = JSON.parse(text);
  for (const draw of [
    () => collect(environment, policy)(theta, 3, key(1)),
    () => collectTimesteps(environment, policy)(theta, 3, 9, key(1)),
    () => walk(environment, policy)(theta, key(1)),
  ]) {
    expect(draw).toThrow(RangeError);
    expect(draw).toThrow(message);
  }
});
