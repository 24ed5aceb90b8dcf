import * as tf from '@tensorflow/tfjs-core';
import { distance } from '@sgmrl/finite-differences';
import { tabularSoftmax } from '@sgmrl/policies';
import { fromLogProbability } from './from-log-probability';
import type { TensorLogProbability } from './from-log-probability';
import { startBackend } from './testing/backend';

const states = 3;
const actions = 4;

/** The tabular softmax policy again, as a tfjs log-probability. */
const softmaxInTensors = {
  dimension: states * actions,
  logProbability: (theta: tf.Tensor1D, s: tf.Tensor2D, a: tf.Tensor2D): tf.Tensor1D => {
    const pick = (x: tf.Tensor2D, size: number) => tf.oneHot(tf.cast(tf.reshape(x, [-1]), 'int32'), size);
    const logits = tf.matMul(tf.cast(pick(s, states), 'float32'), tf.reshape(theta, [states, actions]));
    const logs = tf.sub(logits, tf.logSumExp(logits, 1, true));
    return tf.sum(tf.mul(logs, tf.cast(pick(a, actions), 'float32')), 1);
  },
};

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
const data = { observations: column([0, 1, 2, 2, 0]), actions: column([3, 0, 1, 2, 3]) };
const theta = Array.from({ length: 12 }, (_, i) => Math.sin(i));
const direction = Array.from({ length: 12 }, (_, i) => Math.cos(3 * i));
const weights = [1, -2, 0.5, 3, 0];
const double = (d: ArrayLike<number>) => Array.from(d, (x) => 2 * x);

/** Twenty roundings of float32 on numbers of size one. */
const tolerance = 20 * 2 ** -24;

describe('fromLogProbability', () => {
  it('agrees with the closed form', async () => {
    const derived = fromLogProbability(await startBackend())(softmaxInTensors);
    const closed = tabularSoftmax(states, actions);
    expect(distance(derived.logProbability(theta, data), closed.logProbability(theta, data))).toBeLessThan(
      tolerance,
    );
    expect(
      distance(derived.weightedScore(theta, data, weights), closed.weightedScore(theta, data, weights)),
    ).toBeLessThan(tolerance);
    expect(
      distance(
        derived.directionalDerivative(theta, data, direction),
        closed.directionalDerivative(theta, data, direction),
      ),
    ).toBeLessThan(tolerance);
    expect(
      distance(
        derived.hessianVectorProduct(theta, data, weights, direction),
        closed.hessianVectorProduct(theta, data, weights, direction),
      ),
    ).toBeLessThan(tolerance);
    expect(
      distance(
        derived.curvatureAndScore(theta, data, weights, direction, double),
        closed.curvatureAndScore(theta, data, weights, direction, double),
      ),
    ).toBeLessThan(tolerance);
  });

  it('differentiates log-probabilities without curvature, and of no rows', async () => {
    const backend = await startBackend();
    const linear = fromLogProbability(backend)({
      dimension: 1,
      logProbability: (x, s) => tf.reshape(tf.mul(x, s), [-1]),
    });
    const two = { observations: column([2, 3]), actions: column([0, 0]) };
    expect(Array.from(linear.weightedScore([5], two, [1, 10]))).toEqual([32]);
    expect(Array.from(linear.directionalDerivative([5], two, [1]))).toEqual([2, 3]);
    expect(Array.from(linear.hessianVectorProduct([5], two, [1, 10], [1]))).toEqual([0]);
    const none = { observations: column([]), actions: column([]) };
    expect(Array.from(linear.logProbability([5], none))).toEqual([]);
    // Whatever the memory that tfjs hands out held before
    for (let n = 1; n <= 20; n += 1) {
      tf.dispose(Array.from({ length: n }, () => tf.fill([1], 1e30)));
      expect(Array.from(linear.curvatureAndScore([5], none, [], [1], double))).toEqual([0]);
    }
  });

  it('answers for no rows by itself, whatever shapes the function makes', async () => {
    const policy = fromLogProbability(await startBackend())({
      dimension: 2,
      logProbability: (x, s) => tf.sum(tf.mul(x, tf.reshape(s, [s.shape[0], 1, -1])), [1, 2]),
    });
    const none = { observations: column([]), actions: column([]) };
    const before = tf.memory().numTensors;
    expect(policy.logProbability([1, 2], none)).toEqual(new Float64Array());
    expect(policy.weightedScore([1, 2], none, [])).toEqual(new Float64Array(2));
    expect(policy.directionalDerivative([1, 2], none, [1, 1])).toEqual(new Float64Array());
    expect(policy.hessianVectorProduct([1, 2], none, [], [1, 1])).toEqual(new Float64Array(2));
    expect(policy.curvatureAndScore([1, 2], none, [], [1, 1], double)).toEqual(new Float64Array(2));
    expect(() => policy.weightedScore([1, 2], none, [1])).toThrow('weights: expected 0 numbers, found 1');
    expect(() => policy.logProbability([1], none)).toThrow('parameters: expected 2 numbers, found 1');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes numbers from places by gather with batches, twice differentiated', async () => {
    // ℓ_k = θ_ka², with a the action of row k
    const policy = fromLogProbability(await startBackend())({
      dimension: 6,
      logProbability: (x, _s, a) =>
        tf.reshape(tf.square(tf.gather(tf.reshape(x, [2, 3]), tf.cast(a, 'int32'), 1, 1)), [-1]),
    });
    const two = { observations: column([0, 0]), actions: column([2, 1]) };
    const table = [1, 2, 3, 4, 5, 6];
    expect(Array.from(policy.logProbability(table, two))).toEqual([9, 25]);
    expect(Array.from(policy.weightedScore(table, two, [1, 10]))).toEqual([0, 0, 6, 0, 100, 0]);
    const ones = [1, 1, 1, 1, 1, 1];
    expect(Array.from(policy.hessianVectorProduct(table, two, [1, 10], ones))).toEqual([0, 0, 2, 0, 20, 0]);
  });

  it('keeps no tensor, also when the log-probability throws half-way', async () => {
    const backend = await startBackend();
    const derived = fromLogProbability(backend)(softmaxInTensors);
    const broken = fromLogProbability(backend)({
      ...softmaxInTensors,
      logProbability: (x, s, a) => {
        softmaxInTensors.logProbability(x, s, a);
        throw new Error('half-way');
      },
    });
    const before = tf.memory().numTensors;
    for (const policy of [derived, broken]) {
      const calls = [
        () => policy.logProbability(theta, data),
        () => policy.weightedScore(theta, data, weights),
        () => policy.directionalDerivative(theta, data, direction),
        () => policy.hessianVectorProduct(theta, data, weights, direction),
        () => policy.curvatureAndScore(theta, data, weights, direction, double),
      ];
      for (const call of calls) {
        if (policy === broken) expect(call).toThrow('half-way');
        else call();
        expect(tf.memory().numTensors).toBe(before);
      }
    }
    // A failure leaves the tape in order.
    expect(
      distance(
        derived.weightedScore(theta, data, weights),
        tabularSoftmax(states, actions).weightedScore(theta, data, weights),
      ),
    ).toBeLessThan(tolerance);
  });
});

/** Everything that a policy does with a log-probability. */
const calls = (
  policy: ReturnType<ReturnType<typeof fromLogProbability>>,
  { parameters = theta, rows = data, w = weights, v = direction } = {},
) => [
  () => policy.logProbability(parameters, rows),
  () => policy.weightedScore(parameters, rows, w),
  () => policy.weightedScores(parameters, rows, [w])[0],
  () => policy.directionalDerivative(parameters, rows, v),
  () => policy.hessianVectorProduct(parameters, rows, w, v),
  () => policy.curvatureAndScore(parameters, rows, w, v, double),
];

describe('a log-probability that does not fit', () => {
  const { logProbability: sound } = softmaxInTensors;

  const isTaken = (result: unknown): result is tf.Tensor1D => result !== null;

  /** A function as a program without types may hand it in. */
  const returning =
    (of: (log: tf.Tensor1D, s: tf.Tensor2D) => unknown): TensorLogProbability['logProbability'] =>
    (x, s, a) => {
      const result = of(sound(x, s, a), s);
      if (!isTaken(result)) throw new Error('null is for no test');
      return result;
    };

  it.each<[string, (log: tf.Tensor1D, s: tf.Tensor2D) => unknown, RegExp]>([
    [
      'of shape [K, 1]',
      (log) => tf.reshape(log, [-1, 1]),
      /shape \[5\] and type float32.*found shape \[5, 1\]/,
    ],
    ['of shape [1, K]', (log) => tf.reshape(log, [1, -1]), /found shape \[1, 5\] and type float32/],
    ['that was summed', (log) => tf.sum(log), /found shape \[\] and type float32/],
    ['of too few rows', (log) => tf.slice(log, 0, 2), /found shape \[2\] and type float32/],
    ['of whole numbers', (log) => tf.cast(log, 'int32'), /found shape \[5\] and type int32/],
    ['of truth values', (log) => tf.greater(log, 0), /found shape \[5\] and type bool/],
    ['that is a number', () => 3, /found number that is no tensor/],
    ['that is nothing', () => undefined, /found undefined that is no tensor/],
    ['that is a promise', (log) => Promise.resolve(log), /found object that is no tensor/],
    ['without the parameters', (_log, s) => tf.reshape(s, [-1]), /depends on the parameters, found one/],
    [
      'whose parameters were read',
      (log) => tf.tensor1d(Array.from(log.dataSync())),
      /found numbers that are read from a tensor, which are constants/,
    ],
    [
      'that a number of the parameters was read for',
      (log) => tf.mul(log, log.arraySync()[0]),
      /found numbers that are read from a tensor, which are constants/,
    ],
    [
      'that is a promise which fails',
      () => Promise.reject(new Error('later')),
      /found object that is no tensor/,
    ],
    [
      'that waits for numbers',
      async (log) => tf.mul(log, (await log.array())[0]),
      /found numbers that are read from a tensor, which are constants/,
    ],
  ])('is refused: one %s', async (_name, of, message) => {
    const policy = fromLogProbability(await startBackend())({
      ...softmaxInTensors,
      logProbability: returning(of),
    });
    const before = tf.memory().numTensors;
    calls(policy).forEach((call) => {
      expect(call).toThrow(RangeError);
      expect(call).toThrow(message);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each<[string, Parameters<typeof calls>[1], RegExp, readonly number[]]>([
    [
      'parameters',
      { parameters: theta.slice(1) },
      /parameters: expected 12 numbers, found 11/,
      [0, 1, 2, 3, 4, 5],
    ],
    [
      'parameters that are infinite in float32',
      { parameters: theta.map((x) => 1e39 * x + 1e39) },
      /parameters: expected numbers that are not infinite in float32 \(below 3.4e38\), found 1e\+39 at index 0/,
      [0, 1, 2, 3, 4, 5],
    ],
    ['weights', { w: [1, 2] }, /weights: expected 5 numbers, found 2/, [1, 2, 4, 5]],
    ['a direction', { v: [1] }, /direction: expected 12 numbers, found 1/, [3, 4, 5]],
    [
      'fewer actions',
      { rows: { ...data, actions: column([0]) } },
      /actions: expected 5 rows, one for each observation, found 1/,
      [0, 1, 2, 3, 4, 5],
    ],
    [
      'a matrix with too few numbers',
      { rows: { ...data, observations: { ...data.observations, data: [1, 2] } } },
      /observations: expected rows of 1 numbers, found 5 × 1 with 2 numbers/,
      [0, 1, 2, 3, 4, 5],
    ],
    ...[NaN, Infinity, -1e39].map((x): [string, Parameters<typeof calls>[1], RegExp, readonly number[]] => [
      `an observation of ${String(x)}`,
      { rows: { ...data, observations: column([0, 0, x, 0, 0]) } },
      /observations: expected numbers that are finite in float32 .*, found (NaN|Infinity|-1e\+39) in row 2/,
      [0, 1, 2, 3, 4, 5],
    ]),
    [
      'an action that is infinite in float32',
      { rows: { ...data, actions: column([0, 0, 0, 1e300, 0]) } },
      /actions: expected numbers that are not infinite in float32 .*, found 1e\+300 at index 3/,
      [0, 1, 2, 3, 4, 5],
    ],
  ])('is refused with the data: %s', async (_name, wrong, message, which) => {
    const policy = fromLogProbability(await startBackend())(softmaxInTensors);
    const before = tf.memory().numTensors;
    which.forEach((i) => {
      expect(calls(policy, wrong)[i]).toThrow(RangeError);
      expect(calls(policy, wrong)[i]).toThrow(message);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('gradients that somebody else registers', () => {
  const kernels = () => tf.getKernelsForBackend('wasm').map(({ kernelName }) => kernelName);

  it.each([
    ['zero', (dy: tf.Tensor | tf.Tensor[]) => ({ x: () => tf.zerosLike(Array.isArray(dy) ? dy[0] : dy) })],
    [
      'broken',
      (): never => {
        throw new Error('not ours');
      },
    ],
  ])('play no part, whether registered before or after: %s', async (_name, gradFunc) => {
    const policy = fromLogProbability(await startBackend())(softmaxInTensors);
    const before = calls(policy).map((call) => Array.from(call()));
    kernels().forEach((kernelName) => {
      tf.registerGradient({ kernelName, inputsToSave: [], outputsToSave: [true], gradFunc });
    });
    try {
      expect(calls(policy).map((call) => Array.from(call()))).toEqual(before);
      const later = fromLogProbability(await startBackend())(softmaxInTensors);
      expect(calls(later).map((call) => Array.from(call()))).toEqual(before);
      kernels().forEach((kernelName) => {
        expect(tf.getGradient(kernelName).gradFunc).toBe(gradFunc);
      });
    } finally {
      kernels().forEach(tf.unregisterGradient);
    }
  });
});

it('takes the second derivative of tanh at three rows: −2 tanh x (1 − tanh² x) w v', async () => {
  const policy = fromLogProbability(await startBackend())({
    dimension: 3,
    logProbability: (x) => tf.tanh(x),
  });
  const three = { observations: column([0, 0, 0]), actions: column([0, 0, 0]) };
  const [x, w, v] = [
    [0.7, -0.4, 0.3],
    [1, -2, 0.5],
    [0.5, 1, -0.25],
  ];
  const expected = x.map((each, i) => -2 * Math.tanh(each) * (1 - Math.tanh(each) ** 2) * w[i] * v[i]);
  expect(distance(policy.hessianVectorProduct(x, three, w, v), expected)).toBeLessThan(1e-6);
});
