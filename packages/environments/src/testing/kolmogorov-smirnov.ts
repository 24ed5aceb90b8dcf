/** The largest distance between the empirical distribution of a sample and U[low, high]. */
export const kolmogorovSmirnov = (sample: readonly number[], low: number, high: number): number =>
  Math.max(
    ...sample
      .toSorted((a, b) => a - b)
      .map((x, i, { length: n }) => {
        const u = (x - low) / (high - low);
        return Math.max(Math.abs(u - i / n), Math.abs(u - (i + 1) / n));
      }),
  );
