import { gaussianLine } from '../continuous';
import { shiftedLog, type Mutant } from './mutant';

const { logProbability } = gaussianLine;

/** Breakages of log π of {@link gaussianLine}. */
export const logProbabilityMutants: readonly Mutant[] = [
  ['is too small by a twentieth', 'likelihood', { logProbability: shiftedLog(gaussianLine, () => -0.05) }],
  ['is off by a factor e', 'normalisation', { logProbability: shiftedLog(gaussianLine, () => 1) }],
  ['forgets 2π', 'normalisation', { logProbability: shiftedLog(gaussianLine, () => Math.log(2 * Math.PI)) }],
  ['is off by a tenth', 'normalisation', { logProbability: shiftedLog(gaussianLine, () => 0.1) }],
  [
    'is off by a factor that the state decides',
    'normalisation',
    { logProbability: shiftedLog(gaussianLine, (_theta, s) => s / 4) },
  ],
  ['is too large by a twentieth', 'normalisation', { logProbability: shiftedLog(gaussianLine, () => 0.05) }],
  [
    'forgets log sigma in its density',
    'normalisation',
    { logProbability: shiftedLog(gaussianLine, (theta) => theta[4] + theta[5]) },
  ],
  [
    'is negative beyond reason',
    'normalisation',
    { logProbability: (_theta, { actions }) => new Float64Array(actions.rows).fill(-Infinity) },
  ],
  [
    'has no number for some actions',
    'samples',
    {
      logProbability: (theta, data) =>
        Float64Array.from(logProbability(theta, data), (x) => (x < -4 ? NaN : x)),
    },
  ],
  [
    'averages log π over rows',
    'independent rows',
    {
      logProbability: (theta, data) => {
        const all = Array.from(logProbability(theta, data));
        return all.map(() => all.reduce((sum, x) => sum + x, 0) / all.length);
      },
    },
  ],
  [
    'gives one log π too few',
    'shapes',
    { logProbability: (theta, data) => Array.from(logProbability(theta, data)).slice(1) },
  ],
  [
    'gives the sum of log π per coordinate twice',
    'shapes',
    { logProbability: (theta, data) => [...Array.from(logProbability(theta, data)), 0, 0] },
  ],
  [
    'clips the parameters in place',
    'calls leave the rest',
    {
      logProbability: (theta, data) => {
        if (theta instanceof Float64Array) theta.forEach((x, i) => (theta[i] = Math.min(0.5, x)));
        return logProbability(theta, data);
      },
    },
  ],
];
