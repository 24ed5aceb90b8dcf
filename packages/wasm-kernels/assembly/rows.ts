/** Operations between a matrix in rows and one value per row or per column. */
import { load4, store4 } from './parts';
import { Vector } from './vector';

/** Values that are summed in registers before they join the total: keeps long sums accurate. */
const BLOCK: usize = 256;

/** y[i][j] = x[i][j] + bias[j]. The target may be the source. */
export function addBias(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  const end = bias + (columns << 2);
  for (let i: usize = 0; i < rows; i++) {
    let b = bias;
    for (; b + 64 <= end; b += 64) {
      v128.store(y, f32x4.add(v128.load(x), v128.load(b)));
      v128.store(y, f32x4.add(v128.load(x, 16), v128.load(b, 16)), 16);
      v128.store(y, f32x4.add(v128.load(x, 32), v128.load(b, 32)), 32);
      v128.store(y, f32x4.add(v128.load(x, 48), v128.load(b, 48)), 48);
      x += 64;
      y += 64;
    }
    for (; b < end; b += 16) {
      const left = (end - b) >> 2;
      store4(y, f32x4.add(load4(x, left), load4(b, left)), left);
      const step: usize = left < 4 ? left << 2 : 16;
      x += step;
      y += step;
    }
  }
}

/** y[i][j] = tanh(x[i][j] + bias[j]). The target may be the source. */
export function addBiasTanh(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  const end = bias + (columns << 2);
  for (let i: usize = 0; i < rows; i++) {
    let b = bias;
    for (; b + 64 <= end; b += 64) {
      v128.store(y, Vector.tanh(f32x4.add(v128.load(x), v128.load(b))));
      v128.store(y, Vector.tanh(f32x4.add(v128.load(x, 16), v128.load(b, 16))), 16);
      v128.store(y, Vector.tanh(f32x4.add(v128.load(x, 32), v128.load(b, 32))), 32);
      v128.store(y, Vector.tanh(f32x4.add(v128.load(x, 48), v128.load(b, 48))), 48);
      x += 64;
      y += 64;
    }
    for (; b < end; b += 16) {
      const left = (end - b) >> 2;
      store4(y, Vector.tanh(f32x4.add(load4(x, left), load4(b, left))), left);
      const step: usize = left < 4 ? left << 2 : 16;
      x += step;
      y += step;
    }
  }
}

/** y[i][j] = max(x[i][j] + bias[j], 0). The target may be the source. */
export function addBiasRelu(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  const end = bias + (columns << 2);
  for (let i: usize = 0; i < rows; i++) {
    let b = bias;
    for (; b + 64 <= end; b += 64) {
      v128.store(y, Vector.relu(f32x4.add(v128.load(x), v128.load(b))));
      v128.store(y, Vector.relu(f32x4.add(v128.load(x, 16), v128.load(b, 16))), 16);
      v128.store(y, Vector.relu(f32x4.add(v128.load(x, 32), v128.load(b, 32))), 32);
      v128.store(y, Vector.relu(f32x4.add(v128.load(x, 48), v128.load(b, 48))), 48);
      x += 64;
      y += 64;
    }
    for (; b < end; b += 16) {
      const left = (end - b) >> 2;
      store4(y, Vector.relu(f32x4.add(load4(x, left), load4(b, left))), left);
      const step: usize = left < 4 ? left << 2 : 16;
      x += step;
      y += step;
    }
  }
}

/** y[i][j] = elu(x[i][j] + bias[j]). The target may be the source. */
export function addBiasElu(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  const end = bias + (columns << 2);
  for (let i: usize = 0; i < rows; i++) {
    let b = bias;
    for (; b + 64 <= end; b += 64) {
      v128.store(y, Vector.elu(f32x4.add(v128.load(x), v128.load(b))));
      v128.store(y, Vector.elu(f32x4.add(v128.load(x, 16), v128.load(b, 16))), 16);
      v128.store(y, Vector.elu(f32x4.add(v128.load(x, 32), v128.load(b, 32))), 32);
      v128.store(y, Vector.elu(f32x4.add(v128.load(x, 48), v128.load(b, 48))), 48);
      x += 64;
      y += 64;
    }
    for (; b < end; b += 16) {
      const left = (end - b) >> 2;
      store4(y, Vector.elu(f32x4.add(load4(x, left), load4(b, left))), left);
      const step: usize = left < 4 ? left << 2 : 16;
      x += step;
      y += step;
    }
  }
}

/** y[i][j] = leaky ReLU of x[i][j] + bias[j]. The target may be the source. */
export function addBiasLeakyRelu(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  const end = bias + (columns << 2);
  for (let i: usize = 0; i < rows; i++) {
    let b = bias;
    for (; b + 64 <= end; b += 64) {
      v128.store(y, Vector.leakyRelu(f32x4.add(v128.load(x), v128.load(b))));
      v128.store(y, Vector.leakyRelu(f32x4.add(v128.load(x, 16), v128.load(b, 16))), 16);
      v128.store(y, Vector.leakyRelu(f32x4.add(v128.load(x, 32), v128.load(b, 32))), 32);
      v128.store(y, Vector.leakyRelu(f32x4.add(v128.load(x, 48), v128.load(b, 48))), 48);
      x += 64;
      y += 64;
    }
    for (; b < end; b += 16) {
      const left = (end - b) >> 2;
      store4(y, Vector.leakyRelu(f32x4.add(load4(x, left), load4(b, left))), left);
      const step: usize = left < 4 ? left << 2 : 16;
      x += step;
      y += step;
    }
  }
}

/** y[i][j] = softplus(x[i][j] + bias[j]). The target may be the source. */
export function addBiasSoftplus(y: usize, x: usize, bias: usize, rows: usize, columns: usize): void {
  const end = bias + (columns << 2);
  for (let i: usize = 0; i < rows; i++) {
    let b = bias;
    for (; b + 64 <= end; b += 64) {
      v128.store(y, Vector.softplus(f32x4.add(v128.load(x), v128.load(b))));
      v128.store(y, Vector.softplus(f32x4.add(v128.load(x, 16), v128.load(b, 16))), 16);
      v128.store(y, Vector.softplus(f32x4.add(v128.load(x, 32), v128.load(b, 32))), 32);
      v128.store(y, Vector.softplus(f32x4.add(v128.load(x, 48), v128.load(b, 48))), 48);
      x += 64;
      y += 64;
    }
    for (; b < end; b += 16) {
      const left = (end - b) >> 2;
      store4(y, Vector.softplus(f32x4.add(load4(x, left), load4(b, left))), left);
      const step: usize = left < 4 ? left << 2 : 16;
      x += step;
      y += step;
    }
  }
}

/** y[i][j] = factors[i] · x[i][j]. The target may be the source. */
export function scaleRows(y: usize, x: usize, factors: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    const factor = v128.load32_splat(factors);
    const end = x + (columns << 2);
    for (; x + 32 <= end; x += 32) {
      v128.store(y, f32x4.mul(factor, v128.load(x)));
      v128.store(y, f32x4.mul(factor, v128.load(x, 16)), 16);
      y += 32;
    }
    for (; x < end; x += 4) {
      store<f32>(y, f32x4.extract_lane(factor, 0) * load<f32>(x));
      y += 4;
    }
    factors += 4;
  }
}

/** y[i][j] = y[i][j] + factors[i] · x[i][j]. */
export function addScaledRows(y: usize, x: usize, factors: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    const factor = v128.load32_splat(factors);
    const end = x + (columns << 2);
    for (; x + 32 <= end; x += 32) {
      v128.store(y, f32x4.add(v128.load(y), f32x4.mul(factor, v128.load(x))));
      v128.store(y, f32x4.add(v128.load(y, 16), f32x4.mul(factor, v128.load(x, 16))), 16);
      y += 32;
    }
    for (; x < end; x += 4) {
      store<f32>(y, load<f32>(y) + f32x4.extract_lane(factor, 0) * load<f32>(x));
      y += 4;
    }
    factors += 4;
  }
}

function sumOfLanes(values: v128): f32 {
  const low = f32x4.extract_lane(values, 0) + f32x4.extract_lane(values, 1);
  return low + (f32x4.extract_lane(values, 2) + f32x4.extract_lane(values, 3));
}

/** Σ of `count` values, at most a block of them. */
function sumOfBlock(x: usize, count: usize): f32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  const end = x + (count << 2);
  for (; x + 32 <= end; x += 32) {
    even = f32x4.add(even, v128.load(x));
    odd = f32x4.add(odd, v128.load(x, 16));
  }
  let sum = sumOfLanes(f32x4.add(even, odd));
  for (; x < end; x += 4) sum += load<f32>(x);
  return sum;
}

/** sums[i] = Σ_j x[i][j]. */
export function rowSums(sums: usize, x: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let sum: f32 = 0;
    for (let j: usize = 0; j < columns; j += BLOCK) {
      sum += sumOfBlock(x + (j << 2), columns - j < BLOCK ? columns - j : BLOCK);
    }
    store<f32>(sums + (i << 2), sum);
    x += columns << 2;
  }
}

/** dots[i] = Σ_j x[i][j] y[i][j]. */
export function rowDots(dots: usize, x: usize, y: usize, rows: usize, columns: usize): void {
  for (let i: usize = 0; i < rows; i++) {
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    const end = x + (columns << 2);
    for (; x + 32 <= end; x += 32) {
      even = f32x4.add(even, f32x4.mul(v128.load(x), v128.load(y)));
      odd = f32x4.add(odd, f32x4.mul(v128.load(x, 16), v128.load(y, 16)));
      y += 32;
    }
    let sum = sumOfLanes(f32x4.add(even, odd));
    for (; x < end; x += 4) {
      sum += load<f32>(x) * load<f32>(y);
      y += 4;
    }
    store<f32>(dots + (i << 2), sum);
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
