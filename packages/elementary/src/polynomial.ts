/** c₀ + x(c₁ + x(c₂ + …)), from the inside out. */
export const polynomial = (x: number, coefficients: readonly number[]): number => {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = coefficients[i] + x * value;
  return value;
};
