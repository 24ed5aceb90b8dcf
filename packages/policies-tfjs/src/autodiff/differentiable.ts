import * as tf from '@tensorflow/tfjs-core';
import { arithmeticDerivatives } from './arithmetic';
import { choiceDerivatives } from './choices';
import type { Derivative, Differentiables } from './derivative';
import { elementwiseDerivatives } from './elementwise';
import { productDerivatives } from './products';
import { rearrangementDerivatives } from './rearrangements';
import { reductionDerivatives } from './reductions';

/**
 * Derivatives by the names of kernels, closed under differentiation: each is a function of the
 * kernel's *inputs*, written with operations of this list, so that it may be differentiated again,
 * to any order.
 */
const derivatives: Differentiables = {
  ...arithmeticDerivatives,
  ...choiceDerivatives,
  ...elementwiseDerivatives,
  ...productDerivatives,
  ...rearrangementDerivatives,
  ...reductionDerivatives,
};

/** Kernels of float results that are constant but for jumps: their derivative is zero. */
const constants: readonly string[] = [
  tf.Ceil,
  tf.Floor,
  tf.FloorDiv,
  tf.OnesLike,
  tf.Round,
  tf.Sign,
  tf.Step,
  tf.ZerosLike,
];

export const isConstant = (kernel: string): boolean => constants.includes(kernel);

export const derivativeOf = (kernel: string): Derivative | undefined =>
  Object.hasOwn(derivatives, kernel) ? derivatives[kernel].derivative : undefined;

/**
 * Operations that tfjs makes of those with kernels, and that bring first derivatives of their own,
 * which are not used.
 */
export const withOwnGradient: readonly string[] = ['logSigmoid', 'logSoftmax'];

/** Operations of tfjs that a log-probability may use of what depends on its parameters, by name. */
export const differentiableOperations: readonly string[] = [
  ...Object.values(derivatives).flatMap(({ operations }) => operations),
  ...withOwnGradient,
  'logSumExp',
  'norm',
].sort();
