import * as tf from '@tensorflow/tfjs-core';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { WasmBackendReady } from './backend';
import { fromThree } from './from-three';
import type { Differentials, Policy, StateActions } from './policy';

/** log π(a_k|s_k; θ) of each row, written with tfjs operations of the first and second argument's rows. */
export interface TensorLogProbability {
  /** d, the length of θ. */
  readonly dimension: number;
  /** θ of shape [d], observations [K, observation size], actions [K, action size] ↦ [K]; differentiable in θ. */
  readonly logProbability: (
    parameters: tf.Tensor1D,
    observations: tf.Tensor2D,
    actions: tf.Tensor2D,
  ) => tf.Tensor1D;
}

const tensor1d = (x: Vector): tf.Tensor1D => tf.tensor1d(Float32Array.from(x));

const tensor2d = ({ rows, columns, data }: Matrix): tf.Tensor2D =>
  tf.tensor2d(Float32Array.from(data), [rows, columns]);

/** y, in a form that tfjs may differentiate by x even where y does not depend on it (it would throw otherwise). */
const connected = (y: tf.Tensor, x: tf.Tensor): tf.Tensor => tf.add(y, tf.sum(tf.mul(x, tf.zeros(x.shape))));

/**
 * The differential operations of a policy that is given only as a tfjs log-probability, by automatic
 * differentiation in float32. With ℓ(θ) ∈ R^K the log-probabilities and w the weights:
 *
 *     weighted score           ∇_θ ⟨w, ℓ(θ)⟩                  one reverse sweep
 *     directional derivative   ∇_u ⟨∇_θ ⟨u, ℓ(θ)⟩, v⟩         linear in u, so any u will do: two reverse sweeps
 *     Hessian-vector product   ∇_θ ⟨∇_θ ⟨w, ℓ(θ)⟩, v⟩         reverse over reverse
 *
 * `logProbability` may use the operations whose gradients {@link initializeBackend} registers. Two kinds of
 * operations must be avoided: those that bring their own first-order gradient, such as `tf.logSoftmax` (write
 * x − `tf.logSumExp`(x)), whose second derivatives would be wrong, and those without a gradient on the WASM backend,
 * such as `tf.gather` (multiply by `tf.oneHot` and sum), which throw.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { fromLogProbability, initializeBackend } from '@sgmrl/policies';
 * const backend = await initializeBackend();
 * if (E.isLeft(backend)) throw new Error(backend.left.message);
 * // The normal distribution with mean θ·s and unit variance, up to a constant
 * const policy = fromLogProbability(backend.right)({
 *   dimension: 1,
 *   logProbability: (theta, s, a) => tf.sum(tf.mul(-0.5, tf.square(tf.sub(a, tf.mul(theta, s)))), 1),
 * });
 * const column = (...data: number[]) => ({ rows: data.length, columns: 1, data });
 * const data = { observations: column(2, 3), actions: column(5, 4) };
 * deepStrictEqual(Array.from(policy.directionalDerivative([1], data, [1])), [6, 3]); // (a − θs)·s
 * deepStrictEqual(Array.from(policy.hessianVectorProduct([1], data, [1, 10], [1])), [-94]); // −Σ w s²
 * ```
 */
export const fromLogProbability =
  ({ numbers }: WasmBackendReady) =>
  ({
    dimension,
    logProbability,
  }: TensorLogProbability): Differentials & Pick<Policy, 'dimension' | 'logProbability'> => {
    const rows = ({ observations, actions }: StateActions) => {
      const s = tensor2d(observations);
      const a = tensor2d(actions);
      return (theta: tf.Tensor): tf.Tensor => logProbability(tf.reshape(theta, [dimension]), s, a);
    };

    /** θ, w ↦ ∇_θ ⟨w, ℓ(θ)⟩ */
    const score = (data: StateActions) => {
      const log = rows(data);
      return (theta: tf.Tensor, weights: tf.Tensor): tf.Tensor =>
        tf.grad((x) => connected(tf.sum(tf.mul(log(x), weights)), x))(theta);
    };

    return {
      dimension,
      logProbability: (parameters, data) => numbers(() => rows(data)(tensor1d(parameters))),
      ...fromThree({
        weightedScore: (parameters, data, weights) =>
          numbers(() => score(data)(tensor1d(parameters), tensor1d(weights))),
        directionalDerivative: (parameters, data, direction) =>
          numbers(() => {
            const theta = tensor1d(parameters);
            const v = tensor1d(direction);
            const scoreOf = score(data);
            return tf.grad((u) => connected(tf.sum(tf.mul(scoreOf(theta, u), v)), u))(
              tf.zeros([data.observations.rows]),
            );
          }),
        hessianVectorProduct: (parameters, data, weights, direction) =>
          numbers(() => {
            const w = tensor1d(weights);
            const v = tensor1d(direction);
            const scoreOf = score(data);
            return tf.grad((theta) => connected(tf.sum(tf.mul(scoreOf(theta, w), v)), theta))(
              tensor1d(parameters),
            );
          }),
      }),
    };
  };
