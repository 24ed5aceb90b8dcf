/**
 * C = A B for row-major float32 matrices, where A and B may be given transposed.
 *
 * The product is cut into blocks of DEPTH inner indices and WIDTH columns. The block of B is packed into panels of
 * 8 columns, so that a panel stays in the first-level cache while the rows of A pass by; a tile of 4 rows and 8
 * columns of C lives in eight vector registers. Every element of C is a plain sequential sum over each block of
 * inner indices, wherever its tile lies, so a row of C depends on the same row of A alone and not on how many
 * other rows there are.
 */

/** Inner indices of one block. */
const DEPTH: usize = 256;
/** Columns of one block: a packed block takes at most DEPTH × WIDTH × 4 bytes = 512 KiB. */
const WIDTH: usize = 512;
/** Rows that pass one panel before the next panel's turn: their part of A stays in the second-level cache. */
const HEIGHT: usize = 128;
/** With fewer rows than this, packing a B that already lies in rows costs more than it gains. */
const PACK_FROM_ROWS: usize = 24;
/** Bytes of one tile of 4 × 8 values, where tiles that overlap the border of C are put first. */
const TILE: usize = 128;

function smaller(a: usize, b: usize): usize {
  return a < b ? a : b;
}

/**
 * Bytes from one packed panel of A to the next. The additional cache line keeps the panels' rows out of step: at distances
 * that are a power of two they would all want the same lines of the first-level cache.
 */
function panelStrideA(depth: usize): usize {
  return (depth << 4) + 64;
}

/** Bytes of the packed block of B. */
function panelBytes(k: usize, n: usize): usize {
  return (smaller(k, DEPTH) * ((smaller(n, WIDTH) + 7) & ~7)) << 2;
}

/** Bytes of scratch memory that a product of these sizes needs. */
export function matMulScratch(m: usize, k: usize, n: usize, transposeA: bool): usize {
  const packedA = transposeA ? panelStrideA(smaller(k, DEPTH)) * ((smaller(m, HEIGHT) + 3) >> 2) : 0;
  return TILE + panelBytes(k, n) + packedA;
}

/** Packs columns `0…width−1` (width ≤ 8) of a B in rows into a panel, padded with zeros: panel[p][j] = b[p][j]. */
function packRows(panel: usize, b: usize, stride: usize, depth: usize, width: usize): void {
  if (width == 8) {
    for (let p: usize = 0; p < depth; p++) {
      v128.store(panel, v128.load(b));
      v128.store(panel, v128.load(b, 16), 16);
      panel += 32;
      b += stride;
    }
    return;
  }
  for (let p: usize = 0; p < depth; p++) {
    for (let j: usize = 0; j < 8; j++) {
      store<f32>(panel + (j << 2), j < width ? load<f32>(b + (j << 2)) : 0);
    }
    panel += 32;
    b += stride;
  }
}

/** Transposes four columns of the panel from four rows of B, four inner indices at a time. */
function packFour(panel: usize, b: usize, stride: usize, depth: usize): void {
  let b1 = b + stride;
  let b2 = b1 + stride;
  let b3 = b2 + stride;
  let p: usize = 0;
  for (; p + 4 <= depth; p += 4) {
    const r0 = v128.load(b);
    const r1 = v128.load(b1);
    const r2 = v128.load(b2);
    const r3 = v128.load(b3);
    const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(panel, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(panel, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
    v128.store(panel, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
    v128.store(panel, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
    panel += 128;
    b += 16;
    b1 += 16;
    b2 += 16;
    b3 += 16;
  }
  for (; p < depth; p++) {
    store<f32>(panel, load<f32>(b));
    store<f32>(panel, load<f32>(b1), 4);
    store<f32>(panel, load<f32>(b2), 8);
    store<f32>(panel, load<f32>(b3), 12);
    panel += 32;
    b += 4;
    b1 += 4;
    b2 += 4;
    b3 += 4;
  }
}

/** Packs columns `0…width−1` of a B that is given transposed: panel[p][j] = b[j][p], padded with zeros. */
function packColumns(panel: usize, b: usize, stride: usize, depth: usize, width: usize): void {
  if (width == 8) {
    packFour(panel, b, stride, depth);
    packFour(panel + 16, b + 4 * stride, stride, depth);
    return;
  }
  for (let p: usize = 0; p < depth; p++) {
    for (let j: usize = 0; j < 8; j++) {
      store<f32>(panel + (j << 2), j < width ? load<f32>(b + j * stride) : 0);
    }
    panel += 32;
    b += 4;
  }
}

/** Writes two vectors, added to what is there or in its place. */
function put(c: usize, left: v128, right: v128, add: bool): void {
  if (add) {
    v128.store(c, f32x4.add(v128.load(c), left));
    v128.store(c, f32x4.add(v128.load(c, 16), right), 16);
  } else {
    v128.store(c, left);
    v128.store(c, right, 16);
  }
}

/** A tile of C from four rows of A, whose addresses are given, and a panel of B with the given stride. */
function tileOfRows(
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
    c00 = f32x4.add(c00, f32x4.mul(x, left));
    c01 = f32x4.add(c01, f32x4.mul(x, right));
    x = v128.load32_splat(a1);
    c10 = f32x4.add(c10, f32x4.mul(x, left));
    c11 = f32x4.add(c11, f32x4.mul(x, right));
    x = v128.load32_splat(a2);
    c20 = f32x4.add(c20, f32x4.mul(x, left));
    c21 = f32x4.add(c21, f32x4.mul(x, right));
    x = v128.load32_splat(a3);
    c30 = f32x4.add(c30, f32x4.mul(x, left));
    c31 = f32x4.add(c31, f32x4.mul(x, right));
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
function tileOfPanel(
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
    c00 = f32x4.add(c00, f32x4.mul(x, left));
    c01 = f32x4.add(c01, f32x4.mul(x, right));
    x = v128.load32_splat(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(x, left));
    c11 = f32x4.add(c11, f32x4.mul(x, right));
    x = v128.load32_splat(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(x, left));
    c21 = f32x4.add(c21, f32x4.mul(x, right));
    x = v128.load32_splat(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(x, left));
    c31 = f32x4.add(c31, f32x4.mul(x, right));
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
function putPart(c: usize, strideC: usize, tile: usize, height: usize, width: usize, add: bool): void {
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

/** Packs B's block into panels, one after another; strides in bytes. */
function packB(panels: usize, b: usize, strideB: usize, transposed: bool, depth: usize, width: usize): void {
  for (let j: usize = 0; j < width; j += 8) {
    const columns = smaller(8, width - j);
    if (transposed) packColumns(panels, b + j * strideB, strideB, depth, columns);
    else packRows(panels, b + (j << 2), strideB, depth, columns);
    panels += depth << 5;
  }
}

/** Packs a block of an A that is given transposed into panels of four rows: panel[p][i] = a[p][i], zero-padded. */
function packA(panels: usize, a: usize, strideA: usize, depth: usize, height: usize): void {
  const whole = height & ~3;
  const stride = panelStrideA(depth);
  for (let p: usize = 0; p < depth; p++) {
    let panel = panels + (p << 4);
    let i: usize = 0;
    for (; i < whole; i += 4) {
      v128.store(panel, v128.load(a + (i << 2)));
      panel += stride;
    }
    if (i < height) {
      for (let q: usize = 0; q < 4; q++) {
        store<f32>(panel + (q << 2), i + q < height ? load<f32>(a + ((i + q) << 2)) : 0);
      }
    }
    a += strideA;
  }
}

/**
 * One block of C: `height` rows and `width` columns, summed over `depth` inner indices. `a` is a packed block
 * (`packedA`) or the first of rows that are `strideA` bytes apart. `panels` holds the packed panels of B; when B
 * was left in rows, only its last, partial panel is there and `b`, `strideB` lead to the others.
 */
function block(
  c: usize,
  strideC: usize,
  a: usize,
  strideA: usize,
  packedA: bool,
  panels: usize,
  b: usize,
  strideB: usize,
  packedB: bool,
  height: usize,
  width: usize,
  depth: usize,
  add: bool,
  tile: usize,
): void {
  for (let j: usize = 0; j < width; j += 8) {
    const columns = smaller(8, width - j);
    const direct = !packedB && columns == 8;
    const panel = direct ? b + (j << 2) : packedB ? panels + j * (depth << 2) : panels;
    const stridePanel: usize = direct ? strideB : 32;
    for (let i: usize = 0; i < height; i += 4) {
      const rows = smaller(4, height - i);
      const whole = rows == 4 && columns == 8;
      const at = c + i * strideC + (j << 2);
      const to = whole ? at : tile;
      const stride = whole ? strideC : 32;
      const over = whole && add;
      if (packedA) {
        tileOfPanel(to, stride, a + (i >> 2) * panelStrideA(depth), panel, stridePanel, depth, over);
      } else {
        // Rows past the last repeat it: their part of the tile is never copied into C.
        const a0 = a + i * strideA;
        const a1 = rows > 1 ? a0 + strideA : a0;
        const a2 = rows > 2 ? a1 + strideA : a1;
        const a3 = rows > 3 ? a2 + strideA : a2;
        tileOfRows(to, stride, a0, a1, a2, a3, panel, stridePanel, depth, over);
      }
      if (!whole) putPart(at, strideC, tile, rows, columns, add);
    }
  }
}

function clear(c: usize, count: usize): void {
  memory.fill(c, 0, count << 2);
}

/**
 * C (m × n) = A B, or C += A B with `accumulate`, where A is m × k (k × m in memory if `transposeA`) and B is
 * k × n (n × k in memory if `transposeB`). Addresses in bytes, 4-byte aligned. C must not overlap A or B; `scratch`
 * leads to `matMulScratch(m, k, n, transposeA)` bytes.
 */
export function matMul(
  c: usize,
  a: usize,
  b: usize,
  m: usize,
  k: usize,
  n: usize,
  transposeA: bool,
  transposeB: bool,
  accumulate: bool,
  scratch: usize,
): void {
  if (k == 0 && !accumulate) clear(c, m * n);
  const tile = scratch;
  const panels = tile + TILE;
  const packedA = panels + panelBytes(k, n);
  const packB_ = transposeB || m >= PACK_FROM_ROWS;
  const strideC = n << 2;
  const strideA = (transposeA ? m : k) << 2;
  const strideB = (transposeB ? k : n) << 2;
  for (let j: usize = 0; j < n; j += WIDTH) {
    const width = smaller(WIDTH, n - j);
    for (let p: usize = 0; p < k; p += DEPTH) {
      const depth = smaller(DEPTH, k - p);
      const add = accumulate || p > 0;
      const blockB = transposeB ? b + j * strideB + (p << 2) : b + p * strideB + (j << 2);
      if (packB_) packB(panels, blockB, strideB, transposeB, depth, width);
      else if (width & 7) packRows(panels, blockB + ((width & ~7) << 2), strideB, depth, width & 7);
      for (let i: usize = 0; i < m; i += HEIGHT) {
        const height = smaller(HEIGHT, m - i);
        let blockA = a + i * strideA + (p << 2);
        if (transposeA) {
          packA(packedA, a + p * strideA + (i << 2), strideA, depth, height);
          blockA = packedA;
        }
        const blockC = c + i * strideC + (j << 2);
        block(
          blockC,
          strideC,
          blockA,
          strideA,
          transposeA,
          panels,
          blockB,
          strideB,
          packB_,
          height,
          width,
          depth,
          add,
          tile,
        );
      }
    }
  }
}
