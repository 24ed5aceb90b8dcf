import * as fc from 'fast-check';
import type { Factor, HeapMatrix } from './heap-matrix';
import { transposed, view } from './heap-matrix';
import type { LinearAlgebra } from './linear-algebra';
import {
  any,
  arithmetics,
  expectNear,
  expectSame,
  length,
  linearAlgebra,
  ordinary,
  roundoff,
  smallest,
} from './testing/kernels';
import { useWasm, values } from './testing/kernels';

interface Case {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly c: Float32Array;
}

const cases = (entry: fc.Arbitrary<number>, size: fc.Arbitrary<number> = length): fc.Arbitrary<Case> =>
  fc
    .tuple(size, size, size, fc.boolean(), fc.boolean())
    .chain(([m, k, n, transposeA, transposeB]) =>
      fc
        .tuple(values(entry, m * k), values(entry, k * n), values(ordinary, m * n))
        .map(([a, b, c]) => ({ m, k, n, transposeA, transposeB, a, b, c })),
    );

/**
 * The definition in float64, and the largest error that k products and sums in float32 may make.
 */
const exact = ({ m, k, n, transposeA, transposeB, a, b }: Case) => {
  const sums = new Float64Array(m * n);
  const errors = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let p = 0; p < k; p++) {
        const term = (transposeA ? a[p * m + i] : a[i * k + p]) * (transposeB ? b[j * k + p] : b[p * n + j]);
        sums[i * n + j] += term;
        errors[i * n + j] += 1.01 * (k + 2) * roundoff * Math.abs(term) + smallest;
      }
    }
  }
  return { sums, errors };
};

const run = (
  la: LinearAlgebra,
  { m, k, n, transposeA, transposeB, a, b, c }: Case,
  multiply: (x: Factor, y: Factor, z: HeapMatrix) => void,
): Float64Array =>
  la.withScratch(
    { a: transposeA ? [k, m] : [m, k], b: transposeB ? [n, k] : [k, n], c: [m, n] },
    (matrices) => {
      la.write(a, matrices.a);
      la.write(b, matrices.b);
      la.write(c, matrices.c);
      const left = transposeA ? transposed(matrices.a) : matrices.a;
      multiply(left, transposeB ? transposed(matrices.b) : matrices.b, matrices.c);
      return la.read(matrices.c);
    },
  );

/** Numbers in ±[1, 2): of up to 20 products of them, float64 holds every partial sum exactly. */
const nearOne = fc
  .tuple(fc.float({ min: 1, max: Math.fround(1.9999), noNaN: true }), fc.constantFrom(-1, 1))
  .map(([size, sign]) => sign * size);

const sumOf = {
  strict: (sum: number, x: number, y: number): number => Math.fround(Math.fround(x * y) + sum),
  fused: (sum: number, x: number, y: number): number => Math.fround(x * y + sum),
};

describe.each(arithmetics)('matrix products, $name', (arithmetic) => {
  beforeAll(useWasm);

  it('are sums of products within the rounding of float32, whatever the sizes and transposes', () => {
    const la = linearAlgebra(arithmetic);
    fc.assert(
      fc.property(cases(ordinary), (given) => {
        const { sums, errors } = exact(given);
        expectNear(run(la, given, la.matMul), sums, (i) => errors[i]);
      }),
    );
  });

  it('add to what is there when told so', () => {
    const la = linearAlgebra(arithmetic);
    fc.assert(
      fc.property(cases(ordinary), (given) => {
        const { sums, errors } = exact(given);
        const total = sums.map((sum, i) => sum + given.c[i]);
        expectNear(
          run(la, given, la.matMulAdd),
          total,
          (i) => errors[i] + 2 * roundoff * (Math.abs(given.c[i]) + Math.abs(sums[i])),
        );
      }),
    );
  });

  it('reach across the blocks of inner indices, rows and columns', () => {
    const la = linearAlgebra(arithmetic);
    const sizes = [
      [3, 515, 9],
      [130, 257, 5],
      [5, 6, 523],
      [261, 3, 17],
      [2, 600, 37],
      [1, 257, 16],
      [19, 513, 2],
      [33, 259, 1],
    ] as const;
    for (const [m, k, n] of sizes) {
      for (const [transposeA, transposeB] of [0, 1, 2, 3].map((bits) => [bits > 1, bits % 2 > 0])) {
        const entry = (i: number): number => Math.fround(Math.sin(i * 1.7));
        const a = Float32Array.from({ length: m * k }, (_, i) => entry(i));
        const b = Float32Array.from({ length: k * n }, (_, i) => entry(i + 0.3));
        const c = Float32Array.from({ length: m * n }, (_, i) => entry(i + 0.6));
        const given = { m, k, n, transposeA, transposeB, a, b, c };
        const { sums, errors } = exact(given);
        expectNear(run(la, given, la.matMul), sums, (i) => errors[i]);
        const total = sums.map((sum, i) => sum + c[i]);
        expectNear(run(la, given, la.matMulAdd), total, (i) => errors[i] + 4 * roundoff * Math.abs(total[i]));
      }
    }
  });

  it('are NaN or infinite exactly where the definition is', () => {
    const la = linearAlgebra(arithmetic);
    const kind = (value: number): string =>
      Number.isNaN(value) ? 'NaN' : Number.isFinite(value) ? 'finite' : value > 0 ? 'infinity' : '-infinity';
    fc.assert(
      fc.property(cases(any, fc.integer({ min: 0, max: 11 })), (given) => {
        const small = given.a.map((value) => (value === Math.fround(1e30) ? 1 : value));
        const { sums } = exact({ ...given, a: small });
        expect(Array.from(run(la, { ...given, a: small }, la.matMul), kind)).toEqual(Array.from(sums, kind));
      }),
    );
  });

  it('have rows that do not depend on how many other rows there are, bit by bit', () => {
    const la = linearAlgebra(arithmetic);
    const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 300 }));
    const columns = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 21 }));
    const given = fc.tuple(sizes, columns, fc.boolean(), fc.infiniteStream(ordinary));
    fc.assert(
      fc.property(given, ([[m, k], n, transposeB, numbers]) => {
        const take = (count: number): number[] =>
          Array.from({ length: count }, () => Number(numbers.next().value));
        la.withScratch(
          { a: [m, k], b: transposeB ? [n, k] : [k, n], c: [m, n], row: [1, n] },
          ({ a, b, c, row }) => {
            la.write(take(m * k), a);
            la.write(take(k * n), b);
            const right = transposeB ? transposed(b) : b;
            la.matMul(a, right, c);
            for (let i = 0; i < m; i++) {
              la.matMul(view(a, i * k, [1, k]), right, row);
              expectSame(la.read(row), la.read(view(c, i * n, [1, n])));
            }
          },
        );
      }),
      { numRuns: 40 },
    );
  });

  it('add product by product in order, rounded as the arithmetic has it, bit by bit', () => {
    const la = linearAlgebra(arithmetic);
    const add = sumOf[arithmetic.name];
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 3, max: 21 }),
    );
    const given = sizes.chain(([m, k, n]) =>
      fc.tuple(
        fc.constant([m, k, n]),
        values(nearOne, m * k),
        values(nearOne, k * n),
        fc.boolean(),
        fc.boolean(),
      ),
    );
    fc.assert(
      fc.property(given, ([[m, k, n], a, b, transposeA, transposeB]) => {
        const c = new Float32Array(m * n);
        const expected = Float64Array.from(c, (_, at) => {
          const [i, j] = [Math.floor(at / n), at % n];
          return Array.from({ length: k }, (_, p) => p).reduce(
            (sum, p) =>
              add(sum, transposeA ? a[p * m + i] : a[i * k + p], transposeB ? b[j * k + p] : b[p * n + j]),
            0,
          );
        });
        expectSame(run(la, { m, k, n, transposeA, transposeB, a, b, c }, la.matMul), expected);
      }),
      { numRuns: 60 },
    );
  });

  it('repeat themselves bit by bit', () => {
    const la = linearAlgebra(arithmetic);
    fc.assert(
      fc.property(cases(any), (given) => {
        expectSame(run(la, given, la.matMul), run(la, given, la.matMul));
      }),
      { numRuns: 30 },
    );
  });

  it('refuse shapes that do not fit and targets that overlap a factor', () => {
    const la = linearAlgebra(arithmetic);
    la.withScratch({ a: [2, 3], b: [3, 4], c: [2, 4] }, ({ a, b, c }) => {
      expect(() => {
        la.matMul(a, transposed(b), c);
      }).toThrow('Expected inner sizes to agree, found 2 x 3 times 4 x 3.');
      expect(() => {
        la.matMul(a, b, a);
      }).toThrow('Expected the product to be 2 x 4, found 2 x 3.');
      expect(() => {
        la.matMul(a, b, view(b, 1, [2, 4]));
      }).toThrow('apart from its sources');
    });
  });
});
