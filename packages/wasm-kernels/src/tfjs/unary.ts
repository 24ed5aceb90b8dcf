import { util } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels';
import type { Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

/** y_i = f(x_i), for the kernels of assembly/functions.ts. */
export const unary =
  (name: 'tanh' | 'exp'): Replacement =>
  (context, { x }) => {
    if (!isFloat(x)) return undefined;
    const kernel: Kernels[typeof name] = context.kernels[name];
    const output = context.backend.makeOutput(x.shape, 'float32');
    kernel(addressOfTensor(context, output), addressOfTensor(context, x), util.sizeFromShape(x.shape));
    return output;
  };
