import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Arithmetic } from './arithmetic';
import { strictArithmetic } from './arithmetic';
import type { KernelsError } from './errors';
import { roundsOnce } from './rounds-once';
import type { Memory } from './web-assembly';
import { instantiate, memoryOf } from './web-assembly';

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

const bytes = ({ module }: Arithmetic): Uint8Array =>
  Uint8Array.from(atob(module), (character) => character.charCodeAt(0));

const noSimd = (reason: string): KernelsError => ({
  kind: 'no-simd',
  message: `Expected an engine that runs WebAssembly with 128-bit SIMD, but it refused the module: ${reason}`,
});

const notFused = (reason: string): KernelsError => ({
  kind: 'not-fused',
  message:
    "Expected an engine with fused multiply-add (WebAssembly's relaxed SIMD, as Node 22 and later and current browsers " +
    `have it, on a processor that fuses), but ${reason}.`,
});

const refused = ({ name }: Arithmetic, reason: string): KernelsError =>
  name === 'fused' ? notFused(`it refused the module: ${reason}`) : noSimd(reason);

const linked = (memory: Memory, arithmetic: Arithmetic): E.Either<KernelsError, Kernels> => {
  try {
    const found = instantiate(bytes(arithmetic), memory);
    return hasAll(found) ? E.right(found) : E.left(refused(arithmetic, 'a kernel is missing'));
  } catch (error) {
    return E.left(refused(arithmetic, String(error)));
  }
};

/**
 * Whether this engine computes with an arithmetic; Left says why it does not. What claims to be
 * fused is tried on 324 products whose exact values are known: WebAssembly leaves it to an engine
 * whether relaxed multiply-add rounds once or twice.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { checkArithmetic, strictArithmetic } from '@sgmrl/wasm-kernels';
 * deepStrictEqual(checkArithmetic(strictArithmetic), { _tag: 'Right', right: undefined });
 * ```
 */
export const checkArithmetic = (arithmetic: Arithmetic): E.Either<KernelsError, void> => {
  const memory = memoryOf(1);
  return pipe(
    linked(memory, arithmetic),
    E.chain((kernels) =>
      arithmetic.name === 'fused' && !roundsOnce(kernels, memory)
        ? E.left(notFused('its multiply-add rounds twice'))
        : E.right(undefined),
    ),
  );
};

/** Compiles a module of assembly/ to work on the given memory. */
export const linkKernels = (
  memory: Memory,
  arithmetic: Arithmetic = strictArithmetic,
): E.Either<KernelsError, Kernels> =>
  pipe(
    arithmetic.name === 'fused' ? checkArithmetic(arithmetic) : E.right(undefined),
    E.chain(() => linked(memory, arithmetic)),
  );
