import { broadcast_util } from '@tensorflow/tfjs-core';
import { broadcastIndices } from './batch-mat-mul';
import type { Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

/**
 * Whether slopes of this shape repeat one after another along x, as the stock kernel reads them.
 */
const repeats = (alpha: readonly number[], x: readonly number[]): boolean => {
  const from = alpha.findIndex((size) => size !== 1);
  const own = from < 0 ? [] : alpha.slice(from);
  const last = x.slice(x.length - own.length);
  return alpha.length <= x.length && own.every((size, i) => size === last[i]);
};

/**
 * y = x where x is not negative, α x elsewhere, with shapes that broadcast; the stock kernel
 * answers where it reads the slopes rightly.
 */
export const prelu: Replacement = (context, { x, alpha }) => {
  if (!isFloat(x) || !isFloat(alpha) || repeats(alpha.shape, x.shape)) return undefined;
  const shape = broadcast_util.assertAndGetBroadcastShape(x.shape, alpha.shape);
  const output = context.backend.makeOutput(shape, 'float32');
  const floats = context.heap.floats();
  const [target, source, slopes] = [output, x, alpha].map(
    (tensor) => addressOfTensor(context, tensor) / Float32Array.BYTES_PER_ELEMENT,
  );
  const slopeOf = broadcastIndices(alpha.shape, shape);
  broadcastIndices(x.shape, shape).forEach((index, i) => {
    const each = floats[source + index];
    floats[target + i] = each < 0 ? floats[slopes + slopeOf[i]] * each : each;
  });
  return output;
};
