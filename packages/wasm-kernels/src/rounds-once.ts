import type { Memory } from './web-assembly';

type Kernel = (...args: readonly number[]) => number;

/** The kernels that are tried. */
interface Tried {
  readonly matMul: Kernel;
  readonly matMulScratch: Kernel;
}

/** Values of each kind that are tried: x y + z for all pairs of (x, z) with y. */
const count = 18;
const bytes = 4 * count;

/** Numbers in [1, 2) without a pattern: the fractions of multiples of a factor. */
const spread = (factor: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => 1 + ((i * factor) % 1));

/**
 * Whether products add with one rounding: x y + z must be the exact value rounded to float32.
 * Whoever may round twice, as WebAssembly allows a relaxed multiply-add, is found out by most of
 * these: z is near −x y, so that what a product loses shows. Float64 holds them exactly: x y has at
 * most 48 bits, and the sum no more than 49.
 */
export const roundsOnce = ({ matMul, matMulScratch }: Tried, { buffer }: Memory): boolean => {
  const [x, y] = [spread(0.6180339887498949), spread(0.41421356237309515)];
  // (1 + 2⁻¹²)² − (1 + 2⁻¹¹) is 2⁻²⁴, or 0 where the square is rounded first.
  x[0] = y[0] = 1 + 1 / 4096;
  const z = x.map((value, i) => (i === 0 ? -(1 + 1 / 2048) : -value * (1 + i / count)));
  const floats = new Float32Array(buffer);
  const [a, b, c, scratch] = [0, 2 * bytes, 4 * bytes, (4 + count) * bytes];
  if (scratch + matMulScratch(count, 2, count, 0) > buffer.byteLength)
    throw new RangeError('Expected room for the products that are tried, found a memory too small.');
  x.forEach((value, i) => {
    floats.set([z[i], value], a / 4 + 2 * i);
  });
  floats.fill(1, b / 4, b / 4 + count);
  floats.set(y, b / 4 + count);
  matMul(c, a, b, count, 2, count, 0, 0, 0, scratch);
  return x.every((value, i) =>
    y.every((other, j) => floats[c / 4 + i * count + j] === Math.fround(value * other + z[i])),
  );
};
