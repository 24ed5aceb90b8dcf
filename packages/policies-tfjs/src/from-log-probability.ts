import * as tf from '@tensorflow/tfjs-core';
import { checkFields } from '@sgmrl/codecs';
import {
  checkLength,
  checkRows,
  checkSize,
  fromThree,
  type Differentials,
  type Policy,
  type StateActions,
} from '@sgmrl/policies';
import type { Matrix, Vector } from '@sgmrl/vector';
import { recorded } from './autodiff/tape';
import type { Tape } from './autodiff/tape';
import type { WasmBackendReady } from './backend';
import { checkFinite, checkRepresentable } from './float32';

/**
 * log π(a_k|s_k; θ) of each row, written with tfjs operations of the first and second argument's
 * rows.
 */
export interface TensorLogProbability {
  /** d, the length of θ. */
  readonly dimension: number;
  /**
   * θ of shape [d], observations [K, observation size], actions [K, action size] ↦ [K];
   * differentiable in θ.
   */
  readonly logProbability: (
    parameters: tf.Tensor1D,
    observations: tf.Tensor2D,
    actions: tf.Tensor2D,
  ) => tf.Tensor1D;
}

const tensor1d = (x: Vector): tf.Tensor1D => tf.tensor1d(Float32Array.from(x));

const tensor2d = ({ rows, columns, data }: Matrix): tf.Tensor2D =>
  tf.tensor2d(Float32Array.from(data), [rows, columns]);

const checkData = ({ observations, actions }: StateActions): void => {
  checkRows('observations', observations, observations.columns);
  checkFinite('observations', observations);
  checkRows('actions', actions, actions.columns);
  checkRepresentable('actions', actions.data);
  if (actions.rows !== observations.rows)
    throw new RangeError(
      `actions: expected ${String(observations.rows)} rows, one for each observation, found ${String(actions.rows)}`,
    );
};

const found = (result: unknown): string =>
  result instanceof tf.Tensor
    ? `shape [${result.shape.join(', ')}] and type ${result.dtype}`
    : `${typeof result} that is no tensor`;

/** Throws a RangeError unless a function has returned one float for each row, computed from θ. */
const checkResult = (tape: Tape, result: unknown, rows: number): void => {
  // The failure of an asynchronous function is told here.
  if (result instanceof Promise) result.catch(() => undefined);
  const expected = `expected a tensor of shape [${String(rows)}] and type float32, one number for each row`;
  if (
    !(result instanceof tf.Tensor) ||
    result.rank !== 1 ||
    result.shape[0] !== rows ||
    result.dtype !== 'float32'
  )
    throw new RangeError(`log-probability: ${expected}, found ${found(result)}`);
  if (!tape.follows(result))
    throw new RangeError(
      `log-probability: ${expected} that depends on the parameters, found one that does not`,
    );
};

/**
 * The differential operations of a policy that is given only as a tfjs log-probability, by
 * automatic differentiation in float32. With ℓ(θ) ∈ R^K the log-probabilities and w the weights:
 *
 *     weighted score           ∇_θ ⟨w, ℓ(θ)⟩                  one reverse sweep
 *     directional derivative   ∇_u ⟨∇_θ ⟨u, ℓ(θ)⟩, v⟩         linear in u, so any u will do: two reverse sweeps
 *     Hessian-vector product   ∇_θ ⟨∇_θ ⟨w, ℓ(θ)⟩, v⟩         reverse over reverse
 *
 * The sweeps run on a tape and with derivatives of our own: gradients that are registered with tfjs
 * play no part. Whatever depends on θ may go through the operations that the README of this package
 * lists; another one is refused, and so is to read its numbers. It is not called for a batch
 * without rows. It must not take gradients itself, and must not dispose of tensors: all that it
 * makes is gone after each call.
 *
 * Throws a RangeError for a dimension that is none; where the function returns anything but float32
 * numbers of shape [K] that depend on θ, meets an operation without a second derivative, or reads
 * numbers that depend on θ; where sizes of parameters, data, weights and directions do not fit
 * together; and where observations are not finite, or parameters or actions are finite but infinite
 * in float32.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import * as tf from '@tensorflow/tfjs-core';
 * import { fromLogProbability, initializeBackend } from '@sgmrl/policies-tfjs';
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
  (backend: WasmBackendReady) =>
  (
    tensors: TensorLogProbability,
  ): Differentials & Pick<Policy, 'dimension' | 'precision' | 'logProbability'> => {
    checkFields('backend', backend, { numbers: 'a function' });
    const { numbers } = backend;
    checkFields('fromLogProbability', tensors, { logProbability: 'a function' });
    const { dimension, logProbability } = tensors;
    checkSize('fromLogProbability: dimension', dimension);
    /** The numbers of a tensor that is computed from θ and ℓ(θ); of no rows, so many zeros. */
    const compute = (
      parameters: Vector,
      data: StateActions,
      size: number,
      use: (tape: Tape, theta: tf.Tensor, log: tf.Tensor) => tf.Tensor,
    ): Float64Array => {
      checkLength('parameters', parameters, dimension);
      checkRepresentable('parameters', parameters);
      checkData(data);
      if (data.observations.rows === 0) return new Float64Array(size);
      return recorded((tape) =>
        numbers(() => {
          const theta = tensor1d(parameters);
          tape.watch(theta);
          const log = logProbability(theta, tensor2d(data.observations), tensor2d(data.actions));
          checkResult(tape, log, data.observations.rows);
          return tape.readable(use(tape, theta, log));
        }),
      );
    };

    return {
      dimension,
      precision: 'float32',
      logProbability: (parameters, data) =>
        compute(parameters, data, data.observations.rows, (_tape, _theta, log) => log),
      ...fromThree({
        weightedScore: (parameters, data, weights) => {
          checkLength('weights', weights, data.observations.rows);
          return compute(parameters, data, dimension, (tape, theta, log) =>
            tape.gradient(tf.mul(log, tensor1d(weights)), theta),
          );
        },
        directionalDerivative: (parameters, data, direction) => {
          checkLength('direction', direction, dimension);
          return compute(parameters, data, data.observations.rows, (tape, theta, log) => {
            const u = tape.watch(tf.zeros([data.observations.rows]));
            const score = tape.differentiableGradient(tf.mul(log, u), theta);
            return tape.gradient(tf.mul(score, tensor1d(direction)), u);
          });
        },
        hessianVectorProduct: (parameters, data, weights, direction) => {
          checkLength('weights', weights, data.observations.rows);
          checkLength('direction', direction, dimension);
          return compute(parameters, data, dimension, (tape, theta, log) => {
            const score = tape.differentiableGradient(tf.mul(log, tensor1d(weights)), theta);
            return tape.gradient(tf.mul(score, tensor1d(direction)), theta);
          });
        },
      }),
    };
  };
