/** Operations between a matrix in rows and one value per row or per column. */
import { relu, tanh } from './functions';
import { loadPart, storePart } from './parts';

/** Rows whose sums are taken in registers before they join the total: keeps long sums accurate. */
const BLOCK: usize = 256;
/** Bytes of rows that are biased before their activation is taken, small enough for the first-level cache. */
const CHUNK: usize = 16384;

/** y[i][j] = x[i][j] + bias[j]. The target may be the source. */
export function addBias(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let b = bias;
    for (let j: usize = 0; j < columns; j += 4) {
      const left = columns - j;
      if (left < 4) {
        storePart(y, f32x4.add(loadPart(x, left), loadPart(b, left)), left);
        x += left << 2;
        y += left << 2;
      } else {
        v128.store(y, f32x4.add(v128.load(x), v128.load(b)));
        x += 16;
        y += 16;
        b += 16;
      }
    }
  }
}

function chunkRows(columns: usize): usize {
  return columns << 2 > CHUNK ? 1 : CHUNK / (columns << 2);
}

/** y[i][j] = tanh(x[i][j] + bias[j]). The target may be the source. */
export function addBiasTanh(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  if (columns == 0) return;
  const most = chunkRows(columns);
  for (let i: usize = 0; i < rows; i += most) {
    const count = rows - i < most ? rows - i : most;
    addBias(y, x, bias, count, columns);
    tanh(y, y, count * columns);
    x += (count * columns) << 2;
    y += (count * columns) << 2;
  }
}

/** y[i][j] = max(x[i][j] + bias[j], 0). The target may be the source. */
export function addBiasRelu(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  if (columns == 0) return;
  const most = chunkRows(columns);
  for (let i: usize = 0; i < rows; i += most) {
    const count = rows - i < most ? rows - i : most;
    addBias(y, x, bias, count, columns);
    relu(y, y, count * columns);
    x += (count * columns) << 2;
    y += (count * columns) << 2;
  }
}

/** y[i][j] = factors[i] · x[i][j]. The target may be the source. */
export function scaleRows(y: usize, x: usize, factors: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    const factor = v128.load32_splat(factors);
    factors += 4;
    for (let j: usize = 0; j < columns; j += 4) {
      const left = columns - j;
      if (left < 4) {
        storePart(y, f32x4.mul(factor, loadPart(x, left)), left);
        x += left << 2;
        y += left << 2;
      } else {
        v128.store(y, f32x4.mul(factor, v128.load(x)));
        x += 16;
        y += 16;
      }
    }
  }
}

function sumOfLanes(values: v128): f32 {
  const low = f32x4.extract_lane(values, 0) + f32x4.extract_lane(values, 1);
  return low + (f32x4.extract_lane(values, 2) + f32x4.extract_lane(values, 3));
}

/** sums[i] = Σ_j x[i][j]. */
export function rowSums(sums: usize, x: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let total = f32x4.splat(0);
    for (let j: usize = 0; j < columns; j += 4) {
      const left = columns - j;
      total = f32x4.add(total, left < 4 ? loadPart(x, left) : v128.load(x));
      x += left < 4 ? left << 2 : 16;
    }
    store<f32>(sums + (i << 2), sumOfLanes(total));
  }
}

/** dots[i] = Σ_j x[i][j] y[i][j]. */
export function rowDots(dots: usize, x: usize, y: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let total = f32x4.splat(0);
    for (let j: usize = 0; j < columns; j += 4) {
      const left = columns - j;
      const a = left < 4 ? loadPart(x, left) : v128.load(x);
      const b = left < 4 ? loadPart(y, left) : v128.load(y);
      total = f32x4.add(total, f32x4.mul(a, b));
      x += left < 4 ? left << 2 : 16;
      y += left < 4 ? left << 2 : 16;
    }
    store<f32>(dots + (i << 2), sumOfLanes(total));
  }
}

/** Adds Σ_i x[i][j] over a block of rows to sums[j], for 16 columns. */
function addSixteenColumns(sums: usize, x: usize, rows: usize, stride: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let i: usize = 0; i < rows; i++) {
    s0 = f32x4.add(s0, v128.load(x));
    s1 = f32x4.add(s1, v128.load(x, 16));
    s2 = f32x4.add(s2, v128.load(x, 32));
    s3 = f32x4.add(s3, v128.load(x, 48));
    x += stride;
  }
  v128.store(sums, f32x4.add(v128.load(sums), s0));
  v128.store(sums, f32x4.add(v128.load(sums, 16), s1), 16);
  v128.store(sums, f32x4.add(v128.load(sums, 32), s2), 32);
  v128.store(sums, f32x4.add(v128.load(sums, 48), s3), 48);
}

/** The same for one column. */
function addColumn(sums: usize, x: usize, rows: usize, stride: usize): void {
  let sum: f32 = 0;
  for (let i: usize = 0; i < rows; i++) {
    sum += load<f32>(x);
    x += stride;
  }
  store<f32>(sums, load<f32>(sums) + sum);
}

/** sums[j] = Σ_i x[i][j]. */
export function columnSums(sums: usize, x: usize, rows: usize, columns: usize): void {
  memory.fill(sums, 0, columns << 2);
  const stride = columns << 2;
  for (let i: usize = 0; i < rows; i += BLOCK) {
    const count = rows - i < BLOCK ? rows - i : BLOCK;
    let j: usize = 0;
    for (; j + 16 <= columns; j += 16) addSixteenColumns(sums + (j << 2), x + (j << 2), count, stride);
    for (; j < columns; j++) addColumn(sums + (j << 2), x + (j << 2), count, stride);
    x += count * stride;
  }
}
