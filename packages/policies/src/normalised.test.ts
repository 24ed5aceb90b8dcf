import { key, normal } from '@sgmrl/prng';
import fc from 'fast-check';
import { normalised } from './normalised';
import { tabularSoftmax } from './tabular-softmax';
import { linearGaussian } from './testing/linear-gaussian';

describe('normalised', () => {
  it('makes of a line another line: ⟨w, (o − m)/s⟩ + b within the clip', () => {
    const plain = linearGaussian(2);
    const number = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 16);
    const scale = fc.integer({ min: 1, max: 1000 }).map((n) => n / 16);
    fc.assert(
      fc.property(
        fc.tuple(number, number),
        fc.tuple(scale, scale),
        fc.tuple(number, number),
        ([m0, m1], [s0, s1], [o0, o1]) => {
          const clip = 3;
          const policy = normalised(plain, { mean: [m0, m1], scale: [s0, s1], clip });
          const theta = [0.5, -2, 0.25];
          const within = (x: number) => (Math.abs(x) > clip ? Math.sign(x) * clip : x);
          const expected = 0.5 * within((o0 - m0) / s0) - 2 * within((o1 - m1) / s1) + 0.25;
          const mode = policy.mode?.(theta, { rows: 1, columns: 2, data: [o0, o1] });
          expect(mode?.data[0]).toBeCloseTo(expected, 9);
        },
      ),
    );
  });

  it('does not depend on the units of observations', () => {
    const plain = linearGaussian(2);
    const theta = plain.initialize(key(1));
    const data = normal(key(2), 8);
    const metres = normalised(plain, { mean: [1, 2], scale: [0.5, 4], clip: 10 });
    const millimetres = normalised(plain, { mean: [1024, 2048], scale: [512, 4096], clip: 10 });
    const rows = { rows: 4, columns: 2 };
    expect(millimetres.mode?.(theta, { ...rows, data: Float64Array.from(data, (x) => 1024 * x) })).toEqual(
      metres.mode?.(theta, { ...rows, data }),
    );
  });

  it('refuses what does not fit', () => {
    const plain = linearGaussian(2);
    const fit = { mean: [0, 0], scale: [1, 1], clip: 10 };
    for (const [wrong, message] of [
      [{ mean: [0] }, 'mean: expected 2 numbers, one for each that the policy observes, found 1'],
      [{ scale: [1, 1, 1] }, 'scale: expected 2 numbers, one for each that the policy observes, found 3'],
      [{ mean: [0, NaN] }, 'mean: expected finite numbers, found NaN'],
      [{ scale: [0, 1] }, 'scale: expected positive numbers, found 0'],
      [{ scale: [1, Infinity] }, 'scale: expected positive numbers, found Infinity'],
      [{ clip: 0 }, 'clip: expected a positive number, found 0'],
      [{ clip: Infinity }, 'clip: expected a positive number, found Infinity'],
    ] as const)
      expect(() => normalised(plain, { ...fit, ...wrong })).toThrow(new RangeError(`normalised: ${message}`));
    expect(() => normalised(tabularSoftmax(2, 2), fit)).toThrow(
      /^normalised: expected a policy that observes vectors, found tabular-softmax/,
    );
    const policy = normalised(plain, fit);
    expect(() => policy.sample([0, 0, 0], { rows: 1, columns: 1, data: [1] }, key(1))).toThrow(
      'observations: expected rows of 2 numbers, found 1 × 1',
    );
  });
});
