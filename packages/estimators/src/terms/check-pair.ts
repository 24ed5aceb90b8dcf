import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import type { Pair } from './term';

const expect = (field: string, expected: string, fits: boolean, found: unknown): void => {
  if (!fits) throw new RangeError(`term: pairs: ${field}: expected ${expected}, found ${String(found)}`);
};

/**
 * Throws a RangeError unless a pair is what {@link Pair} says: a program without types may make it.
 */
export const checkPair = (pair: Pair): void => {
  checkFields('term: pairs: of', pair, {});
  expect('with', 'itself, past or future', ['itself', 'past', 'future'].includes(pair.with), pair.with);
  if (pair.with === 'itself') {
    checkOnlyFields('term: pairs', pair, { with: 'anything' });
    return;
  }
  checkOnlyFields('term: pairs', pair, { with: 'anything', weight: 'anything', fades: 'anything' });
  expect('weight', 'own or other', ['own', 'other'].includes(pair.weight), pair.weight);
  expect('fades', 'true or false', typeof pair.fades === 'boolean', pair.fades);
};
