import * as tf from '@tensorflow/tfjs-core';
import { installed, useWasm } from '../testing/kernels';

describe('the parametric rectifier of tfjs', () => {
  beforeAll(useWasm);

  it.each<[number[], number[], number[]]>([
    [[], [2, 3], [-1, -2, -3, -4, 5, -6]],
    [[3], [2, 3], [-1, -4, -9, -4, 5, -18]],
    [
      [1, 3],
      [2, 3],
      [-1, -4, -9, -4, 5, -18],
    ],
    [
      [2, 3],
      [2, 3],
      [-1, -4, -9, -16, 5, -36],
    ],
    [
      [2, 1],
      [2, 3],
      [-1, -2, -3, -8, 5, -12],
    ],
    [
      [1, 2, 1],
      [1, 2, 3],
      [-1, -2, -3, -8, 5, -12],
    ],
    [
      [2, 1, 1],
      [2, 2, 3],
      [-1, -2, -3, -4, 5, -6, -2, -4, -6, -8, 5, -12],
    ],
  ])('takes slopes of shape %j for x of shape [2, 3]', (slopes, shape, values) => {
    const size = slopes.reduce((a, b) => a * b, 1);
    const found = installed(() =>
      tf.tidy(() => {
        const alpha = tf.tensor(Array.from({ length: size }, (_, i) => i + 1), slopes); // prettier-ignore
        const x = tf.tensor2d([-1, -2, -3, -4, 5, -6], [2, 3]);
        const y = tf.prelu(x, alpha);
        return { shape: y.shape, values: Array.from(y.dataSync()) };
      }),
    );
    expect(found).toEqual({ shape, values });
  });
});
