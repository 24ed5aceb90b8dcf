import { exp } from '@sgmrl/elementary';

/**
 * A number as a function of d variables, to second order: its value, its gradient and its Hessian,
 * row by row. Sums and products of jets are exact: they are Leibniz's rule.
 */
export interface Jet {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/** A number that depends on none of d variables. */
export const constant = (value: number, d: number): Jet => ({
  value,
  gradient: new Float64Array(d),
  hessian: new Float64Array(d * d),
});

/** Variable i of d, where it has a value. */
export const variable = (value: number, i: number, d: number): Jet => {
  const jet = constant(value, d);
  jet.gradient[i] = 1;
  return jet;
};

/** e^x */
export const exponential = ({ value, gradient, hessian }: Jet): Jet => {
  const of = exp(value);
  const d = gradient.length;
  return {
    value: of,
    gradient: gradient.map((g) => of * g),
    hessian: hessian.map((h, k) => of * (h + gradient[Math.floor(k / d)] * gradient[k % d])),
  };
};

/** a + b + … */
export const total = (of: readonly Jet[], d: number): Jet => {
  const sum = { value: 0, gradient: new Float64Array(d), hessian: new Float64Array(d * d) };
  for (const { value, gradient, hessian } of of) {
    sum.value += value;
    for (let i = 0; i < d; i++) sum.gradient[i] += gradient[i];
    for (let k = 0; k < d * d; k++) sum.hessian[k] += hessian[k];
  }
  return sum;
};

/** k a, k a number. */
export const multiple = (k: number, { value, gradient, hessian }: Jet): Jet => ({
  value: k * value,
  gradient: gradient.map((g) => k * g),
  hessian: hessian.map((h) => k * h),
});

/** a b: ∇²(ab) = a∇²b + b∇²a + ∇a∇bᵀ + ∇b∇aᵀ. */
export const product = (a: Jet, b: Jet): Jet => {
  const d = a.gradient.length;
  const hessian = new Float64Array(d * d);
  for (let i = 0, k = 0; i < d; i++)
    for (let j = 0; j < d; j++, k++)
      hessian[k] =
        a.value * b.hessian[k] +
        b.value * a.hessian[k] +
        a.gradient[i] * b.gradient[j] +
        b.gradient[i] * a.gradient[j];
  return {
    value: a.value * b.value,
    gradient: a.gradient.map((g, i) => a.value * b.gradient[i] + b.value * g),
    hessian,
  };
};
