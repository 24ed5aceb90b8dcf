import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import type { Either } from 'fp-ts/lib/Either.js';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import { strictArithmetic } from '../arithmetic';
import type { Arithmetic } from '../arithmetic';
import { fusedArithmetic } from '../fused-arithmetic';
import { installKernels } from '../install';
import { checkArithmetic } from '../kernels';
import type { LinearAlgebra } from '../linear-algebra';
import { createLinearAlgebra } from '../linear-algebra';

/** Unit roundoff and the smallest positive number of float32. */
export const roundoff = 2 ** -24;
export const smallest = 2 ** -149;

export const useWasm = async (): Promise<void> => {
  await tf.setBackend('wasm');
};

export const rightOf = <E, A>(either: Either<E, A>): A => {
  if (isLeft(either)) throw new Error(`Expected a Right, found ${JSON.stringify(either.left)}.`);
  return either.right;
};

/** What this engine computes with: Node 20 has no fused arithmetic. */
export const arithmetics: readonly Arithmetic[] = [strictArithmetic, fusedArithmetic].filter((arithmetic) =>
  isRight(checkArithmetic(arithmetic)),
);

export const linearAlgebra = (arithmetic?: Arithmetic): LinearAlgebra =>
  rightOf(createLinearAlgebra(arithmetic));

/** What `use` answers with the kernels in place. */
export const installed = <A>(use: () => A): A => {
  const { uninstall } = rightOf(installKernels());
  try {
    return use();
  } finally {
    uninstall();
  }
};

/** Ordinary float32 numbers, small enough for sums of products to stay finite. */
export const ordinary = fc.float({ noNaN: true, min: -1000, max: 1000 });

/** The numbers that break shortcuts, beside ordinary ones. */
export const any = fc.oneof(
  { weight: 6, arbitrary: ordinary },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, -0, NaN, Infinity, -Infinity, smallest, -3 * smallest, 2 ** -127, 1e30),
  },
);

/**
 * Lengths around the widths of vectors (4), tiles (8) and blocks of loops (16), zero among them.
 */
export const length = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 40 }));

export const values = (entry: fc.Arbitrary<number>, count: number): fc.Arbitrary<Float32Array> =>
  fc.array(entry, { minLength: count, maxLength: count }).map((numbers) => Float32Array.from(numbers));

/** Expects the same numbers bit by bit, NaN for NaN and −0 for −0. */
export const expectSame = (found: ArrayLike<number>, expected: ArrayLike<number>): void => {
  expect(Array.from(found)).toEqual(Array.from(expected));
};

/**
 * Expects each |found − expected| within its tolerance, NaN where NaN is expected and infinities
 * alike.
 */
export const expectNear = (
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: (i: number) => number,
): void => {
  expect(found.length).toBe(expected.length);
  const wrong = Array.from(expected, (value, i) => ({ i, expected: value, found: found[i] })).filter(
    ({ i }) => !Object.is(found[i], expected[i]) && !(Math.abs(found[i] - expected[i]) <= tolerance(i)),
  );
  expect(wrong).toEqual([]);
};
