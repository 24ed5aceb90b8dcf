/**
 * A point of R^d: a read-only sequence of float64 numbers. `Float64Array` and `number[]` both fit, so
 * callers can write `[1, 2, 3]`; every function of this package returns a fresh `Float64Array`.
 */
export type Vector = ArrayLike<number>;
