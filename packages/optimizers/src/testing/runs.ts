import type { Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { applyUpdate } from '../gradient-transformation';
import type { GradientTransformation } from '../gradient-transformation';

/** Between 0 and 6 gradients of R^3. */
export const gradients: fc.Arbitrary<Vector[]> = fc.array(
  fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 3, maxLength: 3 }),
  { maxLength: 6 },
);

/** The updates that a transformation makes of a stream of gradients, at parameters zero. */
export const updatesOf = <State>(
  transformation: GradientTransformation<State>,
  stream: readonly Vector[],
): number[][] => {
  const parameters = [0, 0, 0];
  let state = transformation.init(parameters);
  return stream.map((gradient) => {
    const [update, next] = transformation.update(gradient, state, parameters);
    state = next;
    return Array.from(update);
  });
};

/** The parameters after `steps` ascents of the function with the given gradient. */
export const ascend = <State>(
  transformation: GradientTransformation<State>,
  gradient: (parameters: Vector) => Vector,
  start: Vector,
  steps: number,
): number[] => {
  let parameters = start;
  let state = transformation.init(start);
  for (let k = 0; k < steps; k++) {
    const [update, next] = transformation.update(gradient(parameters), state, parameters);
    state = next;
    parameters = applyUpdate(parameters, update);
  }
  return Array.from(parameters);
};

export const expectClose = (
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void => {
  expect(found).toHaveLength(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(tolerance);
  }
};
