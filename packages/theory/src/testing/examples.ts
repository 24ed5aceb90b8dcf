import { randomTabular, type TabularMdp } from '@sgmrl/environments';
import { foldIn, key, normal } from '@sgmrl/prng';

/** A random MDP of a given size: the same for the same seed. */
export const randomMdp = (seed: number, states: number, actions: number, horizon: number): TabularMdp =>
  randomTabular({ kind: 'random-tabular', states, actions, horizon }).sample(foldIn(key(seed), 0));

export const randomLogits = (seed: number, size: number): readonly number[] => [
  ...normal(foldIn(key(seed), 1), size),
];

/**
 * A corridor whose moves are certain and whose rewards are mostly zero: many trajectories have
 * probability zero.
 */
export const sparseMdp: TabularMdp = {
  initial: [1, 0],
  transitions: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0, 1],
      [0.5, 0.5],
    ],
  ],
  rewards: [
    [0, 0],
    [0, 1],
  ],
  horizon: 2,
};

export const right = <L, A>(
  either: { readonly _tag: 'Left'; readonly left: L } | { readonly _tag: 'Right'; readonly right: A },
): A => {
  if (either._tag === 'Left') throw new Error(JSON.stringify(either.left));
  return either.right;
};

/** ‖x − y‖ / ‖y‖ */
export const relativeError = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < y.length; i++) {
    difference += (x[i] - y[i]) ** 2;
    size += y[i] ** 2;
  }
  return Math.sqrt(difference / size);
};
