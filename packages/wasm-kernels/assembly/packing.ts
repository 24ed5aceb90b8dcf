/** Copies of blocks of the factors of a product, in the order in which its tiles read them. Strides in bytes. */

/** Inner indices of one block. */
export const DEPTH: usize = 256;

export function smaller(a: usize, b: usize): usize {
  return a < b ? a : b;
}

/**
 * Bytes from one packed panel of A to the next. The additional cache line keeps the panels' rows out of step: at distances
 * that are a power of two they would all want the same lines of the first-level cache.
 */
export function panelStrideA(depth: usize, rows: usize): usize {
  return rows * (depth << 2) + 64;
}

/**
 * Rows of the next tile where `left` rows are left. Fused multiply-add needs no register for the
 * products, so there is room for six rows, unless tiles of four are filled better.
 */
export function rowsOfTile(left: usize): usize {
  return FUSED && left > 5 && left != 7 && left != 8 && left != 11 ? 6 : 4;
}

/** Packs columns `0…width−1` (width ≤ 8) of a B in rows into a panel, padded with zeros: panel[p][j] = b[p][j]. */
export function packRows(panel: usize, b: usize, stride: usize, depth: usize, width: usize): void {
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

/** Packs B's block into panels, one after another; strides in bytes. */
export function packB(
  panels: usize,
  b: usize,
  strideB: usize,
  transposed: bool,
  depth: usize,
  width: usize,
): void {
  for (let j: usize = 0; j < width; j += 8) {
    const columns = smaller(8, width - j);
    if (transposed) packColumns(panels, b + j * strideB, strideB, depth, columns);
    else packRows(panels, b + (j << 2), strideB, depth, columns);
    panels += depth << 5;
  }
}

/** Rows of a block of A that tiles of six rows take up, from the first on. */
function rowsOfTallTiles(height: usize): usize {
  let rows: usize = 0;
  while (rowsOfTile(height - rows) == 6) rows += 6;
  return rows;
}

/**
 * Packs a block of an A that is given transposed into one panel for each tile:
 * panel[p][i] = a[p][i], zero-padded.
 */
export function packA(panels: usize, a: usize, strideA: usize, depth: usize, height: usize): void {
  if (FUSED) {
    const tall = rowsOfTallTiles(height);
    const stride = panelStrideA(depth, 6);
    for (let p: usize = 0; p < depth; p++) {
      let panel = panels + 24 * p;
      const row = a + p * strideA;
      for (let at = row; at < row + (tall << 2); at += 24) {
        v128.store(panel, v128.load(at));
        store<u64>(panel, load<u64>(at, 16), 16);
        panel += stride;
      }
    }
    panels += (tall / 6) * stride;
    a += tall << 2;
    height -= tall;
  }
  const whole = height & ~3;
  const stride = panelStrideA(depth, 4);
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
