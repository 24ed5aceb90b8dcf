import * as tf from '@tensorflow/tfjs-core';
import { installed, useWasm } from '../testing/kernels';

describe('the maximum and minimum of tfjs', () => {
  beforeAll(useWasm);

  it.each([
    ['max', tf.max, -Infinity, [2, 4]],
    ['min', tf.min, Infinity, [1, 3]],
  ] as const)('%s over nothing is the one that every number replaces', (_, operation, nothing, rows) => {
    const found = installed(() =>
      tf.tidy(() => {
        // What the heap held before plays no part.
        tf.dispose(Array.from({ length: 20 }, () => tf.fill([2], 7)));
        const y = operation(tf.zeros([2, 0]), -1, true);
        return {
          shape: y.shape,
          values: Array.from(y.dataSync()),
          all: operation(tf.zeros([0, 3])).dataSync()[0],
          none: operation(tf.zeros([0, 3]), 1).shape,
          some: Array.from(operation(tf.tensor2d([1, 2, 4, 3], [2, 2]), 1).dataSync()),
        };
      }),
    );
    expect(found).toEqual({ shape: [2, 1], values: [nothing, nothing], all: nothing, none: [0], some: rows });
  });
});
