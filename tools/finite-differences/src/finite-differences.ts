type Vector = ArrayLike<number>;

/** θ + t·v */
const along = (theta: Vector, direction: Vector, t: number): Float64Array =>
  Float64Array.from(theta, (x, i) => x + t * direction[i]);

/** d/dt f(θ + t v) at t = 0 by the central difference of step `h`: exact but for O(h²). */
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

/** ∇²f(θ) v by second central differences, for scalar f. */
export const hessianVector = (
  f: (theta: Vector) => number,
  h: number,
): ((theta: Vector, direction: Vector) => Float64Array) => derivativeAlong(gradient(f, h), h);
