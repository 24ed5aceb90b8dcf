import * as tf from '@tensorflow/tfjs-core';
import { categoricalMlp } from './categorical-mlp';
import { fromLogProbability } from './from-log-probability';
import { fromThree } from './from-three';
import { gaussianMlp } from './gaussian-mlp';
import { fromSpec } from './policy-spec';
import { startBackend } from './testing/backend';

type Fields = Readonly<Record<string, unknown>>;

const network = {
  observationSize: 2,
  actions: 3,
  actionSize: 1,
  hidden: [4],
  activation: 'tanh',
  initialLogStd: 0,
} as const;
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
  expect(() => gaussianMlp(ready)({ ...network, ...fields })).toThrow(
    new RangeError(`gaussianMlp: ${message}`),
  );
  expect(() => categoricalMlp(ready)({ ...network, ...fields })).toThrow(
    new RangeError(`categoricalMlp: ${message}`),
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

it.each(['weightedScore', 'directionalDerivative', 'hessianVectorProduct'])(
  'three operations are refused without %s',
  (operation) => {
    const three = {
      weightedScore: () => [],
      directionalDerivative: () => [],
      hessianVectorProduct: () => [],
    };
    const fields: Fields = { [operation]: undefined };
    expect(() => fromThree({ ...three, ...fields })).toThrow(
      new RangeError(`fromThree: ${operation}: expected a function, found nothing`),
    );
  },
);

it('a spec is refused where it is none, and where spaces are missing', async () => {
  const ready = await startBackend();
  const spaces = {
    observationSpace: { kind: 'discrete', size: 1 },
    actionSpace: { kind: 'discrete', size: 1 },
  } as const;
  expect(() => fromSpec(ready)(JSON.parse('null'), spaces)).toThrow(
    new RangeError('policy: expected a record, found null'),
  );
  expect(() => fromSpec(ready)({ kind: 'tabular-softmax', initialScale: 0 }, JSON.parse('{}'))).toThrow(
    new RangeError('tasks: observationSpace: expected a record, found nothing'),
  );
});
