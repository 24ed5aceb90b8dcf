/**
 * Tiles of six rows and eight columns, as those of `tiles.ts`: with fused multiply-add, twelve
 * vectors of C, two of B and one of A fill the registers of a processor with 16. Strides in bytes.
 */
import { multiplyAdd } from './arithmetic';
import { put } from './tiles';

/** A tile of C from six rows of A and a panel of B with the given stride. */
export function tallTileOfRows(
  c: usize,
  strideC: usize,
  a: usize,
  strideA: usize,
  b: usize,
  strideB: usize,
  depth: usize,
  add: bool,
): void {
  let a0 = a;
  let a1 = a0 + strideA;
  let a2 = a1 + strideA;
  let a3 = a2 + strideA;
  let a4 = a3 + strideA;
  let a5 = a4 + strideA;
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  const end = a0 + (depth << 2);
  while (a0 < end) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    c00 = multiplyAdd(c00, x, left);
    c01 = multiplyAdd(c01, x, right);
    x = v128.load32_splat(a1);
    c10 = multiplyAdd(c10, x, left);
    c11 = multiplyAdd(c11, x, right);
    x = v128.load32_splat(a2);
    c20 = multiplyAdd(c20, x, left);
    c21 = multiplyAdd(c21, x, right);
    x = v128.load32_splat(a3);
    c30 = multiplyAdd(c30, x, left);
    c31 = multiplyAdd(c31, x, right);
    x = v128.load32_splat(a4);
    c40 = multiplyAdd(c40, x, left);
    c41 = multiplyAdd(c41, x, right);
    x = v128.load32_splat(a5);
    c50 = multiplyAdd(c50, x, left);
    c51 = multiplyAdd(c51, x, right);
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    a4 += 4;
    a5 += 4;
    b += strideB;
  }
  put(c, c00, c01, add);
  c += strideC;
  put(c, c10, c11, add);
  c += strideC;
  put(c, c20, c21, add);
  c += strideC;
  put(c, c30, c31, add);
  c += strideC;
  put(c, c40, c41, add);
  c += strideC;
  put(c, c50, c51, add);
}

/** A tile of C from a packed panel of A, `a[p][i]`, and a panel of B with the given stride. */
export function tallTileOfPanel(
  c: usize,
  strideC: usize,
  a: usize,
  b: usize,
  strideB: usize,
  depth: usize,
  add: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  const end = a + 24 * depth;
  while (a < end) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load32_splat(a);
    c00 = multiplyAdd(c00, x, left);
    c01 = multiplyAdd(c01, x, right);
    x = v128.load32_splat(a, 4);
    c10 = multiplyAdd(c10, x, left);
    c11 = multiplyAdd(c11, x, right);
    x = v128.load32_splat(a, 8);
    c20 = multiplyAdd(c20, x, left);
    c21 = multiplyAdd(c21, x, right);
    x = v128.load32_splat(a, 12);
    c30 = multiplyAdd(c30, x, left);
    c31 = multiplyAdd(c31, x, right);
    x = v128.load32_splat(a, 16);
    c40 = multiplyAdd(c40, x, left);
    c41 = multiplyAdd(c41, x, right);
    x = v128.load32_splat(a, 20);
    c50 = multiplyAdd(c50, x, left);
    c51 = multiplyAdd(c51, x, right);
    a += 24;
    b += strideB;
  }
  put(c, c00, c01, add);
  c += strideC;
  put(c, c10, c11, add);
  c += strideC;
  put(c, c20, c21, add);
  c += strideC;
  put(c, c30, c31, add);
  c += strideC;
  put(c, c40, c41, add);
  c += strideC;
  put(c, c50, c51, add);
}
