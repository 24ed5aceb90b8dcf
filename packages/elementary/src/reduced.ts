/**
 * An angle less the nearest multiple of π/2, in two parts, and which multiple that is, modulo 4.
 */
export interface Reduced {
  readonly quarter: number;
  readonly high: number;
  readonly low: number;
}

/** π/2 in parts of 33 bits, each with what is left of it after the part. */
const parts = [
  { part: 1.5707963267341256, rest: 6.077100506506192e-11 },
  { part: 6.077100506303966e-11, rest: 2.0222662487959506e-21 },
  { part: 2.0222662487111665e-21, rest: 8.4784276603689e-32 },
] as const;

/** By parts, as many as it takes until enough digits are left: each takes away 33 bits. */
const byParts = (x: number, n: number): Reduced => {
  let r = x - n * parts[0].part;
  let w = n * parts[0].rest;
  let high = r - w;
  for (const [i, enough] of [
    [1, 1.52587890625e-5],
    [2, 1.7763568394002505e-15],
  ] as const) {
    if (Math.abs(high) >= Math.abs(x) * enough) break;
    const before = r;
    w = n * parts[i].part;
    r = before - w;
    w = n * parts[i].rest - (before - r - w);
    high = r - w;
  }
  return { quarter: ((n % 4) + 4) % 4, high, low: r - high - w };
};

/** Enough bits of π/2 that 2^1024 multiples of it are known to 2^−250. */
const bits = 1280n;

/** 2^bits·arctan(1/n), by its series. */
const arctangent = (n: bigint): bigint => {
  let [term, sum, sign] = [(1n << bits) / n, 0n, 1n];
  for (let k = 1n; term > 0n; k += 2n) {
    sum += (sign * term) / k;
    term /= n * n;
    sign = -sign;
  }
  return sum;
};

/** The number as a whole number of 2^−bits. */
const wholeOf = (x: number): bigint => {
  // Above 2^20 a number is a whole number of 2^−32; above 2^53 it is whole.
  return x < 0x20_0000_0000_0000 ? BigInt(x * 0x1_0000_0000) << (bits - 32n) : BigInt(x) << bits;
};

/** In whole numbers, by Machin's π/4 = 4 arctan(1/5) − arctan(1/239). */
const exactly = (x: number): Reduced => {
  const halfPi = 2n * (4n * arctangent(5n) - arctangent(239n));
  const whole = wholeOf(Math.abs(x));
  const n = (2n * whole + halfPi) / (2n * halfPi);
  const left = (whole - n * halfPi) >> (bits - 200n);
  const high = Number(left);
  const low = Number(left - BigInt(high));
  const quarter = Number(n % 4n);
  const unit = Math.sign(x) / Number(1n << 200n);
  return { quarter: x < 0 ? (4 - quarter) % 4 : quarter, high: high * unit, low: low * unit };
};

/** A finite angle as n·π/2 + high + low, |high| up to π/4. */
export const reduced = (x: number): Reduced => {
  if (Math.abs(x) <= 0.7853981633974483) return { quarter: 0, high: x, low: 0 };
  return Math.abs(x) < 0x10_0000 ? byParts(x, Math.round(x * 0.6366197723675814)) : exactly(x);
};
