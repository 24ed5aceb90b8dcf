/** Elementary functions of doubles in whole numbers, by their series: exact to some 10⁻¹⁵⁰. */
const bits = 600n;
const one = 1n << bits;

/** The bits of a finite number: x = significand·2^exponent. */
const parts = (x: number): readonly [significand: bigint, exponent: bigint] => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const biased = (word >> 52n) & 0x7ffn;
  const fraction = word & 0xf_ffff_ffff_ffffn;
  const significand = biased === 0n ? fraction : fraction | (1n << 52n);
  return [word >> 63n === 1n ? -significand : significand, (biased === 0n ? 1n : biased) - 1075n];
};

/** A number in units of 2^−bits. */
export const fixed = (x: number): bigint => {
  const [significand, exponent] = parts(x);
  const shift = exponent + bits;
  return shift >= 0n ? significand << shift : significand >> -shift;
};

/** The sum of x^n/n!, n = first, first + stride, …, with alternating signs or without. */
const series = (x: bigint, first: bigint, stride: bigint, sign: bigint): bigint => {
  let term = first === 0n ? one : x;
  let sum = term;
  for (let n = first + stride; term !== 0n; n += stride) {
    for (let i = n - stride + 1n; i <= n; i++) term = (term * x) / (i * one);
    term *= sign;
    sum += term;
  }
  return sum;
};

export const exactExp = (x: bigint): bigint => series(x, 0n, 1n, 1n);
export const exactSin = (x: bigint): bigint => series(x, 1n, 2n, -1n);
export const exactCos = (x: bigint): bigint => series(x, 0n, 2n, -1n);

export const times = (a: bigint, b: bigint): bigint => (a * b) >> bits;

/** baseⁿ as a fraction, exactly. */
export const exactPower = (base: number, exponent: number): readonly [bigint, exponent: bigint] => {
  const [significand, scale] = parts(base);
  return [significand ** BigInt(exponent), scale * BigInt(exponent)];
};

/** The distance from one double to the next, at x. */
export const unitInLastPlace = (x: number): number => {
  const [, exponent] = parts(x);
  return 2 ** Math.max(Number(exponent), -1074);
};

/** By how many units in the last place of `found` it differs from `exact`, in units of 2^−bits. */
export const unitsOff = (found: number, exact: bigint): number => {
  const difference = fixed(found) - exact;
  return Math.abs(Number(difference) / Number(fixed(unitInLastPlace(found))));
};

export { one };
