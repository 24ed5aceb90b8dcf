import type { Vector } from '@sgmrl/vector';
import type { Learned } from './learned';

/** x, y one after the other. */
export const joined = (x: Vector, y: Vector): Float64Array => {
  const both = new Float64Array(x.length + y.length);
  both.set(x, 0);
  both.set(y, x.length);
  return both;
};

type Moved = Pick<Learned, 'parameters' | 'logStepSizes'>;

/** What the outer update moves: θ, and behind it ρ where step sizes are learned. */
export const jointParameters = ({ parameters, logStepSizes }: Moved): Vector =>
  logStepSizes === undefined ? parameters : joined(parameters, logStepSizes);

/** Where it has been moved to. */
export const apart = (before: Moved, moved: Vector): Moved => {
  if (before.logStepSizes === undefined) return { parameters: moved };
  const all = Float64Array.from(moved);
  const { length } = before.parameters;
  return { parameters: all.slice(0, length), logStepSizes: all.slice(length) };
};
