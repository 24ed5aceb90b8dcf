import type { Baseline } from '../baseline';

/** The same number everywhere: nothing is fitted. */
export const constant = (value: number): Baseline => ({
  name: `constant ${String(value)}`,
  fitted: false,
  fit: () => ({ predict: ({ mask }) => Float64Array.from(mask, () => value) }),
});

/** The mean reward-to-go of the trajectories that run at a step; zero where none does. */
export const meanOfStep: Baseline = {
  name: 'mean of the step',
  fitted: true,
  fit: ({ steps, mask }, rewardsToGo) => {
    const means = Array.from({ length: steps }, (_, h) => {
      const rows = Array.from(mask, (_, row) => row).filter((row) => row % steps === h && mask[row] === 1);
      return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + rewardsToGo[row], 0) / rows.length;
    });
    return { predict: (batch) => Float64Array.from(batch.mask, (_, row) => means[row % batch.steps]) };
  },
};
