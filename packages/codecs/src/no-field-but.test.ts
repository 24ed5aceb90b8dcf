import * as t from 'io-ts';
import { isNoFieldBut, noFieldBut } from './no-field-but';
import { finiteNumber } from './numbers';
import { errorsOf } from './testing/errors-of';

const decoder = noFieldBut(['low', 'high']);

it.each([0, undefined, null, {}, 'low'])(
  'accepts nothing, not even %j, and says which fields there are',
  (value) => {
    expect(decoder.is(value)).toBe(false);
    expect(errorsOf(decoder, value)).toEqual([
      expect.stringMatching(/^expected no field but low, high, found /),
    ]);
  },
);

it('is known among decoders, with the fields that it knows', () => {
  expect(decoder.knownFields).toEqual(['low', 'high']);
  expect([decoder, finiteNumber, t.type({ low: t.number })].map(isNoFieldBut)).toEqual([true, false, false]);
});
