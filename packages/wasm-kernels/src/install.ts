import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Arithmetic } from './arithmetic';
import { strictArithmetic } from './arithmetic';
import type { KernelsError } from './errors';
import { tfjsHeap } from './heap';
import type { Heap } from './heap';
import { linkKernels } from './kernels';
import { batchMatMul } from './tfjs/batch-mat-mul';
import { cumsum } from './tfjs/cumsum';
import { extremeOfNothing } from './tfjs/extreme';
import { gather } from './tfjs/gather';
import type { KernelContext, Replacement } from './tfjs/kernel-context';
import { replacing } from './tfjs/kernel-context';
import { prelu } from './tfjs/prelu';
import { sum } from './tfjs/sum';
import { transpose } from './tfjs/transpose';
import { unary } from './tfjs/unary';

/** The kernels in the place of the stock ones. */
export interface Installation {
  /** The names of the tfjs kernels that were replaced. */
  readonly replaced: readonly string[];
  /**
   * Puts the stock kernels back, except where somebody else has put another since. A second call
   * does nothing.
   */
  readonly uninstall: () => void;
}

/**
 * Those of which the stock kernel is several times slower; the others (XNNPACK's) leave nothing to
 * gain. And those of which it is wrong: Cumsum, GatherV2, Max, Min and
 * Prelu.
 */
const replacements: Readonly<Record<string, Replacement>> = {
  BatchMatMul: batchMatMul,
  Cumsum: cumsum,
  Exp: unary('exp'),
  GatherV2: gather,
  Max: extremeOfNothing('reductionIndices', -Infinity),
  Min: extremeOfNothing('axis', Infinity),
  Prelu: prelu,
  Sum: sum,
  Tanh: unary('tanh'),
  Transpose: transpose,
};

/**
 * A kernel that was put in the place of a stock one, which it keeps. It is of use to the backend
 * alone that it was made for.
 */
interface Replaced extends KernelConfig {
  readonly replacedBySgmrl: KernelConfig;
  readonly arithmetic: Arithmetic['name'];
  readonly madeFor: BackendWasm;
}

const isReplaced = (config: KernelConfig): config is Replaced => 'replacedBySgmrl' in config;

const allReplaced = (): readonly Replaced[] => tf.getKernelsForBackend('wasm').filter(isReplaced);

const put = (config: KernelConfig): void => {
  tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
};

const replace =
  (context: KernelContext, { name: arithmetic }: Arithmetic) =>
  (name: string): Replaced => {
    const stock = tf.getKernel(name, 'wasm');
    const kernelFunc = replacing(context, replacements[name], stock.kernelFunc);
    const config = { ...stock, kernelFunc, replacedBySgmrl: stock, arithmetic, madeFor: context.backend };
    put(config);
    return config;
  };

const putBack = (config: Replaced): void => {
  if (tf.getKernel(config.kernelName, 'wasm') === config) put(config.replacedBySgmrl);
};

const installIn = (context: KernelContext, arithmetic: Arithmetic): Installation => {
  // What is there still was made for a backend that is gone, or for other arithmetic.
  allReplaced().forEach(putBack);
  const configs = Object.keys(replacements).map(replace(context, arithmetic));
  return {
    replaced: configs.map(({ kernelName }) => kernelName),
    uninstall: () => {
      configs.forEach(putBack);
    },
  };
};

const notInstalled =
  ({ name }: Arithmetic) =>
  ({ backend }: Heap): E.Either<KernelsError, void> =>
    allReplaced().some(({ madeFor, arithmetic }) => madeFor === backend && arithmetic === name)
      ? E.left({
          kind: 'already-installed',
          message:
            'Expected the stock kernels of tfjs, found kernels of @sgmrl/wasm-kernels: uninstall those first.',
        })
      : E.right(undefined);

/**
 * Puts SIMD kernels in the place of stock kernels of the active tfjs backend, which must be `wasm`:
 * any tfjs program gets faster by this one call. Where the stock kernels are right, results agree
 * with theirs within float32 rounding; they are the same in every run and on every machine. With
 * {@link fusedArithmetic} products are faster, where there is fused multiply-add. Kernels of other
 * arithmetic that are in place already give way. `Left` says why nothing was replaced: see
 * {@link KernelsError}.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import * as tf from '@tensorflow/tfjs-core';
 * import '@tensorflow/tfjs-backend-wasm';
 * import { installKernels } from '@sgmrl/wasm-kernels';
 * await tf.setBackend('wasm');
 * const installed = installKernels();
 * ok(installed._tag === 'Right');
 * const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3, 4]]), false, true);
 * deepStrictEqual([...product.dataSync()], [11]);
 * installed.right.uninstall();
 * ```
 */
export const installKernels = (
  arithmetic: Arithmetic = strictArithmetic,
): E.Either<KernelsError, Installation> =>
  pipe(
    tfjsHeap(),
    E.chainFirst(notInstalled(arithmetic)),
    E.chain((heap) =>
      pipe(
        linkKernels(heap.memory, arithmetic),
        E.map((kernels) => installIn({ backend: heap.backend, heap, kernels }, arithmetic)),
      ),
    ),
  );
