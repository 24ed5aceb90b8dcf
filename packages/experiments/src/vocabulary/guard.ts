import { describeInvalidField } from '@sgmrl/codecs';
import type { Vector } from '@sgmrl/vector';
import { thrownWhere } from '../errors/thrown';

/** What code of one's own throws, with where it was called; the cause is what it threw. */
export const guard = <A>(where: string, effect: () => A): A => {
  try {
    return effect();
  } catch (error) {
    throw new Error(`${where}: ${thrownWhere(error)}`, { cause: error });
  }
};

/** Throws that something of one's own does not fit. */
export const refuse = (where: string, misfit: string): never => {
  throw new Error(`${where}: ${misfit}`, { cause: misfit });
};

const isList = (u: unknown): u is Vector => Array.isArray(u) || ArrayBuffer.isView(u);

/** A vector that code of one's own gives, if it is so long. */
export const guardVector = (where: string, expected: number, effect: () => Vector): Vector => {
  const found = guard(where, effect);
  if (!isList(found))
    return refuse(where, describeInvalidField({ path: '', expected: 'a vector of numbers', found }));
  return found.length === expected
    ? found
    : refuse(where, `expected ${String(expected)} numbers, found ${String(found.length)}`);
};
