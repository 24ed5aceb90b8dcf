/** Functions of four values at a time. */

/** tanh x rounds to 1 in float32 from 9.02 on. */
const SATURATION: f32 = 10;
/** The slope of leaky ReLU below zero. */
const LEAK: f32 = 0.01;
/** 1.5 · 2^23: adding it rounds a small number to the nearest integer and leaves that in the lowest bits. */
const ROUNDER: f32 = 12582912;

/**
 * The functions on four values. They are written out wherever they are called (`inline`), several times in one turn of a
 * loop, because engines load each constant anew in every turn.
 */
export class Vector {
  /**
   * 2^e − 1 for exponents −126 < e ≤ 0. With e = n + f, n an integer and |f| ≤ 1/2, it is 2^n (2^f − 1) + (2^n − 1),
   * which keeps the relative error small near zero too. (2^f − 1) / f is a minimax polynomial of ours (Lawson's
   * iteration) with relative error 1.1e−8 before rounding.
   */
  @inline
  static powerMinusOne(exponent: v128): v128 {
    const rounded = f32x4.add(exponent, f32x4.splat(ROUNDER));
    const f = f32x4.sub(exponent, f32x4.sub(rounded, f32x4.splat(ROUNDER)));
    const scale = i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(0x3f800000));
    const square = f32x4.mul(f, f);
    const low = f32x4.add(f32x4.mul(f32x4.splat(0.2402264979), f), f32x4.splat(0.6931471879));
    const middle = f32x4.add(f32x4.mul(f32x4.splat(9.618238514e-3), f), f32x4.splat(5.550357394e-2));
    const high = f32x4.add(f32x4.mul(f32x4.splat(1.540321331e-4), f), f32x4.splat(1.33907572e-3));
    const g = f32x4.add(low, f32x4.mul(square, f32x4.add(middle, f32x4.mul(square, high))));
    return f32x4.add(f32x4.mul(f32x4.mul(scale, f), g), f32x4.sub(scale, f32x4.splat(1)));
  }

  /**
   * tanh |x| = −m / (2 + m) with m = e^{−2|x|} − 1, the sign of x put back at the end, so that the result is exactly
   * odd and never larger than 1. `pmin` returns its first argument when it is NaN.
   */
  @inline
  static tanh(x: v128): v128 {
    const sign = f32x4.splat(-0.0);
    const size = f32x4.pmin(v128.andnot(x, sign), f32x4.splat(SATURATION));
    const m = Vector.powerMinusOne(f32x4.mul(size, f32x4.splat(-2.88539008)));
    const ratio = f32x4.div(m, f32x4.add(f32x4.splat(2), m));
    return v128.bitselect(x, ratio, sign);
  }

  /**
   * e^x = 2^n e^r with n = x / ln 2 rounded and |r| ≤ ln 2 / 2, where e^r = 1 + r + r² p(r), a minimax fit of ours with
   * relative error 3.1e−9 before rounding. ln 2 is subtracted in two parts, the first short enough for n · part to be
   * exact, and 2^n is applied in two factors so that results below 2^−126 are rounded to denormals, not lost.
   */
  @inline
  static exp(value: v128): v128 {
    const x = f32x4.pmax(f32x4.pmin(value, f32x4.splat(89)), f32x4.splat(-105));
    const rounded = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504)), f32x4.splat(ROUNDER));
    const n = f32x4.sub(rounded, f32x4.splat(ROUNDER));
    const coarse = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
    const r = f32x4.add(coarse, f32x4.mul(n, f32x4.splat(2.1219444e-4)));
    let p = f32x4.add(f32x4.mul(f32x4.splat(1.381446485e-3), r), f32x4.splat(8.368780626e-3));
    p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.166839426e-2));
    p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.1666652011));
    p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.4999999341));
    const power = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(r, r), p), r), f32x4.splat(1));
    const whole = i32x4.sub(rounded, i32x4.splat(0x4b400000));
    const half = i32x4.shr_s(whole, 1);
    const bias = i32x4.splat(127);
    const first = i32x4.shl(i32x4.add(half, bias), 23);
    const second = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
    return f32x4.mul(f32x4.mul(power, first), second);
  }

  @inline
  static relu(x: v128): v128 {
    return f32x4.pmax(x, f32x4.splat(0));
  }

  /** (1 − y²) dy. */
  @inline
  static tanhDerivative(y: v128, dy: v128): v128 {
    return f32x4.mul(f32x4.sub(f32x4.splat(1), f32x4.mul(y, y)), dy);
  }

  /** (1 − y²) ḋy − 2 y ẏ dy. */
  @inline
  static tanhSecondDerivative(y: v128, tangentY: v128, dy: v128, tangentDy: v128): v128 {
    const bend = f32x4.mul(f32x4.mul(f32x4.add(y, y), tangentY), dy);
    return f32x4.sub(Vector.tanhDerivative(y, tangentDy), bend);
  }

  /** dy where y > 0, else 0. */
  @inline
  static reluDerivative(y: v128, dy: v128): v128 {
    return v128.and(f32x4.gt(y, f32x4.splat(0)), dy);
  }

  /** e^x − 1 for x ≤ 0; −1 from about −17 on. */
  @inline
  static expMinusOne(x: v128): v128 {
    return Vector.powerMinusOne(f32x4.mul(f32x4.pmax(x, f32x4.splat(-30)), f32x4.splat(1.44269504)));
  }

  /** x where x > 0, else e^x − 1. `pmin` returns its first argument when it is NaN. */
  @inline
  static elu(x: v128): v128 {
    const zero = f32x4.splat(0);
    return v128.bitselect(x, Vector.expMinusOne(f32x4.pmin(x, zero)), f32x4.gt(x, zero));
  }

  /** φ'(z) dy of y = φ(z) = elu z: dy where y > 0, else (y + 1) dy. */
  @inline
  static eluDerivative(y: v128, dy: v128): v128 {
    const below = f32x4.mul(f32x4.add(y, f32x4.splat(1)), dy);
    return v128.bitselect(dy, below, f32x4.gt(y, f32x4.splat(0)));
  }

  /** ḋy where y > 0, else (y + 1) ḋy + ẏ dy. */
  @inline
  static eluSecondDerivative(y: v128, tangentY: v128, dy: v128, tangentDy: v128): v128 {
    const straight = f32x4.mul(f32x4.add(y, f32x4.splat(1)), tangentDy);
    const below = f32x4.add(straight, f32x4.mul(tangentY, dy));
    return v128.bitselect(tangentDy, below, f32x4.gt(y, f32x4.splat(0)));
  }

  /** dy where x > 0, else 0.01 dy: leaky ReLU where dy = x, and its derivative. */
  @inline
  static leakyReluDerivative(x: v128, dy: v128): v128 {
    return v128.bitselect(dy, f32x4.mul(f32x4.splat(LEAK), dy), f32x4.gt(x, f32x4.splat(0)));
  }

  @inline
  static leakyRelu(x: v128): v128 {
    return Vector.leakyReluDerivative(x, x);
  }

  /**
   * log(1 + e^x) = max(x, 0) + log(1 + t) with t = e^{−|x|}, and log(1 + t) = 2 s (1 + s² q(s²)) with s = t / (2 + t) ≤ 1/3;
   * q is a minimax fit of ours (Lawson's iteration) with relative error 4.5e−9 before rounding.
   */
  @inline
  static softplus(x: v128): v128 {
    const t = Vector.exp(v128.or(x, f32x4.splat(-0.0)));
    const twice = f32x4.div(f32x4.add(t, t), f32x4.add(t, f32x4.splat(2)));
    const square = f32x4.mul(f32x4.splat(0.25), f32x4.mul(twice, twice));
    let q = f32x4.add(f32x4.mul(f32x4.splat(0.1400599331), square), f32x4.splat(0.1400090307));
    q = f32x4.add(f32x4.mul(q, square), f32x4.splat(0.2001076341));
    q = f32x4.add(f32x4.mul(q, square), f32x4.splat(0.3333320916));
    const log = f32x4.add(twice, f32x4.mul(f32x4.mul(twice, square), q));
    return f32x4.add(Vector.relu(x), log);
  }

  /** φ'(z) dy of y = φ(z) = softplus z, where φ'(z) = 1 − e^{−y}. */
  @inline
  static softplusDerivative(y: v128, dy: v128): v128 {
    return f32x4.mul(f32x4.sub(f32x4.splat(0), Vector.expMinusOne(f32x4.neg(y))), dy);
  }

  /** (1 − e^{−y}) ḋy + e^{−y} ẏ dy. */
  @inline
  static softplusSecondDerivative(y: v128, tangentY: v128, dy: v128, tangentDy: v128): v128 {
    const m = Vector.expMinusOne(f32x4.neg(y));
    const bend = f32x4.mul(f32x4.mul(f32x4.add(m, f32x4.splat(1)), tangentY), dy);
    return f32x4.sub(bend, f32x4.mul(m, tangentDy));
  }
}
