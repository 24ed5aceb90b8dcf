import { util } from '@tensorflow/tfjs-core';
import type { Replacement } from './kernel-context';
import { isFloat } from './kernel-context';

/**
 * The stock kernel, which fails for an axis that is counted from the end (it writes where it must
 * not) and where there are no elements.
 */
export const cumsum: Replacement = (context, { x }, attributes, stock) => {
  if (x === undefined) return undefined;
  const [axis] = util.parseAxisParam(Number(attributes.axis), x.shape);
  if (isFloat(x) && util.sizeFromShape(x.shape) === 0) return context.backend.makeOutput(x.shape, 'float32');
  return stock({ ...attributes, axis });
};
