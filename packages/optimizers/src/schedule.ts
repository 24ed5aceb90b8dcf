import { cos, exp, log, power } from '@sgmrl/elementary';
import { checkFinite, checkPositive } from './check';

/** A number for each update k = 0, 1, 2, …; usually a learning rate. */
export type Schedule = (step: number) => number;

/**
 * The same value at every step.
 *
 * @throws RangeError unless `value` is finite.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { constant } from '@sgmrl/optimizers';
 * strictEqual(constant(0.1)(1000), 0.1);
 * ```
 */
export const constant = (value: number): Schedule => {
  checkFinite('constant: value', value);
  return () => value;
};

const checkRamp = (name: string, initial: number, final: number, steps: number): void => {
  checkFinite(`${name}: initial`, initial);
  checkFinite(`${name}: final`, final);
  checkPositive(`${name}: steps`, steps);
};

/**
 * A straight line from `initial` at step 0 to `final` at step `steps`, and `final` from there on.
 *
 * @throws RangeError unless `initial` and `final` are finite and `steps` is positive.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { linear } from '@sgmrl/optimizers';
 * deepStrictEqual([0, 1, 2, 3].map(linear(4, 2, 2)), [4, 3, 2, 2]);
 * ```
 */
export const linear = (initial: number, final: number, steps: number): Schedule => {
  checkRamp('linear', initial, final, steps);
  // At its end the sum would round: 1 + (0.1 − 1) is not 0.1. Halves, since final − initial may be
  // beyond the largest number.
  return (step) => (step >= steps ? final : 2 * (initial / 2 + (final / 2 - initial / 2) * (step / steps)));
};

/**
 * Half a cosine from `initial` at step 0 to `final` at step `steps`, and `final` from there on:
 * final + (initial − final)·(1 + cos(π·k/steps))/2.
 *
 * Source: I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR
 * 2017, equation 5, without restarts.
 *
 * @throws RangeError unless `initial` and `final` are finite and `steps` is positive.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { cosineDecay } from '@sgmrl/optimizers';
 * deepStrictEqual([0, 2, 9].map(cosineDecay(1, 0, 2)), [1, 0, 0]);
 * ```
 */
export const cosineDecay = (initial: number, final: number, steps: number): Schedule => {
  checkRamp('cosineDecay', initial, final, steps);
  // Halves, as above.
  return (step) =>
    step >= steps
      ? final
      : 2 * (final / 2 + (initial / 2 - final / 2) * 0.5 * (1 + cos(Math.PI * (step / steps))));
};

/**
 * initial·rate^(k/steps): multiplied by `rate` once in every `steps` steps, smoothly in between.
 *
 * @throws RangeError unless `initial` is finite, and `rate` and `steps` are positive and finite.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { exponentialDecay } from '@sgmrl/optimizers';
 * deepStrictEqual([0, 10, 20].map(exponentialDecay(1, 0.5, 10)), [1, 0.5, 0.25]);
 * ```
 */
export const exponentialDecay = (initial: number, rate: number, steps: number): Schedule => {
  checkFinite('exponentialDecay: initial', initial);
  checkPositive('exponentialDecay: rate', rate);
  checkPositive('exponentialDecay: steps', steps);
  return (step) => {
    const exponent = Math.min(step / steps, Number.MAX_SAFE_INTEGER);
    const growth = realPower(rate, exponent);
    return growth > 0 && growth < Infinity
      ? initial * growth
      : Math.sign(initial) * exp(log(Math.abs(initial)) + exponent * log(rate));
  };
};

/** base^exponent: whole powers as products, which round least, and what is left by exp and log. */
const realPower = (base: number, exponent: number): number => {
  const whole = Math.floor(exponent);
  return power(base, whole) * exp((exponent - whole) * log(base));
};
