import { atan, cos, sin, square, tan } from '@sgmrl/elementary';

/**
 * P(|T| ≤ √ν tan θ) for Student's t with ν degrees of freedom, a finite sum (Abramowitz & Stegun,
 * Handbook of Mathematical Functions, 26.7.3 and 26.7.4).
 */
const centralProbability = (degrees: number, theta: number): number => {
  const sine = sin(theta);
  const cosine = cos(theta);
  const odd = degrees % 2 === 1;
  let term = odd ? sine * cosine : sine;
  let sum = 0;
  for (let k = odd ? 3 : 2; k <= degrees; k += 2) {
    sum += term;
    term *= (square(cosine) * (k - 1)) / k;
  }
  return odd ? (2 / Math.PI) * (theta + sum) : sum;
};

/**
 * t with P(|T| ≤ t) = 0.95 for Student's t with ν ≥ 1 degrees of freedom, by bisection to the last
 * bit or two.
 */
export const studentQuantile95 = (degrees: number): number => {
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (centralProbability(degrees, middle) < 0.95) low = middle;
    else high = middle;
  }
  return Math.sqrt(degrees) * tan((low + high) / 2);
};

/**
 * P(|T| ≥ t) for Student's t with ν ≥ 1 degrees of freedom.
 */
export const studentTwoSided = (degrees: number, t: number): number =>
  Math.max(0, 1 - centralProbability(degrees, atan(Math.abs(t) / Math.sqrt(degrees))));
