import type { NamedAttrMap } from '@tensorflow/tfjs-core';
import type { Replacement } from './kernel-context';
import { addressOfTensor, isFloat } from './kernel-context';

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

const permutationOf = ({ perm }: NamedAttrMap): readonly number[] =>
  Array.isArray(perm) ? perm.map(Number) : [];

/**
 * A permutation that keeps the first axes and turns the others round ([0, 1 | 3, 4, 2]) transposes
 * matrices, one for each entry of the kept axes: how many axes are kept, and by how many places the
 * others are turned.
 */
const turnOf = (perm: readonly number[]): { readonly kept: number; readonly turn: number } | undefined => {
  const moved = perm.findIndex((axis, i) => axis !== i);
  if (moved < 0) return undefined;
  const turning = perm.length - moved;
  const turn = perm[moved] - moved;
  const turned = perm.slice(moved).every((axis, i) => axis === moved + ((i + turn) % turning));
  return turned ? { kept: moved, turn } : undefined;
};

/** Transposes of matrices, one or a batch; the stock kernel answers for other permutations. */
export const transpose: Replacement = (context, { x }, attributes) => {
  if (!isFloat(x)) return undefined;
  const perm = permutationOf(attributes);
  const turn = turnOf(perm);
  if (turn === undefined) return undefined;
  const output = context.backend.makeOutput(
    perm.map((axis) => x.shape[axis]),
    'float32',
  );
  const [target, source] = [output, x].map((tensor) => addressOfTensor(context, tensor));
  const rows = product(x.shape.slice(turn.kept, turn.kept + turn.turn));
  const columns = product(x.shape.slice(turn.kept + turn.turn));
  const matrices = product(x.shape.slice(0, turn.kept));
  for (let i = 0; i < matrices; i++) {
    const offset = 4 * i * rows * columns;
    context.kernels.transpose(target + offset, source + offset, rows, columns);
  }
  return output;
};
