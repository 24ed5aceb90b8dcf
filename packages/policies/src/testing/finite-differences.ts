import type { Vector } from '@sgmrl/vector';

/** θ + t·v */
export const along = (theta: Vector, direction: Vector, t: number): Float64Array =>
  Float64Array.from(theta, (x, i) => x + t * direction[i]);

export const dot = (x: Vector, y: Vector): number => {
  let total = 0;
  for (let i = 0; i < x.length; i += 1) total += x[i] * y[i];
  return total;
};

/** d/dt f(θ + t v) at t = 0 by the central difference of step `h`. */
export const derivativeAlong =
  (f: (theta: Vector) => Vector, h: number) =>
  (theta: Vector, direction: Vector): Float64Array => {
    const ahead = f(along(theta, direction, h));
    const behind = f(along(theta, direction, -h));
    return Float64Array.from(ahead, (x, i) => (x - behind[i]) / (2 * h));
  };

/** ∇f(θ) by central differences, for scalar f. */
export const gradient =
  (f: (theta: Vector) => number, h: number) =>
  (theta: Vector): Float64Array =>
    Float64Array.from(theta, (_, i) => {
      const unit = Float64Array.from(theta, (_x, j) => (i === j ? 1 : 0));
      return (f(along(theta, unit, h)) - f(along(theta, unit, -h))) / (2 * h);
    });

/** max_i |x_i − y_i| / max(1, max_i |y_i|); infinite where a number is missing or not finite. */
export const distance = (x: Vector, y: Vector): number => {
  if (x.length !== y.length) return Infinity;
  let scale = 1;
  let worst = 0;
  for (let i = 0; i < y.length; i += 1) {
    const difference = Math.abs(x[i] - y[i]);
    if (!Number.isFinite(difference)) return Infinity;
    scale = Math.max(scale, Math.abs(y[i]));
    worst = Math.max(worst, difference);
  }
  return worst / scale;
};
