/**
 * C = A B for row-major float32 matrices, where A and B may be given transposed.
 *
 * The product is cut into blocks of DEPTH inner indices and WIDTH columns. The block of B is packed
 * into panels of 8 columns, so that a panel stays in the first-level cache while the rows of A pass
 * by; a tile of 4 rows and 8 columns of C lives in eight vector registers, one of 6 rows (in the
 * fused module) in twelve. Every element of C is a plain sequential sum over each block of inner
 * indices, wherever its tile lies, so a row of C depends on the same row of A alone and not on how
 * many other rows there are.
 */
import { DEPTH, packA, packB, packRows, panelStrideA, rowsOfTile, smaller } from './packing';
import { dotProduct, flatProduct, flatScratch } from './thin';
import { tallTileOfPanel, tallTileOfRows } from './tall-tiles';
import { putPart, tileOfPanel, tileOfRows } from './tiles';

/** Columns of one block: a packed block takes at most DEPTH × WIDTH × 4 bytes = 512 KiB. */
const WIDTH: usize = 512;
/**
 * Rows that pass one panel before the next panel's turn: their part of A stays in the second-level
 * cache. They fill whole tiles.
 */
const HEIGHT: usize = FUSED ? 126 : 128;
/** With fewer rows than this, packing a B that already lies in rows costs more than it gains. */
const PACK_FROM_ROWS: usize = 24;
/** Bytes of the largest tile, where tiles that overlap the border of C are put first. */
const TILE: usize = FUSED ? 192 : 128;

/** Bytes of the packed block of B. */
function panelBytes(k: usize, n: usize): usize {
  return (smaller(k, DEPTH) * ((smaller(n, WIDTH) + 7) & ~7)) << 2;
}

/** Bytes of scratch memory that a product of these sizes needs. */
export function matMulScratch(m: usize, k: usize, n: usize, transposeA: bool): usize {
  if (n <= 2) return flatScratch(k) + (transposeA ? n * m : n * k) * 4;
  const flat = m > 2 ? 0 : flatScratch(k);
  const packedA = transposeA ? panelStrideA(smaller(k, DEPTH), 4) * ((smaller(m, HEIGHT) + 3) >> 2) : 0;
  return flat + TILE + panelBytes(k, n) + packedA;
}

/** The part of a block of C that one panel of B gives; see `block`. */
function panelBlock(
  c: usize,
  strideC: usize,
  a: usize,
  strideA: usize,
  packedA: bool,
  panel: usize,
  stridePanel: usize,
  height: usize,
  columns: usize,
  depth: usize,
  add: bool,
  tile: usize,
): void {
  for (let i: usize = 0; i < height; i += rowsOfTile(height - i)) {
    const tileRows = rowsOfTile(height - i);
    const rows = smaller(tileRows, height - i);
    const whole = rows == tileRows && columns == 8;
    const to = whole ? c : tile;
    const stride = whole ? strideC : 32;
    const over = whole && add;
    if (packedA) {
      if (FUSED && tileRows == 6) tallTileOfPanel(to, stride, a, panel, stridePanel, depth, over);
      else tileOfPanel(to, stride, a, panel, stridePanel, depth, over);
      a += panelStrideA(depth, tileRows);
    } else if (FUSED && tileRows == 6) {
      tallTileOfRows(to, stride, a, strideA, panel, stridePanel, depth, over);
      a += 6 * strideA;
    } else {
      // Rows past the last repeat the first: their part of the tile is never copied into C.
      const a1 = rows > 1 ? a + strideA : a;
      const a2 = rows > 2 ? a + 2 * strideA : a;
      const a3 = rows > 3 ? a + 3 * strideA : a;
      tileOfRows(to, stride, a, a1, a2, a3, panel, stridePanel, depth, over);
      a += strideA << 2;
    }
    if (!whole) putPart(c, strideC, tile, rows, columns, add);
    c += tileRows * strideC;
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
    const stride: usize = direct ? strideB : 32;
    const at = c + (j << 2);
    panelBlock(at, strideC, a, strideA, packedA, panel, stride, height, columns, depth, add, tile);
  }
}

/** The product by tiles, for any sizes. Arguments as for `matMul`. */
function tiledProduct(
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
  const tile = scratch;
  const panels = tile + TILE;
  const packedA = panels + panelBytes(k, n);
  const packsB = transposeB || m >= PACK_FROM_ROWS;
  const strideC = n << 2;
  const strideA = (transposeA ? m : k) << 2;
  const strideB = (transposeB ? k : n) << 2;
  for (let j: usize = 0; j < n; j += WIDTH) {
    const width = smaller(WIDTH, n - j);
    for (let p: usize = 0; p < k; p += DEPTH) {
      const depth = smaller(DEPTH, k - p);
      const add = accumulate || p > 0;
      const blockB = transposeB ? b + j * strideB + (p << 2) : b + p * strideB + (j << 2);
      if (packsB) packB(panels, blockB, strideB, transposeB, depth, width);
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
          packsB,
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

/** The product with one or two columns. Arguments as for `matMul`. */
function productOfFewColumns(
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
  const stepB: usize = transposeB ? 4 : n << 2;
  const columnB: usize = transposeB ? k << 2 : 4;
  const work = scratch + flatScratch(k);
  if (transposeA) {
    // Cᵀ = Bᵀ A has as few rows, and A lies as a flat product wants its right factor.
    flatProduct(work, m << 2, b, columnB, stepB, a, m << 2, n, k, m, false, scratch);
    for (let i: usize = 0; i < m; i++) {
      for (let j: usize = 0; j < n; j++) {
        const value = load<f32>(work + ((j * m + i) << 2));
        store<f32>(c, accumulate ? load<f32>(c) + value : value);
        c += 4;
      }
    }
  } else if (stepB == 4) {
    dotProduct(c, n << 2, a, k << 2, b, columnB, m, k, n, accumulate);
  } else {
    for (let p: usize = 0; p < k; p++) {
      store<f32>(work + (p << 2), load<f32>(b + (p << 3)));
      store<f32>(work + ((k + p) << 2), load<f32>(b + (p << 3), 4));
    }
    dotProduct(c, n << 2, a, k << 2, work, k << 2, m, k, n, accumulate);
  }
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
  if (m == 0 || n == 0) return;
  if (k == 0) {
    if (!accumulate) memory.fill(c, 0, (m * n) << 2);
  } else if (n <= 2) {
    productOfFewColumns(c, a, b, m, k, n, transposeA, transposeB, accumulate, scratch);
  } else if (m <= 2 && !transposeB) {
    const stepA: usize = transposeA ? m << 2 : 4;
    const rowA: usize = transposeA ? 4 : k << 2;
    flatProduct(c, n << 2, a, rowA, stepA, b, n << 2, m, k, n, accumulate, scratch);
  } else {
    tiledProduct(c, a, b, m, k, n, transposeA, transposeB, accumulate, scratch);
  }
}
