import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { createLinearAlgebra, installKernels, strictArithmetic } from '@sgmrl/wasm-kernels';
import type { Arithmetic, LinearAlgebra } from '@sgmrl/wasm-kernels';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { withoutListeners } from './without-listeners';

/** Why the tfjs WASM backend, or the linear algebra on its memory, is unavailable. */
export interface BackendError {
  /** Which of the two did not start. */
  readonly _tag: 'BackendUnavailable' | 'LinearAlgebraUnavailable';
  /** What was wrong and, in a browser, how to say where the WASM files are. */
  readonly message: string;
}

/**
 * The started WASM backend: what {@link initializeBackend} hands to the policies that compute on
 * it.
 */
export interface WasmBackendReady {
  /**
   * Runs f and brings its tensor's numbers back; every tensor made on the way is gone, whether f
   * ends or throws.
   */
  readonly numbers: (f: () => tf.Tensor) => Float64Array;
  /** Float32 linear algebra of the analytic policies. */
  readonly algebra: LinearAlgebra;
}

/**
 * tfjs leaves behind what an automatic differentiation saved if it ends in an exception: the
 * tensors of its tape are exempt from `tidy` and released only at the end of a gradient that
 * succeeds.
 */
const releaseAbandonedTape = (): void => {
  const { state } = tf.engine();
  if (state.gradientDepth > 0) return;
  for (const { saved } of state.activeTape ?? []) saved?.forEach((tensor) => tensor.dispose());
  state.activeTape = [];
};

/** Of the kernels that were put in the place of stock ones last. */
let standing: Arithmetic | undefined;

/** Where they are in place already, or cannot be, tfjs goes on with the kernels that it has. */
const putKernels = (arithmetic: Arithmetic): void => {
  installKernels(arithmetic);
  standing = arithmetic;
};

const numbersBy =
  (arithmetic: Arithmetic) =>
  (f: () => tf.Tensor): Float64Array => {
    // A thread may have policies of both kinds, and tfjs has one set of kernels.
    if (standing !== arithmetic) putKernels(arithmetic);
    try {
      return Float64Array.from(tf.tidy(() => f().dataSync()));
    } catch (error) {
      releaseAbandonedTape();
      throw error;
    }
  };

/** Runs a task once for all who ask for it while it is running. */
const shared = <A>(task: () => Promise<A>): (() => Promise<A>) => {
  let running: Promise<A> | undefined;
  return () =>
    (running ??= task().finally(() => {
      running = undefined;
    }));
};

const setWasmBackend = async (): Promise<void> => {
  // The threaded build's memory is shared, out of reach of the linear algebra. The flag counts
  // before the start only.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const chosen = await tf.setBackend('wasm');
  await tf.ready();
  // tfjs refuses the earlier of two starts at once, and goes on with the later.
  if (!chosen && tf.findBackend('wasm') === null) throw new Error('tf.setBackend refused it');
};

/** Node finds the WASM files beside their loader; a bundle has no such place. */
const howToFind =
  typeof globalThis.process?.versions?.node === 'string'
    ? ''
    : '. In a browser, first call setWasmPaths of @tensorflow/tfjs-backend-wasm with the URL of a folder that has its ' +
      'three .wasm files, or with their three URLs: imported with ?url in Vite, with the loader "file" in esbuild, ' +
      'new URL(file, import.meta.url) in webpack';

/** A sentence without the stop at its end, as more may follow. */
const withoutStop = (text: string): string => text.replace(/\.+$/, '');

const startTfjs: TE.TaskEither<BackendError, void> = TE.tryCatch(
  shared(() => withoutListeners(setWasmBackend)),
  (reason): BackendError => ({
    _tag: 'BackendUnavailable',
    message: `expected the tfjs WASM backend to start, but ${withoutStop(reason instanceof Error ? reason.message : String(reason))}${howToFind}`,
  }),
);

/**
 * {@link initializeBackend} with the arithmetic that is given: what is computed on the backend has
 * its bits, whatever others in the thread compute with. Left where the engine does not have it.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { fusedArithmetic, initializeBackendWith } from '@sgmrl/policies-tfjs';
 * const backend = await initializeBackendWith(fusedArithmetic)();
 * // Node 20 has no fused multiply-add.
 * if (E.isLeft(backend)) match(backend.left.message, /^Expected an engine with fused multiply-add/);
 * ```
 */
export const initializeBackendWith = (
  arithmetic: Arithmetic,
): TE.TaskEither<BackendError, WasmBackendReady> =>
  pipe(
    startTfjs,
    TE.chainEitherK(() =>
      pipe(
        createLinearAlgebra(arithmetic),
        E.bimap(
          ({ message }): BackendError => ({ _tag: 'LinearAlgebraUnavailable', message }),
          (algebra) => {
            putKernels(arithmetic);
            return { numbers: numbersBy(arithmetic), algebra };
          },
        ),
      ),
    ),
  );

/**
 * Makes WASM the tfjs backend of this thread and puts the kernels of `@sgmrl/wasm-kernels` in the
 * place of stock ones. Running it more than once does no harm. Gradients that the program registers
 * with tfjs, by loading the whole of `@tensorflow/tfjs` or by itself, are neither touched nor used.
 * The listeners for uncaught exceptions and unhandled rejections that tfjs adds to the process of
 * Node are taken off again.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { initializeBackend } from '@sgmrl/policies-tfjs';
 * const backend = await initializeBackend();
 * deepStrictEqual(E.isRight(backend), true);
 * ```
 */
export const initializeBackend: TE.TaskEither<BackendError, WasmBackendReady> =
  initializeBackendWith(strictArithmetic);
