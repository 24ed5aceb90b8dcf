import { util } from '@tensorflow/tfjs-core';
import { axesOf, reducedShape } from './axes';
import type { Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

/**
 * A maximum or minimum over no elements, which the stock kernel leaves as the memory was; it
 * answers wherever there are elements. `nothing` is −∞ of a maximum and ∞ of a minimum.
 */
export const extremeOfNothing =
  (attribute: 'axis' | 'reductionIndices', nothing: number): Replacement =>
  (context, { x }, attributes) => {
    if (!isFloat(x) || util.sizeFromShape(x.shape) > 0) return undefined;
    const axes = axesOf(attributes[attribute], x.shape);
    const shape = reducedShape(x.shape, axes, attributes.keepDims === true);
    const output = context.backend.makeOutput(shape, 'float32');
    const first = addressOfTensor(context, output) / Float32Array.BYTES_PER_ELEMENT;
    context.heap.floats().fill(nothing, first, first + util.sizeFromShape(shape));
    return output;
  };
