import * as E from 'fp-ts/lib/Either.js';
import type { KernelsError } from './errors';
import { kernelsBase64 } from './generated/kernels';
import type { Memory } from './web-assembly';
import { instantiate } from './web-assembly';

/**
 * A function of the compiled module: addresses and sizes in, and a number out where there is one.
 */
export type Kernel = (...args: readonly number[]) => number;

const names = [
  'add',
  'addBias',
  'addBiasElu',
  'addBiasLeakyRelu',
  'addBiasRelu',
  'addBiasSoftplus',
  'addBiasTanh',
  'addScaled',
  'addScaledRows',
  'columnSums',
  'eluDerivative',
  'eluSecondDerivative',
  'exp',
  'leakyReluDerivative',
  'matMul',
  'matMulScratch',
  'multiply',
  'relu',
  'regroupRows',
  'reluDerivative',
  'rowDots',
  'rowSums',
  'scaleRows',
  'softplusDerivative',
  'softplusSecondDerivative',
  'subtract',
  'tanh',
  'tanhDerivative',
  'tanhSecondDerivative',
  'transpose',
] as const;

/** The exports of assembly/index.ts, where their arguments are described. */
export type Kernels = Readonly<Record<(typeof names)[number], Kernel>>;

const isKernel = (value: unknown): value is Kernel => typeof value === 'function';

const hasAll = (found: Readonly<Record<string, unknown>>): found is Kernels =>
  names.every((name) => isKernel(found[name]));

const bytes = (): Uint8Array => Uint8Array.from(atob(kernelsBase64), (character) => character.charCodeAt(0));

const noSimd = (reason: string): KernelsError => ({
  kind: 'no-simd',
  message: `Expected an engine that runs WebAssembly with 128-bit SIMD, but it refused the module: ${reason}`,
});

/** Compiles the module of assembly/ to work on the given memory. */
export const linkKernels = (memory: Memory): E.Either<KernelsError, Kernels> => {
  try {
    const found = instantiate(bytes(), memory);
    return hasAll(found) ? E.right(found) : E.left(noSimd('a kernel is missing'));
  } catch (error) {
    return E.left(noSimd(String(error)));
  }
};
