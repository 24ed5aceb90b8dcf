import { exp, log, square } from '@sgmrl/elementary';

/** The least-squares line through (log x, log y): y ≈ factor · x^exponent. */
export interface PowerFit {
  /** The slope of the line. */
  readonly exponent: number;
  /** y at x = 1. */
  readonly factor: number;
  /** Standard error of the exponent, from the residuals; 0 for two points. */
  readonly stderr: number;
}

/**
 * Fits a power law to positive numbers. Not a number unless at least two of the x differ.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { fitPower } from '@sgmrl/theory';
 * const { exponent, factor } = fitPower([1, 2, 4], [3, 12, 48]);
 * ok(Math.abs(exponent - 2) < 1e-12 && Math.abs(factor - 3) < 1e-12);
 * ```
 */
export const fitPower = (x: readonly number[], y: readonly number[]): PowerFit => {
  const n = x.length;
  const [u, v] = [x.map(log), y.map(log)];
  const meanU = u.reduce((sum, a) => sum + a, 0) / n;
  const meanV = v.reduce((sum, b) => sum + b, 0) / n;
  const spread = u.reduce((sum, a) => sum + square(a - meanU), 0);
  const exponent = u.reduce((sum, a, i) => sum + (a - meanU) * (v[i] - meanV), 0) / spread;
  const residual = v.reduce((sum, b, i) => sum + square(b - meanV - exponent * (u[i] - meanU)), 0);
  return {
    exponent,
    factor: exp(meanV - exponent * meanU),
    stderr: n > 2 ? Math.sqrt(residual / (n - 2) / spread) : 0,
  };
};
