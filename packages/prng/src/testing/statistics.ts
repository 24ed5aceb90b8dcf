/**
 * The Kolmogorov–Smirnov statistic √n·sup|F_n − F|; above 1.9495 with probability 0.001 if the
 * sample follows `cdf`.
 */
export const kolmogorovSmirnov = (sample: ArrayLike<number>, cdf: (x: number) => number): number => {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  const distance = sorted.reduce((worst, x, i) => Math.max(worst, cdf(x) - i / n, (i + 1) / n - cdf(x)), 0);
  return Math.sqrt(n) * distance;
};

/** 1 − Φ(z): Taylor's series below 2.5 and Laplace's continued fraction above; for z ≥ 0. */
export const upperTail = (z: number): number => {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < 2.5) {
    let term = z;
    let sum = z;
    for (let k = 1; k < 80; k++) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z;
  for (let k = 200; k > 0; k--) fraction = z + k / fraction;
  return density / fraction;
};
