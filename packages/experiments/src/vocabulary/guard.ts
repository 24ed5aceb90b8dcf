import { checkFields, describeInvalidField, type FieldKind } from '@sgmrl/codecs';
import type { Vector } from '@sgmrl/vector';
import { thrownWhere, ToldError } from '../errors/thrown';

/** What code of one's own throws, with where it was called; the cause is what it threw. */
export const guard = <A>(where: string, effect: () => A): A => {
  try {
    return effect();
  } catch (error) {
    throw new ToldError(`${where}: ${thrownWhere(error)}`, { cause: error });
  }
};

/** Throws that something of one's own does not fit. */
export const refuse = (where: string, misfit: string): never => {
  throw new ToldError(`${where}: ${misfit}`, { cause: misfit });
};

/** What does not fit, in words. */
export const misfit = (expected: string, found: unknown, path = ''): string =>
  found instanceof Promise
    ? `${path === '' ? '' : `${path}: `}expected ${expected}, found a promise: it must not be async`
    : describeInvalidField({ path, expected, found });

export const isList = (u: unknown): u is ArrayLike<unknown> =>
  Array.isArray(u) || (ArrayBuffer.isView(u) && 'length' in u);

/** What is wrong with what should be a vector, and so long where that is known. */
export const wrongVector = (found: unknown, expected?: number, path = ''): string | undefined => {
  if (!isList(found)) return misfit('a vector of numbers', found, path);
  if (expected !== undefined && found.length !== expected)
    return misfit(`${String(expected)} numbers`, found.length, path);
  // The members of a typed array are all of one type.
  const count = Array.isArray(found) ? found.length : Math.min(found.length, 1);
  for (let i = 0; i < count; i += 1)
    if (typeof found[i] !== 'number')
      return misfit('a number', found[i], `${path === '' ? '' : `${path}: `}entry ${String(i)}`);
  return undefined;
};

/** A vector that code of one's own gives, if it is so long. */
export const guardVector = (where: string, expected: number, effect: () => Vector): Vector => {
  const found = guard(where, effect);
  const wrong = wrongVector(found, expected);
  return wrong === undefined ? found : refuse(where, wrong);
};

type AnyFunction = (...of: never[]) => unknown;

/** A function that code of one's own gives. */
export const guardFunction = <F extends AnyFunction>(where: string, expected: string, effect: () => F): F => {
  const found = guard(where, effect);
  return typeof found === 'function' ? found : refuse(where, misfit(expected, found));
};

/** A record that code of one's own gives, if it has the fields. */
export const guardFields = <A extends object>(
  where: string,
  fields: { readonly [K in keyof A]?: FieldKind },
  effect: () => A,
): A => {
  const found = guard(where, effect);
  try {
    checkFields(where, found, fields);
    return found;
  } catch (error) {
    throw new ToldError(error instanceof Error ? error.message : String(error), { cause: error });
  }
};
