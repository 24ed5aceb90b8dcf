import type { LinearAlgebra } from './linear-algebra';

/** Addresses of a fresh memory start here, so that a forgotten address 0 is noticed. */
const origin = 64;

const at = (address: number): number => address >> 2;

/**
 * {@link LinearAlgebra} in plain loops: slow, portable, and the reference for faster ones. Sums are taken in float64
 * and rounded to float32 once.
 */
export const javascriptLinearAlgebra = (): LinearAlgebra => {
  // The memory in use, and how much of it: a stack of nested `withMemory` calls.
  let memory = new Float32Array(0);
  let top = at(origin);

  const withMemory = <A>(count: number, f: (address: number) => A): A => {
    const start = top;
    top += count;
    if (top > memory.length) {
      const larger = new Float32Array(2 * top);
      larger.set(memory);
      memory = larger;
    }
    try {
      return f(start << 2);
    } finally {
      top = start;
    }
  };

  const elementwise = (count: number, z: number, f: (i: number) => number): void => {
    for (let i = 0; i < count; i += 1) memory[at(z) + i] = f(i);
  };

  const biased =
    (f: (z: number) => number) =>
    (y: number, x: number, bias: number, rows: number, columns: number): void => {
      elementwise(rows * columns, y, (i) =>
        f(Math.fround(memory[at(x) + i] + memory[at(bias) + (i % columns)])),
      );
    };

  return {
    withMemory,
    view: (address, count) => memory.subarray(at(address), at(address) + count),
    matMul: (c, a, b, m, k, n, transposeA, transposeB, accumulate) => {
      const [rowA, columnA] = transposeA ? [1, m] : [k, 1];
      const [rowB, columnB] = transposeB ? [1, k] : [n, 1];
      for (let i = 0; i < m; i += 1)
        for (let j = 0; j < n; j += 1) {
          let total = accumulate ? memory[at(c) + i * n + j] : 0;
          for (let p = 0; p < k; p += 1)
            total += memory[at(a) + i * rowA + p * columnA] * memory[at(b) + p * rowB + j * columnB];
          memory[at(c) + i * n + j] = total;
        }
    },
    addBias: biased((z) => z),
    addBiasTanh: biased(Math.tanh),
    addBiasRelu: biased((z) => Math.max(0, z)),
    tanhDerivative: (z, y, x, count) => {
      elementwise(count, z, (i) => (1 - memory[at(y) + i] ** 2) * memory[at(x) + i]);
    },
    tanhSecondDerivative: (z, y, tangentY, x, tangentX, count) => {
      elementwise(
        count,
        z,
        (i) =>
          (1 - memory[at(y) + i] ** 2) * memory[at(tangentX) + i] -
          2 * memory[at(y) + i] * memory[at(tangentY) + i] * memory[at(x) + i],
      );
    },
    reluDerivative: (z, y, x, count) => {
      elementwise(count, z, (i) => (memory[at(y) + i] > 0 ? memory[at(x) + i] : 0));
    },
    columnSums: (sums, x, rows, columns) => {
      elementwise(columns, sums, (j) => {
        let total = 0;
        for (let i = 0; i < rows; i += 1) total += memory[at(x) + i * columns + j];
        return total;
      });
    },
    addTo: (y, x, count) => {
      elementwise(count, y, (i) => memory[at(y) + i] + memory[at(x) + i]);
    },
  };
};
