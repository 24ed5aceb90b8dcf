/**
 * Tiles of a product: eight vector registers that take up C while the rows of A and a panel of B pass by. Each element of C
 * is a plain sequential sum over the inner indices. Strides in bytes; a row of B's panel is 8 values wide.
 */
import { multiplyAdd } from './arithmetic';

/** Writes two vectors, added to what is there or in its place. */
export function put(c: usize, left: v128, right: v128, add: bool): void {
  if (add) {
    v128.store(c, f32x4.add(v128.load(c), left));
    v128.store(c, f32x4.add(v128.load(c, 16), right), 16);
  } else {
    v128.store(c, left);
    v128.store(c, right, 16);
  }
}

/** A tile of C from four rows of A, whose addresses are given, and a panel of B with the given stride. */
export function tileOfRows(
  c: usize,
  strideC: usize,
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
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
    a0 += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    b += strideB;
  }
  put(c, c00, c01, add);
  c += strideC;
  put(c, c10, c11, add);
  c += strideC;
  put(c, c20, c21, add);
  c += strideC;
  put(c, c30, c31, add);
}

/** A tile of C from a packed panel of A, `a[p][i]`, and a panel of B with the given stride. */
export function tileOfPanel(
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
  const end = a + (depth << 4);
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
    a += 16;
    b += strideB;
  }
  put(c, c00, c01, add);
  c += strideC;
  put(c, c10, c11, add);
  c += strideC;
  put(c, c20, c21, add);
  c += strideC;
  put(c, c30, c31, add);
}

/** Copies the part of a tile that lies inside C, added to what is there or in its place. */
export function putPart(c: usize, strideC: usize, tile: usize, height: usize, width: usize, add: bool): void {
  for (let i: usize = 0; i < height; i++) {
    for (let j: usize = 0; j < width; j++) {
      const value = load<f32>(tile + (j << 2));
      const at = c + (j << 2);
      store<f32>(at, add ? load<f32>(at) + value : value);
    }
    c += strideC;
    tile += 32;
  }
}
