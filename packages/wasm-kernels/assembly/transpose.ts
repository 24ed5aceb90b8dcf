/** y[j][i] = x[i][j] for four columns of four rows; strides in bytes. */
function transposeFour(y: usize, strideY: usize, x: usize, strideX: usize): void {
  const r0 = v128.load(x);
  const r1 = v128.load(x + strideX);
  const r2 = v128.load(x + 2 * strideX);
  const r3 = v128.load(x + 3 * strideX);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(y, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(y + strideY, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
  v128.store(y + 2 * strideY, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
  v128.store(y + 3 * strideY, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
}

/** Y (columns × rows) = Xᵀ, apart from X. Sixteen rows at a time, so that whole cache lines of Y are written. */
export function transpose(y: usize, x: usize, rows: usize, columns: usize): void {
  const strideX = columns << 2;
  const strideY = rows << 2;
  const wholeColumns = columns & ~3;
  let i: usize = 0;
  for (; i + 16 <= rows; i += 16) {
    for (let j: usize = 0; j < wholeColumns; j += 4) {
      for (let r: usize = i; r < i + 16; r += 4) {
        transposeFour(y + j * strideY + (r << 2), strideY, x + r * strideX + (j << 2), strideX);
      }
    }
    for (let j: usize = wholeColumns; j < columns; j++) {
      for (let r: usize = i; r < i + 16; r++) {
        store<f32>(y + j * strideY + (r << 2), load<f32>(x + r * strideX + (j << 2)));
      }
    }
  }
  for (; i < rows; i++) {
    for (let j: usize = 0; j < columns; j++) {
      store<f32>(y + j * strideY + (i << 2), load<f32>(x + i * strideX + (j << 2)));
    }
  }
}

function copyRow(y: usize, x: usize, bytes: usize): void {
  const end = x + bytes;
  for (; x + 32 <= end; x += 32) {
    v128.store(y, v128.load(x));
    v128.store(y, v128.load(x, 16), 16);
    y += 32;
  }
  for (; x < end; x += 4) {
    store<f32>(y, load<f32>(x));
    y += 4;
  }
}

/** Row j · groups + i of Y = row i · size + j of X, for `groups` groups of `size` rows. Y lies apart from X. */
export function regroupRows(y: usize, x: usize, groups: usize, size: usize, columns: usize): void {
  const bytes = columns << 2;
  for (let i: usize = 0; i < groups; i++) {
    for (let j: usize = 0; j < size; j++) {
      copyRow(y + (j * groups + i) * bytes, x, bytes);
      x += bytes;
    }
  }
}
