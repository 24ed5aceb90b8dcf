import { isTyped, kindOf, typedArray, typedKinds } from './typed-array';

it('gives back every kind, with a copy of its bytes', () => {
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => i + 1);
  typedKinds.forEach((name, kind) => {
    const array = typedArray(kind, bytes);
    if (array === undefined) throw new Error('16 bytes fill an array of every kind');
    expect(Object.prototype.toString.call(array)).toBe(`[object ${name}]`);
    expect([isTyped(array), kindOf(array)]).toEqual([true, kind]);
    expect(Buffer.from(array.buffer)).toEqual(Buffer.from(bytes));
    expect(array.buffer).not.toBe(bytes.buffer);
  });
});

it('takes the bytes of a part of a buffer', () => {
  const part = Buffer.from('beside it: 12345678').subarray(-8);
  expect(typedArray(typedKinds.indexOf('Uint8Array'), part)).toEqual(
    Uint8Array.from(Buffer.from('12345678')),
  );
});

it('has no array for another kind, or for bytes that do not fill one', () => {
  expect(typedArray(typedKinds.length, new Uint8Array(8))).toBeUndefined();
  expect(typedArray(0, new Uint8Array(7))).toBeUndefined();
  expect([[], {}, new DataView(new ArrayBuffer(8)), new BigInt64Array(1)].some(isTyped)).toBe(false);
});
