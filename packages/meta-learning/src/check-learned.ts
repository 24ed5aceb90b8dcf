import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import type { Policy } from '@sgmrl/policies';
import { check, checkPositive } from './check';
import type { Learned } from './learned';
import type { Scales } from './scales';

/** What a policy has a size by. */
export type Sized = Pick<Policy, 'dimension'>;

/** Whether something is a list of anything. */
export const isList = (x: unknown): x is ArrayLike<unknown> => Array.isArray(x) || ArrayBuffer.isView(x);

/** Whether all of a list are numbers. */
export const areNumbers = (x: ArrayLike<unknown>): boolean => {
  for (let i = 0; i < x.length; i++) if (typeof x[i] !== 'number') return false;
  return true;
};

/** Numbers, one a parameter. Those that are not finite are told as values, where they lead. */
export const checkNumbers = (path: string, dimension: number, found: unknown): void => {
  const length = isList(found) ? found.length : undefined;
  check(path, length !== undefined, 'a list', found);
  check(path, length === dimension, `${String(dimension)} numbers, one a parameter`, length);
  check(path, isList(found) && areNumbers(found), 'numbers', found);
};

const checkScales = (what: string, scales: Scales): void => {
  checkOnlyFields(`${what}: scales`, scales, { inner: 'a number', outer: 'a number' });
  checkPositive(`${what}: scales: inner`, scales.inner);
  checkPositive(`${what}: scales: outer`, scales.outer);
};

/**
 * Throws a RangeError unless something has parameters, and scales that are numbers if it has any.
 */
export const checkParameters = (what: string, learned: Learned): void => {
  checkFields(what, learned, { parameters: 'a list' });
  if (learned.scales !== undefined) checkScales(what, learned.scales);
};

/** Throws a RangeError unless what has been learned is of the size of a policy. */
export const checkLearned = ({ dimension }: Sized, learned: Learned, what = 'learned'): void => {
  checkParameters(what, learned);
  checkNumbers(`${what}: parameters`, dimension, learned.parameters);
  const { logStepSizes, observationMoments } = learned;
  if (logStepSizes !== undefined) checkNumbers(`${what}: logStepSizes`, dimension, logStepSizes);
  if (observationMoments !== undefined)
    checkFields(`${what}: observationMoments`, observationMoments, {
      count: 'a number',
      mean: 'a list',
      squares: 'a list',
    });
};
