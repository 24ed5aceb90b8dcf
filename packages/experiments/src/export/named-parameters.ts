import type { Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import type { ExecutionFailure } from '../errors/experiment-error';

/** One array of θ: its entries in row-major order. */
export interface NamedParameters {
  /** As the policy has it: `hidden1.weights`. */
  readonly name: string;
  /** Its sizes, outermost first; their product is the number of `values`. */
  readonly shape: readonly number[];
  /** As float64. */
  readonly values: readonly number[];
}

const entries = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/**
 * θ array by array, as the policy names them; one array of all where it does not. Left if its
 * blocks are not θ.
 */
export const namedParameters = (
  {
    name,
    dimension,
    blocks = [{ name: 'parameters', shape: [dimension] }],
  }: Pick<Policy, 'name' | 'dimension' | 'blocks'>,
  parameters: Vector,
): E.Either<ExecutionFailure, readonly NamedParameters[]> => {
  const all = Array.from(parameters);
  const total = blocks.reduce((sum, { shape }) => sum + entries(shape), 0);
  if (total !== dimension)
    return E.left({
      kind: 'execution',
      problem: `policy ${name}: expected blocks of ${String(dimension)} parameters in all, found ${String(total)}`,
    });
  let from = 0;
  return E.right(
    blocks.map((block) => {
      const values = all.slice(from, from + entries(block.shape));
      from += values.length;
      return { ...block, values };
    }),
  );
};
