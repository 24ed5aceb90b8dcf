import { record } from '@sgmrl/codecs';
import { fitWeights, fromWeightsSpec, leaveOneOutWeights, stepWeights } from '@sgmrl/rollouts';
import * as t from 'io-ts';
import type { OwnSpec } from './own-spec';
import { asWeights } from './own-weights';

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
const batch = {
  trajectories: 2,
  steps: 2,
  observations: column([0, 1, 2, 3]),
  actions: column([0, 0, 0, 0]),
  rewards: [1, 2, 4, 8],
  mask: [1, 1, 1, 1],
  lengths: [2, 2],
};

const sound = fromWeightsSpec({ kind: 'advantage', lambda: 0.9 });
const { facts, fit, leaveOneOut } = sound;

const spec: t.Type<OwnSpec, unknown> = record('mine', { kind: t.string });

const built = (made: unknown) =>
  asWeights('mine', {
    spec,
    build: () => Object.assign({ value: sound }, { value: made }).value,
  }).build({ kind: 'mine' });

it('are the same where nothing is wrong', () => {
  expect(stepWeights(built(sound), 0.9)(batch)).toEqual(stepWeights(sound, 0.9)(batch));
  expect(leaveOneOutWeights(built({ ...sound, name: 'x', leaveOneOut }), 0.9)(batch)(1)).toEqual(
    leaveOneOutWeights(sound, 0.9)(batch)(1),
  );
  expect(built(sound).facts(0.9)).toEqual(facts(0.9));
});

const thrown = () => {
  throw new TypeError('worn out');
};
const weights = { values: Float64Array.of(1, 2, 3, 4), scale: 1, decay: 1 };

it.each<[unknown, string]>([
  [undefined, 'build: expected weights, found nothing'],
  [{ name: 'x', facts }, 'build: fit: expected function, found nothing'],
])('are named where build gives %j', (made, message) => {
  expect(() => built(made)).toThrow(`weights mine: ${message}`);
});

it.each<[unknown, string]>([
  [thrown, 'TypeError: worn out'],
  [() => undefined, 'expected a function of a batch, found nothing'],
  [() => thrown, 'TypeError: worn out'],
  [() => () => undefined, 'expected a function of another batch, found nothing'],
  [() => () => thrown, 'TypeError: worn out'],
  [() => () => () => undefined, 'expected { values, scale, decay }, found nothing'],
  [() => () => () => ({ ...weights, values: 3 }), 'values: expected a vector of numbers, found 3'],
  [() => () => () => ({ ...weights, values: [1] }), 'values: expected 4 numbers, found 1'],
  [() => () => () => ({ ...weights, scale: undefined }), 'scale: expected a number, found nothing'],
  [() => () => () => ({ ...weights, scale: 'one' }), 'scale: expected a number, found "one"'],
  [() => () => () => ({ ...weights, decay: null }), 'decay: expected a number, found null'],
])('are named where fit is %s', (made, message) => {
  expect(() => fitWeights(built({ name: 'x', facts, fit: made }), 0.9)(batch)(batch)).toThrow(
    expect.objectContaining({ message: `weights mine: fit: ${message}` }),
  );
});

it.each<[unknown, string]>([
  [() => undefined, 'expected a function of a batch, found nothing'],
  [() => () => undefined, 'expected a function of n, found nothing'],
  [() => () => () => 3, 'expected { values, scale, decay }, found 3'],
])('are named where leaveOneOut is %s', (made, message) => {
  const odd = built({ name: 'x', facts, fit, leaveOneOut: made });
  expect(() => leaveOneOutWeights(odd, 0.9)(batch)(0)).toThrow(`weights mine: leaveOneOut: ${message}`);
});

it('are named where their facts are none', () => {
  expect(() => built({ name: 'x', fit, facts: () => ({}) }).facts(1)).toThrow(
    'weights mine: facts: fitted: expected boolean, found nothing',
  );
});
