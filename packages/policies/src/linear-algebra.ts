/**
 * What a network asks of the machine: dense float32 linear algebra in one linear memory. Addresses count bytes and are
 * multiples of 4, sizes count numbers, matrices lie row after row. A target may be one of the sources, except that
 * the target of `matMul` overlaps neither factor.
 */
export interface LinearAlgebra {
  /** Runs f with the address of `count` numbers of unspecified value, which are free again when f ends or throws. */
  readonly withMemory: <A>(count: number, f: (address: number) => A) => A;
  /** The `count` numbers at an address. Valid until the next `withMemory`. */
  readonly view: (address: number, count: number) => Float32Array;
  /** C (m × n) = A (m × k) B (k × n), or C += A B; a transposed factor lies in memory as its transpose. */
  readonly matMul: (
    c: number,
    a: number,
    b: number,
    m: number,
    k: number,
    n: number,
    transposeA: boolean,
    transposeB: boolean,
    accumulate: boolean,
  ) => void;
  /** y_ij = x_ij + bias_j */
  readonly addBias: (y: number, x: number, bias: number, rows: number, columns: number) => void;
  /** y_ij = tanh(x_ij + bias_j) */
  readonly addBiasTanh: (y: number, x: number, bias: number, rows: number, columns: number) => void;
  /** y_ij = max(0, x_ij + bias_j) */
  readonly addBiasRelu: (y: number, x: number, bias: number, rows: number, columns: number) => void;
  /** z = (1 − y²) x: a derivative carried through y = tanh, forwards or backwards. */
  readonly tanhDerivative: (z: number, y: number, x: number, count: number) => void;
  /** z = (1 − y²) ẋ − 2 y ẏ x: the tangent of (1 − y²) x, given the tangents ẏ and ẋ. */
  readonly tanhSecondDerivative: (
    z: number,
    y: number,
    tangentY: number,
    x: number,
    tangentX: number,
    count: number,
  ) => void;
  /** z = x where y > 0, else 0: a derivative carried through y = relu. */
  readonly reluDerivative: (z: number, y: number, x: number, count: number) => void;
  /** sums_j = Σ_i x_ij */
  readonly columnSums: (sums: number, x: number, rows: number, columns: number) => void;
  /** y += x */
  readonly addTo: (y: number, x: number, count: number) => void;
}
