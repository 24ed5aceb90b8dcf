import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { float64Vector } from './vector-codec';

const bytes = (vector: ArrayLike<number>) => Buffer.from(Float64Array.from(vector).buffer).toString('hex');

describe('float64Vector', () => {
  it('brings every number back to the bit', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 20 }), (vector) => {
        const back = float64Vector.decode(float64Vector.encode(vector));
        expect(E.isRight(back) && bytes(back.right)).toBe(bytes(vector));
      }),
    );
  });

  it('writes little-endian IEEE 754 numbers', () => {
    // 1 = 0x3FF0000000000000, −2 = 0xC000000000000000
    expect(float64Vector.encode([1, -2])).toBe(
      Buffer.from('000000000000f03f00000000000000c0', 'hex').toString('base64'),
    );
  });

  it('accepts no other thing', () => {
    expect(E.isLeft(float64Vector.decode([1, 2]))).toBe(true);
  });
});
