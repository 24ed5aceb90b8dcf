import * as fc from 'fast-check';
import type { HeapMatrix } from './heap-matrix';
import type { LinearAlgebra } from './linear-algebra';
import {
  any,
  expectNear,
  expectSame,
  length,
  linearAlgebra,
  ordinary,
  roundoff,
  smallest,
  useWasm,
  values,
} from './testing/kernels';

interface Case {
  readonly rows: number;
  readonly columns: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly bias: Float32Array;
  readonly factors: Float32Array;
}

const cases = (entry: fc.Arbitrary<number>, rows = length): fc.Arbitrary<Case> =>
  fc.tuple(rows, length).chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      x: values(entry, rows * columns),
      y: values(entry, rows * columns),
      bias: values(entry, columns),
      factors: values(entry, rows),
    }),
  );

interface Places {
  readonly x: HeapMatrix;
  readonly y: HeapMatrix;
  readonly bias: HeapMatrix;
  readonly factors: HeapMatrix;
}

/** Loads a case and reads what the operation says is its target. */
const apply = (la: LinearAlgebra, given: Case, operation: (places: Places) => HeapMatrix): Float64Array => {
  const { rows, columns } = given;
  const shapes = { x: [rows, columns], y: [rows, columns], bias: [1, columns], factors: [rows, 1] } as const;
  return la.withScratch(shapes, (places) => {
    la.write(given.x, places.x);
    la.write(given.y, places.y);
    la.write(given.bias, places.bias);
    la.write(given.factors, places.factors);
    return la.read(operation(places));
  });
};

const f = Math.fround;

describe('operations on rows', () => {
  beforeAll(useWasm);

  it('add a bias, and take the function of the sum like the operation of that name', () => {
    const la = linearAlgebra();
    fc.assert(
      fc.property(cases(any), fc.boolean(), (given, inPlace) => {
        const biased = Float32Array.from(given.x, (value, i) => f(value + given.bias[i % given.columns]));
        const target = ({ x, y }: Places): HeapMatrix => (inPlace ? x : y);
        const through = (operation: 'tanh' | 'relu'): Float64Array =>
          apply(la, { ...given, x: biased }, ({ x }) => (la[operation](x, x), x));
        const found = (operation: 'addBias' | 'addBiasTanh' | 'addBiasRelu'): Float64Array =>
          apply(la, given, (places) => {
            la[operation](places.x, places.bias, target(places));
            return target(places);
          });
        expectSame(found('addBias'), biased);
        expectSame(found('addBiasTanh'), through('tanh'));
        expectSame(found('addBiasRelu'), through('relu'));
      }),
    );
  });

  /** The function of a layer at many values, as one row, and at every length of a row. */
  const layer =
    (operation: 'addBiasElu' | 'addBiasLeakyRelu' | 'addBiasSoftplus') =>
    (z: Float32Array): Float64Array => {
      const la = linearAlgebra();
      return la.withScratch({ x: [1, z.length], bias: [1, z.length] }, ({ x, bias }) => {
        la.write(z, x);
        la.write(
          z.map(() => -0),
          bias,
        );
        la[operation](x, bias, x);
        return la.read(x);
      });
    };

  const grid = Float32Array.from({ length: 200_001 }, (_, i) => (i - 100_000) * 1.2e-3 + 1e-6);
  const special = Float32Array.of(-Infinity, -200, 0, 50, Infinity, NaN);

  it('add a bias, and take elu of the sum: within 1.2e-7, and near 0 with relative accuracy', () => {
    const elu = layer('addBiasElu');
    const exact = (z: number): number => (z > 0 ? z : Math.expm1(z));
    expectNear(elu(grid), Array.from(grid, exact), () => 1.2e-7);
    const tiny = Float32Array.from({ length: 2000 }, (_, i) => -(2 ** (-i / 16)));
    expectNear(elu(tiny), Array.from(tiny, exact), (i) => 6 * roundoff * -tiny[i] + smallest);
    expectSame(elu(special), [-1, -1, 0, 50, Infinity, NaN]);
  });

  it('add a bias, and take softplus of the sum: within 3 units in the last place', () => {
    const softplus = layer('addBiasSoftplus');
    const exact = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    expectNear(softplus(grid), Array.from(grid, exact), (i) =>
      Math.max(6 * roundoff * exact(grid[i]), smallest),
    );
    expectSame(softplus(special), [0, 0, f(Math.LN2), 50, Infinity, NaN]);
  });

  it('add a bias, and keep a hundredth of the sum where it is negative', () => {
    expectSame(
      layer('addBiasLeakyRelu')(grid),
      Array.from(grid, (z) => (z > 0 ? z : f(f(0.01) * z))),
    );
    expectSame(layer('addBiasLeakyRelu')(special), [-Infinity, f(f(0.01) * -200), 0, 50, Infinity, NaN]);
  });

  it('add the bias of each column before these functions, in place or not', () => {
    const la = linearAlgebra();
    const functions = fc.constantFrom('addBiasElu', 'addBiasLeakyRelu', 'addBiasSoftplus');
    fc.assert(
      fc.property(functions, cases(any), fc.boolean(), (operation, given, inPlace) => {
        const biased = Float32Array.from(given.x, (value, i) => f(value + given.bias[i % given.columns]));
        const target = ({ x, y }: Places): HeapMatrix => (inPlace ? x : y);
        expectSame(
          apply(la, given, (places) => {
            la[operation](places.x, places.bias, target(places));
            return target(places);
          }),
          layer(operation)(biased),
        );
      }),
    );
  });

  it('scale each row', () => {
    const la = linearAlgebra();
    fc.assert(
      fc.property(cases(any), (given) => {
        const expected = given.x.map((value, i) => value * given.factors[Math.floor(i / given.columns)]);
        expectSame(
          apply(la, given, ({ x, factors }) => (la.scaleRows(x, factors, x), x)),
          expected,
        );
      }),
    );
  });

  it('add each row times a number to what is there', () => {
    const la = linearAlgebra();
    fc.assert(
      fc.property(cases(any), (given) => {
        const expected = given.x.map((value, i) =>
          f(given.y[i] + f(value * given.factors[Math.floor(i / given.columns)])),
        );
        expectSame(
          apply(la, given, ({ x, y, factors }) => (la.addScaledRows(x, factors, y), y)),
          expected,
        );
      }),
    );
  });

  it('regroup rows: the first rows of all groups come first, then the second, …', () => {
    const la = linearAlgebra();
    const sizes = fc.tuple(fc.nat(6), fc.nat(6), length);
    fc.assert(
      fc.property(sizes, ([groups, size, columns]) => {
        const rows = groups * size;
        const source = Array.from({ length: rows * columns }, (_, i) => i);
        const expected = Array.from({ length: size }, (_, j) =>
          Array.from({ length: groups }, (__, i) =>
            source.slice((i * size + j) * columns, (i * size + j + 1) * columns),
          ),
        ).flat(2);
        la.withScratch({ x: [rows, columns], y: [rows, columns] }, ({ x, y }) => {
          la.write(source, x);
          la.regroupRows(x, size, y);
          expectSame(la.read(y), expected);
        });
      }),
    );
  });

  it('refuse to regroup rows in place, and rows that are no whole groups', () => {
    const la = linearAlgebra();
    la.withScratch({ x: [6, 2], y: [6, 2] }, ({ x, y }) => {
      expect(() => {
        la.regroupRows(x, 2, x);
      }).toThrow('apart from its sources');
      expect(() => {
        la.regroupRows(x, 4, y);
      }).toThrow('Expected 6 rows to be groups of one size, found the size 4.');
      expect(() => {
        la.regroupRows(x, 0, y);
      }).toThrow('found the size 0');
    });
  });

  it('sum rows, columns and products of rows within the rounding of float32', () => {
    const la = linearAlgebra();
    fc.assert(
      fc.property(cases(ordinary, fc.integer({ min: 0, max: 20 })), (given) => {
        const { rows, columns, x, y } = given;
        const sum = (indices: readonly number[], term: (i: number) => number): number =>
          indices.reduce((total, i) => total + term(i), 0);
        const row = (r: number): number[] => Array.from({ length: columns }, (_, c) => r * columns + c);
        const column = (c: number): number[] => Array.from({ length: rows }, (_, r) => r * columns + c);
        const check = (
          found: Float64Array,
          lines: readonly (readonly number[])[],
          term: (i: number) => number,
        ): void => {
          expectNear(
            found,
            lines.map((line) => sum(line, term)),
            (i) => (lines[i].length + 1) * (roundoff * sum(lines[i], (j) => Math.abs(term(j))) + smallest),
          );
        };
        const allRows = Array.from({ length: rows }, (_, r) => row(r));
        const allColumns = Array.from({ length: columns }, (_, c) => column(c));
        check(
          apply(la, given, ({ x: from, factors }) => (la.rowSums(from, factors), factors)),
          allRows,
          (i) => x[i],
        );
        check(
          apply(la, given, ({ x: from, bias }) => (la.columnSums(from, bias), bias)),
          allColumns,
          (i) => x[i],
        );
        check(
          apply(la, given, ({ x: from, y: other, factors }) => (la.rowDots(from, other, factors), factors)),
          allRows,
          (i) => x[i] * y[i],
        );
      }),
    );
  });

  it('stay accurate over long sums', () => {
    const la = linearAlgebra();
    const n = 100_000;
    la.withScratch({ x: [n, 1], sum: [1, 1] }, ({ x, sum }) => {
      la.write(new Float32Array(n).fill(0.1), x);
      la.columnSums(x, sum);
      expect(Math.abs(la.read(sum)[0] / n - f(0.1))).toBeLessThan(1e-6);
      la.rowSums({ ...x, rows: 1, columns: n }, sum);
      expect(Math.abs(la.read(sum)[0] / n - f(0.1))).toBeLessThan(1e-6);
    });
  });

  it('refuse biases, factors and targets of another length', () => {
    const la = linearAlgebra();
    la.withScratch({ x: [2, 3], one: [1, 2], column: [3, 1] }, ({ x, one, column }) => {
      expect(() => {
        la.addBiasTanh(x, one, x);
      }).toThrow('Expected the bias to be 1 x 3, found 1 x 2.');
      expect(() => {
        la.scaleRows(x, column, x);
      }).toThrow('Expected the factors to be 2 x 1, found 3 x 1.');
      expect(() => {
        la.rowSums(x, column);
      }).toThrow('Expected the row sums to be 2 x 1, found 3 x 1.');
      expect(() => {
        la.rowDots(x, x, one);
      }).toThrow('Expected the row products to be 2 x 1, found 1 x 2.');
      expect(() => {
        la.columnSums(x, one);
      }).toThrow('Expected the column sums to be 1 x 3, found 1 x 2.');
    });
  });
});
