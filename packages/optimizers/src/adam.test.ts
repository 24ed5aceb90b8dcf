import { allFinite } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { adam, scaleByAdam } from './adam';
import { ascend, expectClose, gradients, updatesOf } from './testing/runs';

/** Adam's moments as explicit weighted sums over all past gradients instead of recurrences. */
const byDefinition = (
  stream: readonly ArrayLike<number>[],
  i: number,
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
): number => {
  const t = stream.length;
  const weighted = (beta: number, value: (g: number) => number): number => {
    const weights = stream.map((_, j) => beta ** (t - 1 - j));
    const total = weights.reduce((sum, w) => sum + w, 0);
    return stream.reduce((sum, g, j) => sum + weights[j] * value(g[i]), 0) / total;
  };
  const mean = weighted(beta1, (g) => g);
  const variance = weighted(beta2, (g) => g * g);
  return mean / (Math.sqrt(variance) + epsilon);
};

const decay = fc.double({ min: 0, max: 0.99, noNaN: true });

it('the direction is a weighted mean of gradients over the root of a weighted mean of squares', () => {
  // Σ_j (1 − β)β^{t−j} = 1 − β^t, so bias correction turns the decaying sums into weighted means.
  fc.assert(
    fc.property(gradients, decay, decay, (stream, beta1, beta2) => {
      const options = { beta1, beta2, epsilon: 1e-3 };
      updatesOf(scaleByAdam(options), stream).forEach((update, k) => {
        const expected = [0, 1, 2].map((i) => byDefinition(stream.slice(0, k + 1), i, options));
        expectClose(update, expected, 1e-8);
      });
    }),
  );
});

it('the defaults are those of the paper: β₁ = 0.9, β₂ = 0.999, ε = 1e−8', () => {
  const stream = [
    [1, 1e-8, -3],
    [5, 0, 2],
    [-2, 4e-8, 2],
  ];
  const expected = [0, 1, 2].map((i) => byDefinition(stream, i, { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }));
  expectClose(updatesOf(scaleByAdam(), stream)[2], expected, 1e-9);
});

it('the first step is learningRate·sign(g) up to ε, and zero for a zero gradient', () => {
  const [update] = updatesOf(adam(0.1), [[1e-3, -250, 0]]);
  expectClose(update, [0.1, -0.1, 0], 1e-5 * 0.1 * 1.01);
  // |g|/(|g| + ε) exactly.
  expect(update[0]).toBeCloseTo((0.1 * 1e-3) / (1e-3 + 1e-8), 15);
});

it('ε stands outside the root', () => {
  const [update] = updatesOf(adam(1, { epsilon: 1 }), [[3, -1, 0]]);
  expectClose(update, [3 / 4, -1 / 2, 0], 1e-14);
});

it('the direction does not change when all gradients are scaled (ε aside)', () => {
  fc.assert(
    fc.property(gradients, fc.double({ min: 0.5, max: 50, noNaN: true }), (stream, factor) => {
      const large = stream.map((g) => Array.from(g, (entry) => Math.round(entry) || 1));
      const scaled = large.map((g) => g.map((entry) => factor * entry));
      const expected = updatesOf(scaleByAdam(), large);
      updatesOf(scaleByAdam(), scaled).forEach((update, k) => {
        expectClose(update, expected[k], 1e-7);
      });
    }),
  );
});

it('adam climbs a badly scaled quadratic to its top', () => {
  const curvature = [100, 1, 0.01];
  const gradient = (theta: ArrayLike<number>): number[] => curvature.map((c, i) => c * (1 - theta[i]));
  const found = ascend(adam(0.05), gradient, [0, 0, 0], 2000);
  expectClose(found, [1, 1, 1], 1e-3);
});

it.each([
  ['beta1', { beta1: 1 }],
  ['beta2', { beta2: -0.1 }],
  ['epsilon', { epsilon: 0 }],
])('%s out of range is refused', (name, options) => {
  expect(() => adam(0.1, options)).toThrow(`adam: ${name}: expected a`);
  expect(() => scaleByAdam(options)).toThrow(`scaleByAdam: ${name}: expected a`);
});

it('a learning rate that is not finite is refused', () => {
  expect(() => adam(Infinity)).toThrow(
    new RangeError('adam: learningRate: expected a finite number, found Infinity'),
  );
});

/** Gradients of ordinary size, none of them zero. */
const ordinary = fc.array(
  fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 }),
  { minLength: 1, maxLength: 8 },
);

const expectAlike = (found: readonly number[][], expected: readonly number[][]): void => {
  found.flat().forEach((entry, i) => {
    expect(Math.abs(entry / expected.flat()[i] - 1)).toBeLessThan(1e-12);
  });
};

it.each([1e-306, 1e-200, 1e-160, 1e-150, 1e-120, 1e120, 1e150, 1e154, 1e160, 1e200, 1e306])(
  'the direction is the same for gradients %p times as large, ε aside',
  (factor) => {
    const optimizer = scaleByAdam({ epsilon: Number.MIN_VALUE });
    fc.assert(
      fc.property(ordinary, (stream) => {
        const scaled = stream.map((gradient) => gradient.map((entry) => entry * factor));
        expectAlike(updatesOf(optimizer, scaled), updatesOf(optimizer, stream));
      }),
    );
  },
);

it('a huge gradient among ordinary ones: Adam in numbers of any size', () => {
  // All squares over 10^400, where those of the others are zero.
  const spike = [[1e200, -1e200, 1e308], ...Array.from({ length: 5 }, () => [1, 1, -1])];
  updatesOf(adam(0.1), spike).forEach((update, k) => {
    const t = k + 1;
    const root = Math.sqrt((0.001 * 0.999 ** k) / (1 - 0.999 ** t));
    const expected = (0.1 * (0.1 * 0.9 ** k)) / (1 - 0.9 ** t) / root;
    [1, -1, 1].forEach((sign, i) => {
      expect(update[i] / (sign * expected)).toBeCloseTo(1, 10);
    });
  });
});

it('no finite gradient makes a state or a direction that is not finite, or lost for good', () => {
  const any = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 3, maxLength: 3 });
  const largest = fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 0, 1);
  const stream = fc.array(fc.oneof(any, fc.array(largest, { minLength: 3, maxLength: 3 })), {
    maxLength: 12,
  });
  const optimizer = scaleByAdam();
  fc.assert(
    fc.property(stream, (gradients) => {
      let state = optimizer.init([0, 0, 0]);
      for (const gradient of gradients) {
        const [direction, next] = optimizer.update(gradient, state, [0, 0, 0]);
        state = next;
        expect([direction, state.mean, state.variance].every(allFinite)).toBe(true);
        // |m̂| ≤ √v̂ · √(Σ w²/u) over the weights w and u of both means: below √(1 − β₂)⁻¹.
        expect(Math.max(...Array.from(direction, Math.abs))).toBeLessThan(1 / Math.sqrt(0.001));
      }
    }),
  );
});

it('the largest number, again and again, is a step of 1', () => {
  const stream = new Array<number[]>(20).fill([Number.MAX_VALUE, -Number.MAX_VALUE, 0]);
  for (const update of updatesOf(scaleByAdam(), stream)) expectClose(update, [1, -1, 0], 1e-12);
});

it('zero gradients leave a state of zeros, and ordinary ones the variance itself', () => {
  const optimizer = scaleByAdam();
  const [, still] = optimizer.update([0, 0], optimizer.init([0, 0]), [0, 0]);
  expect(still).toEqual({ step: 1, mean: Float64Array.of(0, 0), variance: Float64Array.of(0, 0) });
  const [, moved] = optimizer.update([3, -1e-9], still, [0, 0]);
  expect(moved.variance).toEqual(Float64Array.of((1 - 0.999) * 9, (1 - 0.999) * -1e-9 * -1e-9));
});

it('once a variance fits again it is written as itself', () => {
  const optimizer = scaleByAdam({ beta2: 0.5 });
  let [, state] = optimizer.update([1e155], optimizer.init([0]), [0]);
  expect(state.variance[0]).toBeCloseTo(-1e155 * Math.SQRT1_2, -141);
  for (let k = 0; k < 100; k++) [, state] = optimizer.update([1], state, [0]);
  expect(state.variance[0] / (0.5 ** 101 * 1e155) / 1e155).toBeCloseTo(1, 12);
});

it.each([NaN, Infinity, -Infinity])('a gradient of %p makes an update that is not finite', (gradient) => {
  const [update] = updatesOf(adam(0.1), [[gradient, 1, 2]]);
  expect(update.map(Number.isFinite)).toEqual([false, true, true]);
});
