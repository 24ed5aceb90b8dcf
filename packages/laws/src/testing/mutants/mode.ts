import type { Matrix, Vector } from '@sgmrl/vector';
import { gaussianSamples } from '../continuous';
import type { Mutant } from './mutant';

const modeFrom =
  (of: (mean: number, sigma: number) => number) =>
  (theta: Vector, s: Matrix): Matrix =>
    gaussianSamples((_z, mean, sigma) => of(mean, sigma))(theta, s, [0, 0]);

/** Breakages of the most probable action of `gaussianLine`. */
export const modeMutants: readonly Mutant[] = [
  ['has a mode of nine everywhere', 'mode', { mode: modeFrom(() => 9) }],
  ['has a mode of zero everywhere', 'mode', { mode: modeFrom(() => 0) }],
  ['has a mode a fifth of sigma off', 'mode', { mode: modeFrom((mean, sigma) => mean + 0.2 * sigma) }],
  ['has a mode of no number', 'mode', { mode: modeFrom(() => NaN) }],
  [
    'has a mode of one row',
    'mode',
    { mode: (theta, s) => modeFrom((mean) => mean)(theta, { ...s, rows: 1 }) },
  ],
  [
    'changes its observations for the mode',
    'calls leave the rest',
    {
      mode: (theta, s) => {
        if (s.data instanceof Float64Array) s.data.forEach((x, i, all) => (all[i] = x / 2));
        return modeFrom((mean) => mean)(theta, s);
      },
    },
  ],
];
