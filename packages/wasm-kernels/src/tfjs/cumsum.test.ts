import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { installed, useWasm, values } from '../testing/kernels';

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

const cases = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    axis: fc.integer({ min: -shape.length, max: shape.length - 1 }),
    exclusive: fc.boolean(),
    reverse: fc.boolean(),
    x: values(fc.integer({ min: -99, max: 99 }), product(shape)),
  }),
);

describe('the cumulative sum of tfjs', () => {
  beforeAll(useWasm);

  it('runs along the axis, counted from the front or from the end', () => {
    fc.assert(
      fc.property(cases, ({ shape, axis, exclusive, reverse, x }) => {
        const length = shape.slice(axis)[0];
        const step = product(shape.slice(axis).slice(1));
        // Those before an element along the axis, or after it, and the element itself unless
        // exclusive
        const expected = Array.from(x, (own, i) => {
          const place = Math.floor(i / step) % length;
          const others = Array.from({ length }, (_, j) => j)
            .filter((j) => (reverse ? j > place : j < place))
            .map((j) => x[i + (j - place) * step]);
          return others.reduce((sum, each) => sum + each, exclusive ? 0 : own) + 0;
        });
        const found = installed(() =>
          tf.tidy(() => {
            const y = tf.cumsum(tf.tensor(x, shape), axis, exclusive, reverse);
            return { shape: y.shape, values: Array.from(y.dataSync(), (each) => each + 0) };
          }),
        );
        expect(found).toEqual({ shape, values: expected });
      }),
    );
  });

  it('rejects an axis that is not there', () => {
    const call = (axis: number) => () => tf.tidy(() => tf.cumsum(tf.zeros([2, 2]), axis));
    expect(() => installed(call(2))).toThrow('axis');
    expect(() => installed(call(-3))).toThrow('axis');
  });
});
