/**
 * Products with at most two rows or at most two columns, such as the layers next to a small observation or action: tiles of
 * four rows and eight columns would spend most of their lanes on nothing. Strides in bytes.
 */
import { multiplyAdd } from './arithmetic';
import { DEPTH, smaller } from './packing';

/** Bytes of a tile of 2 × 16 values. */
const FLAT_TILE: usize = 128;

/** Two rows and sixteen columns of C: for each inner index two values of A meet sixteen of B. */
function flatTile(
  c: usize,
  c1: usize,
  a0: usize,
  a1: usize,
  stepA: usize,
  b: usize,
  strideB: usize,
  depth: usize,
  add: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c02 = f32x4.splat(0);
  let c03 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c12 = f32x4.splat(0);
  let c13 = f32x4.splat(0);
  for (let p: usize = 0; p < depth; p++) {
    const x = v128.load32_splat(a0);
    const y = v128.load32_splat(a1);
    let values = v128.load(b);
    c00 = multiplyAdd(c00, x, values);
    c10 = multiplyAdd(c10, y, values);
    values = v128.load(b, 16);
    c01 = multiplyAdd(c01, x, values);
    c11 = multiplyAdd(c11, y, values);
    values = v128.load(b, 32);
    c02 = multiplyAdd(c02, x, values);
    c12 = multiplyAdd(c12, y, values);
    values = v128.load(b, 48);
    c03 = multiplyAdd(c03, x, values);
    c13 = multiplyAdd(c13, y, values);
    a0 += stepA;
    a1 += stepA;
    b += strideB;
  }
  putFour(c, c00, c01, c02, c03, add);
  // With one row, the second is the first once more.
  if (c1 != c) putFour(c1, c10, c11, c12, c13, add);
}

function putFour(c: usize, v0: v128, v1: v128, v2: v128, v3: v128, add: bool): void {
  if (add) {
    v128.store(c, f32x4.add(v128.load(c), v0));
    v128.store(c, f32x4.add(v128.load(c, 16), v1), 16);
    v128.store(c, f32x4.add(v128.load(c, 32), v2), 32);
    v128.store(c, f32x4.add(v128.load(c, 48), v3), 48);
  } else {
    v128.store(c, v0);
    v128.store(c, v1, 16);
    v128.store(c, v2, 32);
    v128.store(c, v3, 48);
  }
}

/** Copies `width` (< 16) columns of B's rows to rows of 16, whose other values stay as they are. */
function packNarrow(panel: usize, b: usize, strideB: usize, depth: usize, width: usize): void {
  const whole = (width >> 2) << 4;
  for (let p: usize = 0; p < depth; p++) {
    for (let at: usize = 0; at < whole; at += 16) v128.store(panel + at, v128.load(b + at));
    for (let at = whole; at < width << 2; at += 4) store<f32>(panel + at, load<f32>(b + at));
    panel += 64;
    b += strideB;
  }
}

/** Bytes of scratch memory for a flat product. */
export function flatScratch(k: usize): usize {
  return FLAT_TILE + (smaller(k, DEPTH) << 6);
}

/**
 * C = A B, or C += A B with `add`, for m = 1 or 2 rows and B in rows. Element (i, p) of A lies at `a + i rowA + p stepA`. The
 * sums are those of the other products, bit by bit.
 */
export function flatProduct(
  c: usize,
  strideC: usize,
  a: usize,
  rowA: usize,
  stepA: usize,
  b: usize,
  strideB: usize,
  m: usize,
  k: usize,
  n: usize,
  add: bool,
  scratch: usize,
): void {
  const second: usize = m > 1 ? 1 : 0;
  const panel = scratch + FLAT_TILE;
  const whole = n & ~15;
  // The unused columns of the panel never get into C, but denormals that happen to be there would cost time.
  if (whole < n) memory.fill(panel, 0, smaller(k, DEPTH) << 6);
  for (let p: usize = 0; p < k; p += DEPTH) {
    const depth = smaller(DEPTH, k - p);
    const over = add || p > 0;
    const a0 = a + p * stepA;
    const a1 = a0 + second * rowA;
    const rows = b + p * strideB;
    for (let j: usize = 0; j < whole; j += 16) {
      const at = c + (j << 2);
      flatTile(at, at + second * strideC, a0, a1, stepA, rows + (j << 2), strideB, depth, over);
    }
    if (whole < n) {
      packNarrow(panel, rows + (whole << 2), strideB, depth, n - whole);
      flatTile(scratch, scratch + second * 64, a0, a1, stepA, panel, 64, depth, false);
      for (let i: usize = 0; i < m; i++) {
        for (let j = whole; j < n; j++) {
          const at = c + i * strideC + (j << 2);
          const value = load<f32>(scratch + (i << 6) + ((j - whole) << 2));
          store<f32>(at, over ? load<f32>(at) + value : value);
        }
      }
    }
  }
}

function sumOfLanes(values: v128): f32 {
  const low = f32x4.extract_lane(values, 0) + f32x4.extract_lane(values, 1);
  return low + (f32x4.extract_lane(values, 2) + f32x4.extract_lane(values, 3));
}

/** Adds the products of the last inner indices to a sum over the others and puts it into C. */
function putDot(c: usize, lanes: v128, a: usize, b: usize, left: usize, add: bool): void {
  let sum = sumOfLanes(lanes);
  for (let p: usize = 0; p < left; p++) sum += load<f32>(a + (p << 2)) * load<f32>(b + (p << 2));
  store<f32>(c, add ? load<f32>(c) + sum : sum);
}

/** Two columns of four rows of C: dot products of rows of A with columns of B that lie as rows. */
function dotTile(
  c: usize,
  strideC: usize,
  a: usize,
  strideA: usize,
  b0: usize,
  b1: usize,
  rows: usize,
  columns: usize,
  depth: usize,
  add: bool,
): void {
  // Rows past the last repeat it and are not put into C.
  let a0 = a;
  let a1 = rows > 1 ? a0 + strideA : a0;
  let a2 = rows > 2 ? a1 + strideA : a1;
  let a3 = rows > 3 ? a2 + strideA : a2;
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const end = b0 + ((depth & ~3) << 2);
  while (b0 < end) {
    const x = v128.load(b0);
    const y = v128.load(b1);
    let values = v128.load(a0);
    c00 = multiplyAdd(c00, values, x);
    c01 = multiplyAdd(c01, values, y);
    values = v128.load(a1);
    c10 = multiplyAdd(c10, values, x);
    c11 = multiplyAdd(c11, values, y);
    values = v128.load(a2);
    c20 = multiplyAdd(c20, values, x);
    c21 = multiplyAdd(c21, values, y);
    values = v128.load(a3);
    c30 = multiplyAdd(c30, values, x);
    c31 = multiplyAdd(c31, values, y);
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    b0 += 16;
    b1 += 16;
  }
  const left = depth & 3;
  for (let j: usize = 0; j < columns; j++) {
    const b = j == 0 ? b0 : b1;
    putDot(c, j == 0 ? c00 : c01, a0, b, left, add);
    if (rows > 1) putDot(c + strideC, j == 0 ? c10 : c11, a1, b, left, add);
    if (rows > 2) putDot(c + 2 * strideC, j == 0 ? c20 : c21, a2, b, left, add);
    if (rows > 3) putDot(c + 3 * strideC, j == 0 ? c30 : c31, a3, b, left, add);
    c += 4;
  }
}

/**
 * C = A B, or C += A B with `add`, for A in rows and n = 1 or 2 columns of B, column j at `b + j columnB`, its values next to
 * each other. Each element of C is the sum of four partial sums over every fourth inner index.
 */
export function dotProduct(
  c: usize,
  strideC: usize,
  a: usize,
  strideA: usize,
  b: usize,
  columnB: usize,
  m: usize,
  k: usize,
  n: usize,
  add: bool,
): void {
  for (let i: usize = 0; i < m; i += 4) {
    const rows = smaller(4, m - i);
    dotTile(c, strideC, a, strideA, b, b + (n - 1) * columnB, rows, n, k, add);
    c += strideC << 2;
    a += strideA << 2;
  }
}
