import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { differentiableGradients } from './gradients';
import { javascriptLinearAlgebra } from './javascript-linear-algebra';
import type { LinearAlgebra } from './linear-algebra';

/** Why the tfjs WASM backend did not start. */
export interface BackendError {
  readonly _tag: 'BackendUnavailable';
  readonly message: string;
}

/** The started WASM backend: what {@link initializeBackend} hands to the policies that compute on it. */
export interface WasmBackendReady {
  /** Runs f and brings its tensor's numbers back; every tensor made on the way is gone, whether f ends or throws. */
  readonly numbers: (f: () => tf.Tensor) => Float64Array;
  /** Float32 linear algebra of the analytic policies. */
  readonly algebra: LinearAlgebra;
}

/**
 * tfjs leaves behind what an automatic differentiation saved if it ends in an exception: the tensors of its tape are
 * exempt from `tidy` and released only at the end of a gradient that succeeds.
 */
const releaseAbandonedTape = (): void => {
  const { state } = tf.engine();
  if (state.gradientDepth > 0) return;
  for (const { saved } of state.activeTape ?? []) saved?.forEach((tensor) => tensor.dispose());
  state.activeTape = [];
};

const numbers = (f: () => tf.Tensor): Float64Array => {
  try {
    return Float64Array.from(tf.tidy(() => f().dataSync()));
  } catch (error) {
    releaseAbandonedTape();
    throw error;
  }
};

const start = async (): Promise<WasmBackendReady> => {
  if (!(await tf.setBackend('wasm'))) throw new Error('tf.setBackend refused it');
  await tf.ready();
  differentiableGradients.forEach(tf.registerGradient);
  return { numbers, algebra: javascriptLinearAlgebra() };
};

/**
 * Makes WASM the tfjs backend of this thread and registers gradients that may be differentiated again. Running it
 * more than once does no harm. If the program also loads gradients of its own or the whole of `@tensorflow/tfjs`,
 * run this afterwards, since tfjs keeps the gradient registered last.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { initializeBackend } from '@sgmrl/policies';
 * const backend = await initializeBackend();
 * deepStrictEqual(E.isRight(backend), true);
 * ```
 */
export const initializeBackend: TE.TaskEither<BackendError, WasmBackendReady> = TE.tryCatch(
  start,
  (reason): BackendError => ({
    _tag: 'BackendUnavailable',
    message: `expected the tfjs WASM backend to start, but ${reason instanceof Error ? reason.message : String(reason)}`,
  }),
);
