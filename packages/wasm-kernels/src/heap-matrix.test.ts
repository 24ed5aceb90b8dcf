import type { HeapMatrix } from './heap-matrix';
import { addressOf, expectApart, expectShape, sizeOf, transposed, view } from './heap-matrix';

const matrix = (rows: number, columns: number): HeapMatrix => ({
  address: 1024,
  rows,
  columns,
  lease: { live: true },
});

describe('a matrix on the heap', () => {
  it('has a size that is the product of integers', () => {
    expect(sizeOf([3, 4])).toBe(12);
    expect(sizeOf([0, 4])).toBe(0);
    for (const rows of [-1, 0.5, NaN, Infinity]) {
      expect(() => sizeOf([rows, 2])).toThrow(RangeError);
      expect(() => sizeOf([2, rows])).toThrow(RangeError);
    }
  });

  it('lends parts of itself, and nothing beyond its end', () => {
    const whole = matrix(5, 4);
    expect(view(whole, 8, [3, 4])).toEqual({ ...whole, address: 1024 + 32, rows: 3 });
    expect(view(whole, 20, [0, 4])).toEqual({ ...whole, address: 1024 + 80, rows: 0 });
    expect(() => view(whole, 9, [3, 4])).toThrow(
      'Expected a view inside 5 x 4 elements, found 3 x 4 from element 9 on.',
    );
    expect(() => view(whole, -1, [1, 1])).toThrow(RangeError);
    expect(() => view(whole, 1.5, [1, 1])).toThrow(RangeError);
  });

  it('has an address as long as its memory is held', () => {
    expect(addressOf(matrix(1, 1))).toBe(1024);
    expect(() => addressOf({ ...matrix(1, 1), lease: { live: false } })).toThrow('memory was freed');
  });

  it('is transposed as a factor only, without a copy', () => {
    const whole = matrix(2, 3);
    expect(transposed(whole).transposeOf).toBe(whole);
  });

  it('is refused where another shape is expected', () => {
    expectShape('the bias', matrix(1, 3), 1, 3);
    expect(() => {
      expectShape('the bias', matrix(1, 3), 1, 4);
    }).toThrow(new RangeError('Expected the bias to be 1 x 4, found 1 x 3.'));
  });

  it('lies apart from another when they share no byte', () => {
    const whole = matrix(4, 4);
    const [upper, lower] = [view(whole, 0, [2, 4]), view(whole, 8, [2, 4])];
    expectApart(upper, lower);
    expectApart(lower, upper);
    expectApart(view(whole, 4, [0, 4]), upper);
    expect(() => {
      expectApart(whole, lower);
    }).toThrow(RangeError);
    expect(() => {
      expectApart(view(whole, 7, [1, 4]), lower);
    }).toThrow(RangeError);
  });
});
