import * as tf from '@tensorflow/tfjs-core';
import { categoricalMlp } from './categorical-mlp';
import { fromLogProbability } from './from-log-probability';
import { gaussianMlp } from './gaussian-mlp';
import { fromPolicySpec } from './policy-spec';
import { startBackend } from './testing/backend';

type Fields = Readonly<Record<string, unknown>>;

const network = { observationSize: 2, hidden: [4], activation: 'tanh' } as const;
const gaussian = { ...network, actionSize: 1, initialLogStd: 0 };
const categorical = { ...network, actions: 3 };
const log = {
  dimension: 1,
  logProbability: (theta: tf.Tensor1D, s: tf.Tensor2D, a: tf.Tensor2D): tf.Tensor1D =>
    tf.sum(tf.mul(tf.mul(theta, s), a), 1),
};

it.each<[string, Fields]>([
  ['observationSize: expected a whole number from 1 on, found undefined', { observationSize: undefined }],
  ['hidden: expected a list, found nothing', { hidden: undefined }],
  ['hidden: expected a list, found 4', { hidden: 4 }],
  [
    'activation: expected tanh or relu or leaky-relu or elu or softplus, found undefined',
    { activation: undefined },
  ],
])('a network is refused: %s', async (message, fields) => {
  const ready = await startBackend();
  expect(() => gaussianMlp(ready)({ ...gaussian, ...fields })).toThrow(
    new RangeError(`gaussianMlp: ${message}`),
  );
  expect(() => categoricalMlp(ready)({ ...categorical, ...fields })).toThrow(
    new RangeError(`categoricalMlp: ${message}`),
  );
});

it('a network with an unknown setting is refused, not built without it', async () => {
  const ready = await startBackend();
  expect(() => gaussianMlp(ready)({ ...gaussian, ...{ minLogStd: -3 } })).toThrow(
    new RangeError(
      'gaussianMlp: minLogStd: expected no field but observationSize, actionSize, hidden, activation, initialLogStd, found -3',
    ),
  );
  expect(() => categoricalMlp(ready)({ ...categorical, ...{ initialLogStd: 0 } })).toThrow(
    new RangeError(
      'categoricalMlp: initialLogStd: expected no field but observationSize, actions, hidden, activation, found 0',
    ),
  );
  const spaces = {
    observationSpace: { kind: 'box', low: [0] },
    actionSpace: { kind: 'discrete', size: 2 },
  } as const;
  const spec = { kind: 'categorical-mlp', hidden: [4], activation: 'tanh' } as const;
  expect(() => fromPolicySpec(ready)({ ...spec, ...{ bias: 1 } }, spaces)).toThrow(RangeError);
});

it.each(['null', '{}'])('a backend is refused where it is %s', (text) => {
  expect(() => gaussianMlp(JSON.parse(text))(gaussian)).toThrow(/^backend: .*expected a record, found/);
  expect(() => categoricalMlp(JSON.parse(text))(categorical)).toThrow(/^backend: .*expected a record, found/);
  expect(() => fromLogProbability(JSON.parse(text))(log)).toThrow(
    /^backend: (expected a record, found null|numbers: expected a function, found nothing)/,
  );
});

it.each(['null', '3', '[]'])('a network is refused where it is %s', async (text) => {
  const ready = await startBackend();
  expect(() => gaussianMlp(ready)(JSON.parse(text))).toThrow(
    new RangeError(`gaussianMlp: expected a record, found ${text}`),
  );
});

it.each<[string, Fields]>([
  ['dimension: expected a whole number from 1 on, found -1', { dimension: -1 }],
  ['dimension: expected a whole number from 1 on, found 1.5', { dimension: 1.5 }],
  ['dimension: expected a whole number from 1 on, found undefined', { dimension: undefined }],
  ['logProbability: expected a function, found nothing', { logProbability: undefined }],
])('a log-probability is refused: %s', async (message, fields) => {
  const ready = await startBackend();
  expect(() => fromLogProbability(ready)({ ...log, ...fields })).toThrow(
    new RangeError(`fromLogProbability: ${message}`),
  );
});

it('a spec is refused where it is none, and where spaces are missing', async () => {
  const ready = await startBackend();
  const spaces = {
    observationSpace: { kind: 'discrete', size: 1 },
    actionSpace: { kind: 'discrete', size: 1 },
  } as const;
  expect(() => fromPolicySpec(ready)(JSON.parse('null'), spaces)).toThrow(
    new RangeError('policy: expected a record, found null'),
  );
  expect(() => fromPolicySpec(ready)({ kind: 'tabular-softmax', initialScale: 0 }, JSON.parse('{}'))).toThrow(
    new RangeError('tasks: observationSpace: expected a record, found nothing'),
  );
});
