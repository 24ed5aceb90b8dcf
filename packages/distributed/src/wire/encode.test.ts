import { decode } from './decode';
import { encode } from './encode';
import { longestInline } from './format';

it('is plain data only', () => {
  const deep: unknown = Array.from({ length: 70 }).reduce<unknown>((inner) => [inner], 'deep');
  const own: unknown = JSON.parse('{"__proto__": 1}');
  for (const [value, message] of [
    [() => 1, 'value: expected plain data, found a function'],
    [{ a: [1n] }, 'value.a.0: expected plain data, found a bigint'],
    [{ at: new Map() }, 'value.at: expected plain data, found [object Map]'],
    [deep, 'expected at most 64 levels, found more'],
    ['\ud800', 'value: expected well-formed text, found a surrogate that stands alone'],
    [own, 'value: expected no field __proto__, found one'],
  ] as const)
    expect(() => encode(value)).toThrow(message);
});

it('is of the size of its numbers', () => {
  expect(encode(Array.from({ length: 1000 }, (_, i) => Math.sqrt(i))).length).toBeLessThan(8 * 1000 + 16);
});

it('has one NaN in numbers and lists, and leaves those of typed arrays as they are', () => {
  const own = Float64Array.of(NaN, 1);
  const other = new Float64Array(own);
  new Uint8Array(other.buffer).set([1, 2, 3, 4, 5, 6, 0xff, 0xff]);
  for (const value of [
    (x: Float64Array) => x[0],
    (x: Float64Array) => [...x],
    (x: Float64Array) => ({ x: x[0] }),
  ])
    expect(encode(value(other))).toEqual(encode(value(own)));
  const found = decode(encode({ own, other }));
  const { right } = found as { readonly right: { readonly own: Float64Array; readonly other: Float64Array } };
  const bytes = ({ buffer }: Float64Array) => [...new Uint8Array(buffer)];
  expect([bytes(right.own), bytes(right.other)]).toEqual([bytes(own), bytes(other)]);
});

it('offers what is long to be kept aside, and keeps what nobody takes', () => {
  const offered: number[] = [];
  const value = [new Uint8Array(longestInline), new Uint8Array(longestInline + 1)];
  const bytes = encode(value, (blob) => {
    offered.push(blob.length);
    return undefined;
  });
  expect(offered).toEqual([longestInline + 1]);
  expect(bytes).toEqual(encode(value));
});
