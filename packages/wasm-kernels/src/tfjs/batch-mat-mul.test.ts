import * as tf from '@tensorflow/tfjs-core';
import * as fc from 'fast-check';
import { any, expectNear, expectSame, installed, ordinary, roundoff, smallest } from '../testing/kernels';
import { useWasm, values } from '../testing/kernels';
import { broadcastIndices } from './batch-mat-mul';

/** Batch shapes that broadcast against each other to `shape`, written out. */
const indicesByDefinition = (from: readonly number[], shape: readonly number[]): number[] => {
  const total = shape.reduce((a, b) => a * b, 1);
  return Array.from({ length: total }, (_, entry) => {
    let rest = entry;
    let index = 0;
    let stride = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const position = rest % shape[axis];
      rest = Math.floor(rest / shape[axis]);
      const size = from[axis - shape.length + from.length] ?? 1;
      index += size === 1 ? 0 : position * stride;
      stride *= size;
    }
    return index;
  });
};

const size = fc.integer({ min: 0, max: 13 });

/** A batch shape, and two that broadcast to it: axes of size 1 and missing axes. */
const batches = fc
  .array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      ones: fc.array(fc.constantFrom('both', 'a', 'b'), { minLength: shape.length, maxLength: shape.length }),
      missing: fc.integer({ min: 0, max: shape.length }),
    }),
  )
  .map(({ shape, ones, missing }) => ({
    shape,
    batchA: shape.map((entry, i) => (ones[i] === 'b' ? 1 : entry)),
    batchB: shape.map((entry, i) => (ones[i] === 'a' ? 1 : entry)).slice(missing),
  }));

const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

interface Case {
  readonly batchA: number[];
  readonly batchB: number[];
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

const cases = (entry: fc.Arbitrary<number>): fc.Arbitrary<Case> =>
  fc
    .tuple(batches, size, size, size, fc.boolean(), fc.boolean())
    .chain(([{ batchA, batchB }, m, k, n, transposeA, transposeB]) =>
      fc
        .tuple(values(entry, product(batchA) * m * k), values(entry, product(batchB) * k * n))
        .map(([a, b]) => ({ batchA, batchB, m, k, n, transposeA, transposeB, a, b })),
    );

const multiply = ({ batchA, batchB, m, k, n, transposeA, transposeB, a, b }: Case) =>
  tf.tidy(() => {
    const left = tf.tensor(a, [...batchA, ...(transposeA ? [k, m] : [m, k])]);
    const right = tf.tensor(b, [...batchB, ...(transposeB ? [n, k] : [k, n])]);
    const c = tf.matMul(left, right, transposeA, transposeB);
    return { shape: c.shape, values: c.dataSync() };
  });

const broadcastOf = ({ batchA, batchB }: Pick<Case, 'batchA' | 'batchB'>): number[] =>
  batchA.map((entry, i) => (entry === 1 ? (batchB.at(i - batchA.length) ?? 1) : entry));

/**
 * The definition in float64, and the largest error that k products and sums in float32 may make.
 */
const exact = (given: Case) => {
  const { m, k, n, transposeA, transposeB, a, b } = given;
  const batch = broadcastOf(given);
  const entriesA = indicesByDefinition(given.batchA, batch);
  const entriesB = indicesByDefinition(given.batchB, batch);
  const sums = new Float64Array(entriesA.length * m * n);
  const errors = new Float64Array(sums.length);
  sums.forEach((_, at) => {
    const [entry, i, j] = [Math.floor(at / (m * n)), Math.floor(at / n) % m, at % n];
    for (let p = 0; p < k; p++) {
      const x = a[entriesA[entry] * m * k + (transposeA ? p * m + i : i * k + p)];
      const y = b[entriesB[entry] * k * n + (transposeB ? j * k + p : p * n + j)];
      sums[at] += x * y;
      errors[at] += 1.01 * (k + 2) * roundoff * Math.abs(x * y) + smallest;
    }
  });
  return { shape: [...batch, m, n], sums, errors };
};

describe('the matrix product of tfjs', () => {
  beforeAll(useWasm);

  it('finds the entries that are broadcast to each entry of a batch', () => {
    expect(broadcastIndices([2, 1], [2, 3])).toEqual([0, 0, 0, 1, 1, 1]);
    expect(broadcastIndices([3], [2, 3])).toEqual([0, 1, 2, 0, 1, 2]);
    fc.assert(
      fc.property(batches, ({ batchA, batchB }) => {
        const batch = broadcastOf({ batchA, batchB });
        expect(broadcastIndices(batchA, batch)).toEqual(indicesByDefinition(batchA, batch));
        expect(broadcastIndices(batchB, batch)).toEqual(indicesByDefinition(batchB, batch));
      }),
    );
  });

  it('is its definition for any batches that broadcast, empty ones too', () => {
    fc.assert(
      fc.property(cases(ordinary), (given) => {
        const { shape, sums, errors } = exact(given);
        const found = installed(() => multiply(given));
        expect(found.shape).toEqual(shape);
        expectNear(found.values, sums, (i) => errors[i]);
      }),
    );
  });

  it('agrees with the stock kernel within rounding where that answers rightly: one batch axis, nothing empty', () => {
    const answered = fc
      .tuple(cases(ordinary), fc.integer({ min: 1, max: 3 }), fc.constantFrom('both', 'a', 'b'))
      .filter(([{ m, k, n }]) => m > 0 && k > 0 && n > 0)
      .chain(([{ m, k, n, transposeA, transposeB }, batch, one]) => {
        const [batchA, batchB] = [one === 'a' ? [1] : [batch], one === 'b' ? [1] : [batch]];
        return fc.record({
          ...{ batchA: fc.constant(batchA), batchB: fc.constant(batchB) },
          ...{ m: fc.constant(m), k: fc.constant(k), n: fc.constant(n) },
          ...{ transposeA: fc.constant(transposeA), transposeB: fc.constant(transposeB) },
          ...{ a: values(ordinary, batchA[0] * m * k), b: values(ordinary, batchB[0] * k * n) },
        });
      });
    fc.assert(
      fc.property(answered, (given) => {
        const ours = installed(() => multiply(given));
        const stock = multiply(given);
        const { errors } = exact(given);
        expect(ours.shape).toEqual(stock.shape);
        expectNear(ours.values, stock.values, (i) => 2 * errors[i]);
      }),
    );
  });

  it('repeats itself bit by bit, NaN and infinities included', () => {
    fc.assert(
      fc.property(cases(any), (given) => {
        expectSame(installed(() => multiply(given)).values, installed(() => multiply(given)).values);
      }),
      { numRuns: 30 },
    );
  });

  it('rejects what the stock kernel rejects, with its message', () => {
    const [a, b] = [tf.zeros([2, 3]), tf.zeros([2, 3])];
    const message = (): string => {
      try {
        tf.matMul(a, b);
        return '';
      } catch (error) {
        return String(error);
      }
    };
    expect(installed(message)).toBe(message());
    expect(message()).toContain('inner shapes');
    tf.dispose([a, b]);
  });
});
