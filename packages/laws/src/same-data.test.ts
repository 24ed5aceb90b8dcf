import * as fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { sameData } from './same-data';

describe('sameData', () => {
  it('holds between data and its clone', () => {
    fc.assert(
      fc.property(
        fc.anything({ withMap: true, withSet: true, withDate: true, withTypedArray: true }),
        (x) => {
          expect(sameData(x, structuredClone(x))).toBe(true);
        },
      ),
    );
  });

  it('agrees with comparison of the JSON text where keys have one order', () => {
    const bit = fc.nat(1);
    const small = fc.array(fc.record({ a: bit, b: fc.array(bit, { maxLength: 1 }) }), { maxLength: 2 });
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(sameData(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('does not mind the realm', () => {
    expect(sameData(runInNewContext('({ a: [1, { b: 2 }] })'), { a: [1, { b: 2 }] })).toBe(true);
    expect(sameData(runInNewContext('Float64Array.of(1)'), Float64Array.of(1))).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['numbers', 1, 2],
    ['zeros', 0, -0],
    ['null and a record', null, {}],
    ['an array and a typed array', [1], Float64Array.of(1)],
    ['precisions', Float32Array.of(1), Float64Array.of(1)],
    ['lengths', [1], [1, 2]],
    ['entries of typed arrays', Float64Array.of(1, 2), Float64Array.of(1, 3)],
    ['a missing and an undefined field', { a: 1 }, { b: undefined }],
    ['a further field', { a: 1 }, { a: 1, b: 2 }],
    ['inherited and own fields', { toString: 1 }, { a: 1 }],
    ['a nested entry', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
    ['maps', new Map([[1, 2]]), new Map([[1, 3]])],
    ['sets', new Set([1]), new Set([2])],
    ['dates', new Date(1), new Date(2)],
    ['functions', () => 1, () => 1],
  ])('tells apart %s', (_, a, b) => {
    expect(sameData(a, b)).toBe(false);
    expect(sameData(b, a)).toBe(false);
  });
});
