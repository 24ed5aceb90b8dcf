import * as tf from '@tensorflow/tfjs-core';
import { fromLogProbability } from './from-log-probability';
import { tabularSoftmax } from './tabular-softmax';
import { startBackend } from './test-support/backend';
import { distance } from './test-support/finite-differences';

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

  it('differentiates log-probabilities without curvature, without parameters in them, and of no rows', async () => {
    const backend = await startBackend();
    const linear = fromLogProbability(backend)({
      dimension: 1,
      logProbability: (x, s) => tf.reshape(tf.mul(x, s), [-1]),
    });
    const two = { observations: column([2, 3]), actions: column([0, 0]) };
    expect(Array.from(linear.weightedScore([5], two, [1, 10]))).toEqual([32]);
    expect(Array.from(linear.directionalDerivative([5], two, [1]))).toEqual([2, 3]);
    expect(Array.from(linear.hessianVectorProduct([5], two, [1, 10], [1]))).toEqual([0]);
    const constant = fromLogProbability(backend)({
      dimension: 1,
      logProbability: (_, s) => tf.reshape(s, [-1]),
    });
    expect(Array.from(constant.directionalDerivative([5], two, [1]))).toEqual([0, 0]);
    expect(Array.from(constant.hessianVectorProduct([5], two, [1, 10], [1]))).toEqual([0]);
    const none = { observations: column([]), actions: column([]) };
    expect(Array.from(linear.logProbability([5], none))).toEqual([]);
    // Whatever the memory that tfjs hands out held before
    for (let n = 1; n <= 20; n += 1) {
      tf.dispose(Array.from({ length: n }, () => tf.fill([1], 1e30)));
      expect(Array.from(linear.curvatureAndScore([5], none, [], [1], double))).toEqual([0]);
    }
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
