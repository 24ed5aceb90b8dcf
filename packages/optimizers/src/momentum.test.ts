import * as fc from 'fast-check';
import { momentum, trace } from './momentum';
import { ascend, expectClose, gradients, updatesOf } from './testing/runs';

it('after k equal gradients the velocity is the geometric sum g(1 − μ^k)/(1 − μ)', () => {
  const updates = updatesOf(trace(0.8), new Array<number[]>(12).fill([1, -2, 0.5]));
  updates.forEach((update, i) => {
    const sum = (1 - 0.8 ** (i + 1)) / 0.2;
    expectClose(update, [sum, -2 * sum, 0.5 * sum], 1e-13);
  });
});

it('momentum is β Σ_j μ^{k−j} g_j, and with decay zero it is sgd', () => {
  fc.assert(
    fc.property(gradients, (stream) => {
      updatesOf(momentum(0.1, 0.7), stream).forEach((update, k) => {
        const expected = [0, 1, 2].map((i) =>
          stream.slice(0, k + 1).reduce((sum, gradient, j) => sum + 0.1 * 0.7 ** (k - j) * gradient[i], 0),
        );
        expectClose(update, expected, 1e-11);
      });
      const plain = stream.map((gradient) => Array.from(gradient, (entry) => 0.1 * entry));
      updatesOf(momentum(0.1, 0), stream).forEach((update, k) => {
        expectClose(update, plain[k], 0);
      });
    }),
  );
});

it('on −½λθ² momentum follows the characteristic roots of its recurrence', () => {
  // θ_{k+1} = (1 + μ − βλ)θ_k − μθ_{k−1}; with μ = 0.5, β = 0.1, λ = 0.5 the roots are real: θ_k =
  // a r^k + b s^k.
  const [mu, betaLambda] = [0.5, 0.05];
  const half = (1 + mu - betaLambda) / 2;
  const root = Math.sqrt(half * half - mu);
  const [r, s] = [half + root, half - root];
  const first = 1 - betaLambda;
  const a = (first - s) / (r - s);
  const [found] = ascend(momentum(0.1, mu), (theta) => [-0.5 * theta[0]], [1], 30);
  expect(Math.abs(found - (a * r ** 30 + (1 - a) * s ** 30))).toBeLessThan(1e-12);
});

it('a hyperparameter out of range is refused by its name', () => {
  expect(() => trace(1)).toThrow(new RangeError('trace: decay: expected a number in [0, 1), found 1'));
  expect(() => momentum(0.1, 1)).toThrow(
    new RangeError('momentum: decay: expected a number in [0, 1), found 1'),
  );
  expect(() => momentum(NaN, 0.9)).toThrow(
    new RangeError('momentum: learningRate: expected a finite number, found NaN'),
  );
});

it('no finite gradients make a velocity that is not finite', () => {
  const { MAX_VALUE } = Number;
  const stream = [...new Array<number[]>(30).fill([MAX_VALUE, -MAX_VALUE, 1e308]), [0, 0, 0], [0, 0, 0]];
  const updates = updatesOf(trace(0.9), stream);
  expect(updates[29]).toEqual([MAX_VALUE, -MAX_VALUE, MAX_VALUE]);
  expectClose(
    updates[31].map((u) => u / MAX_VALUE),
    [0.81, -0.81, 0.81],
    1e-15,
  );
  expect(updatesOf(trace(0.9), [[Infinity, NaN, 1]])).toEqual([[Infinity, NaN, 1]]);
});
