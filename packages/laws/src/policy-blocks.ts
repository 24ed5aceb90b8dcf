import * as fc from 'fast-check';
import type { PolicyPredicate } from './policy-example';
import { bothHold, forEvery, holds, verdict } from './verdict';

const entries = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/**
 * Where a policy says what θ is made of, its blocks have names of their own and d numbers in all.
 */
export const blocksFit: PolicyPredicate = ({ policy: { blocks, dimension } }) => {
  if (blocks === undefined) return holds;
  const names = blocks.map(({ name }) => name);
  const total = blocks.reduce((sum, { shape }) => sum + entries(shape), 0);
  return bothHold(
    forEvery(blocks, ({ name, shape }) =>
      verdict(
        shape.every((n) => Number.isInteger(n) && n >= 0),
        () => `block ${fc.stringify(name)}: ${fc.stringify(shape)} is no shape`,
      ),
    ),
    () =>
      verdict(
        total === dimension && new Set(names).size === names.length,
        () =>
          `expected blocks of ${String(dimension)} numbers in all, with names of their own, found ${String(total)} in ${fc.stringify(names)}`,
      ),
  );
};
