import { cube, type Environment } from '@sgmrl/environments';
import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import type { Key } from '@sgmrl/prng';

/**
 * Observations (n, h, n + 10h) of three numbers at step h of the n-th trajectory to be reset, and
 * nothing that ends an episode. Every key that it is given goes to `seen`.
 */
export const countingVectors = (
  horizon: number,
  seen: (key: Key) => void = () => undefined,
): Environment<readonly [number, number]> => {
  let resets = 0;
  return {
    observationSpace: cube(3, -100, 100),
    actionSpace: cube(2, -100, 100),
    horizon,
    reset: (key) => {
      seen(key);
      return [resets++, 0];
    },
    observe: ([n, h]) => [n, h, n + 10 * h],
    step: ([n, h], _, key) => {
      seen(key);
      return { state: [n, h + 1], reward: 1, terminated: false, truncated: false };
    },
  };
};

/** Acts in {@link countingVectors}: (o_0 + 10 o_1, −o_2) for the observation o. */
export const echo: Policy = {
  ...tabularSoftmax(1, 1),
  name: 'echo',
  observationSpace: cube(3, -100, 100),
  actionSpace: cube(2, -100, 100),
  sample: (_, { rows, columns, data }) => ({
    rows,
    columns: 2,
    data: Array.from({ length: rows }, (__, n) => n * columns).flatMap((at) => [
      data[at] + 10 * data[at + 1],
      -data[at + 2],
    ]),
  }),
};
