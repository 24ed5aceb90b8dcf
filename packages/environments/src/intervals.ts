import { interval, wholeInterval, type Interval } from '@sgmrl/codecs';

export const probabilities: Interval = { ...interval(0, 1), name: 'number in [0, 1]' };

/** Steps of an episode. */
export const horizons: Interval = wholeInterval(1, 1_000_000);

/** The reward of a step: wide enough for any model, and sums over an episode stay finite. */
export const rewardsOfSteps: Interval = interval(-1e30, 1e30);
