import { foldIn, key, normal } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { linearQuadratic, linearQuadraticDefault, type LinearQuadraticSpec } from './linear-quadratic';
import { linearQuadraticReturn } from './linear-quadratic-return';

const small = fc.double({ min: -1, max: 1, noNaN: true });

/** A problem of one or two dimensions, and θ. */
const problem = fc
  .record({
    dimension: fc.integer({ min: 1, max: 2 }),
    horizon: fc.integer({ min: 1, max: 4 }),
    decay: fc.double({ min: 0, max: 1, noNaN: true }),
    startDeviation: fc.double({ min: 0, max: 1, noNaN: true }),
    noise: fc.double({ min: 0, max: 1, noNaN: true }),
    actionCost: fc.double({ min: 0, max: 1, noNaN: true }),
    gain: fc.double({ min: 0.1, max: 1, noNaN: true }),
    discount: fc.double({ min: 0.5, max: 1, noNaN: true }),
  })
  .chain(({ gain, discount, ...chosen }) => {
    const d = chosen.dimension * chosen.dimension + 2 * chosen.dimension;
    const numbers = (length: number) => fc.array(small, { minLength: length, maxLength: length });
    return fc.record({
      spec: fc.constant<LinearQuadraticSpec>({ ...linearQuadraticDefault, ...chosen }),
      task: numbers(chosen.dimension).map((goal) => ({ goal, gain })),
      discount: fc.constant(discount),
      parameters: numbers(d),
    });
  });

const movedBy = (x: readonly number[], i: number, by: number): readonly number[] =>
  x.map((value, j) => (j === i ? value + by : value));

it('has the gradient of its value, and the Hessian of its gradient, by finite differences', () => {
  const step = 1e-5;
  fc.assert(
    fc.property(problem, ({ spec, task, discount, parameters }) => {
      const at = linearQuadraticReturn(spec, task, discount);
      const { gradient, hessian } = at(parameters);
      const scale = 1 + Math.max(...Array.from(hessian.data, Math.abs));
      parameters.forEach((_, i) => {
        const [above, below] = [at(movedBy(parameters, i, step)), at(movedBy(parameters, i, -step))];
        expect(Math.abs((above.value - below.value) / (2 * step) - gradient[i]) / scale).toBeLessThan(1e-6);
        parameters.forEach((__, j) => {
          const slope = (above.gradient[j] - below.gradient[j]) / (2 * step);
          expect(Math.abs(slope - hessian.data[i * parameters.length + j]) / scale).toBeLessThan(1e-6);
        });
      });
    }),
    { numRuns: 40 },
  );
});

/** The discounted return of one episode under a = x W + b + σ ε. */
const episode = (
  spec: LinearQuadraticSpec,
  task: { readonly goal: readonly number[]; readonly gain: number },
  discount: number,
  parameters: readonly number[],
  root: ReturnType<typeof key>,
): number => {
  const n = spec.dimension;
  const environment = linearQuadratic(spec).environment(task);
  let state = environment.reset(foldIn(root, 0));
  let [sum, factor] = [0, 1];
  for (let h = 0; h < spec.horizon; h++) {
    const x = environment.observe(state);
    const z = normal(foldIn(foldIn(root, 1), h), n);
    const action = Array.from(z, (epsilon, j) => {
      const mean = Array.from(x).reduce(
        (so, xi, i) => so + xi * parameters[i * n + j],
        parameters[n * n + j],
      );
      return mean + Math.exp(parameters[n * n + n + j]) * epsilon;
    });
    const next = environment.step(state, action, foldIn(foldIn(root, 2), h));
    sum += factor * next.reward;
    factor *= discount;
    state = next.state;
  }
  return sum;
};

it('is the mean return of many episodes, within five standard errors', () => {
  const spec = {
    ...linearQuadraticDefault,
    horizon: 5,
    startDeviation: 0.5,
    noise: 0.3,
    actionCost: 0.2,
    decay: 0.9,
  };
  const task = { goal: [0.8, -0.4], gain: 0.5 };
  const parameters = [-0.6, 0.3, 0.2, -0.8, 0.5, -0.3, -0.7, -0.2];
  const n = 20_000;
  const found = Array.from({ length: n }, (_, i) => episode(spec, task, 0.9, parameters, foldIn(key(11), i)));
  const mean = found.reduce((sum, x) => sum + x, 0) / n;
  const variance = found.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / (n - 1);
  const { value } = linearQuadraticReturn(spec, task, 0.9)(parameters);
  expect(Math.abs(mean - value)).toBeLessThan(5 * Math.sqrt(variance / n));
  // A tenth of what any of its parts is worth.
  expect(Math.sqrt(variance / n)).toBeLessThan(0.02);
});

it('refuses what does not fit', () => {
  const task = { goal: [0, 0], gain: 0.1 };
  expect(() => linearQuadraticReturn(linearQuadraticDefault, { ...task, goal: [0] }, 1)).toThrow(
    'linearQuadraticReturn: task: expected a goal of 2 numbers and a gain, found {"goal":[0],"gain":0.1}',
  );
  expect(() => linearQuadraticReturn(linearQuadraticDefault, task, 2)).toThrow(
    'linearQuadraticReturn: discount: expected a number above 0, at most 1, found 2',
  );
  expect(() => linearQuadraticReturn(linearQuadraticDefault, task, 1)([0])).toThrow(
    'linearQuadraticReturn: parameters: expected 8 numbers, found 1',
  );
});
