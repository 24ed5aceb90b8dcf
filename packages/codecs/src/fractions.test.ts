import * as E from 'fp-ts/lib/Either.js';
import { fraction, positiveFraction, positiveProperFraction, properFraction } from './fractions';
import { decodeWith } from './decode';

it.each([
  [fraction, [0, 0.5, 1], [-1e-9, 1.1, NaN, '0.5']],
  [positiveFraction, [1e-9, 1], [0, 1.1]],
  [properFraction, [0, 0.999], [1, -0.1]],
  [positiveProperFraction, [1e-9, 0.999], [0, 1]],
])('range %#', (codec, inside, outside) => {
  inside.forEach((x) => expect(decodeWith(codec)(x)).toEqual(E.right(x)));
  outside.forEach((x) => expect(E.isLeft(decodeWith(codec)(x))).toBe(true));
});
