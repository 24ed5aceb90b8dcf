import { foldIn, uniform, type Key } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';
import { gaussianLine, gaussianSamples } from '../continuous';
import type { Mutant } from './mutant';

const { sample } = gaussianLine;

const rearranged = (drawn: Matrix, from: (i: number) => number): Matrix => ({
  ...drawn,
  data: Float64Array.from(drawn.data, (_, i) => drawn.data[from(i)]),
});

/** Draws of which some lie as many sigma off as `far` says. */
const withOutliers =
  (chance: number, far: (z: number) => number) =>
  (theta: Vector, s: Matrix, key: Key): Matrix => {
    const u = uniform(foldIn(key, 1), s.rows);
    return gaussianSamples((z, mean, sigma, _j, k) => mean + sigma * (z + (u[k] < chance ? far(z) : 0)))(
      theta,
      s,
      key,
    );
  };

/** Noise of mean zero and variance one that is uniform. */
const uniformSamples = (theta: Vector, s: Matrix, key: Key): Matrix => {
  const u = uniform(key, 2 * s.rows);
  return gaussianSamples((_z, mean, sigma, j, k) => mean + sigma * Math.sqrt(12) * (u[2 * k + j] - 0.5))(
    theta,
    s,
    key,
  );
};

let calls = 0;

/** Breakages of how {@link gaussianLine} draws. */
export const drawMutants: readonly Mutant[] = [
  [
    'draws with twice the sigma',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => mean + 2 * sigma * z) },
  ],
  [
    'draws with sigma squared',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => mean + sigma ** 2 * z) },
  ],
  ['draws with sigma 1', 'samples', { sample: gaussianSamples((z, mean) => mean + z) }],
  [
    'draws with a fifth more sigma',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => mean + 1.2 * sigma * z) },
  ],
  ['draws around zero', 'samples', { sample: gaussianSamples((z, _mean, sigma) => sigma * z) }],
  [
    'draws around minus the mean',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => sigma * z - mean) },
  ],
  [
    'draws a third of sigma too far',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => mean + sigma * (z + 1 / 3)) },
  ],
  [
    'draws with the sigma of the first coordinate',
    'samples',
    { sample: (theta, s, key) => sample([...Array.from(theta).slice(0, 5), theta[4]], s, key) },
  ],
  [
    'draws coordinates the other way round',
    'samples',
    { sample: (theta, s, key) => rearranged(sample(theta, s, key), (i) => i ^ 1) },
  ],
  [
    'draws half a distribution',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => mean + sigma * Math.abs(z)) },
  ],
  [
    'cuts its draws off at a sigma',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => mean + sigma * Math.max(-1, Math.min(1, z))) },
  ],
  ['draws from a uniform distribution of the same variance', 'samples', { sample: uniformSamples }],
  [
    'draws from a uniform distribution of the same variance (fitted)',
    'likelihood',
    { sample: uniformSamples },
  ],
  [
    'draws both coordinates with one noise',
    'samples',
    {
      sample: (theta, s, key) => {
        const noise = sample([0, 0, 0, 0, 0, 0], s, key).data;
        return gaussianSamples((_z, mean, sigma, _j, k) => mean + sigma * noise[2 * k])(theta, s, key);
      },
    },
  ],
  ['draws the mean', 'samples', { sample: gaussianSamples((_z, mean) => mean) }],
  [
    'rounds its draws',
    'samples',
    { sample: gaussianSamples((z, mean, sigma) => Math.round(mean + sigma * z)) },
  ],
  [
    'looks at the first observation for all',
    'independent rows',
    {
      sample: (theta, s, key) => sample(theta, { ...s, data: Array.from(s.data, () => s.data[0]) }, key),
    },
  ],
  [
    'draws one noise for all rows',
    'samples',
    {
      sample: (theta, s, key) => {
        const noise = sample([0, 0, 0, 0, 0, 0], { rows: 1, columns: 1, data: [0] }, key).data;
        const own = sample([0, 0, 0, 0, 0, 0], s, key).data;
        return gaussianSamples(
          (_z, mean, sigma, j, k) => mean + sigma * Math.SQRT1_2 * (noise[j] + own[2 * k + j]),
        )(theta, s, key);
      },
    },
  ],
  [
    'draws every noise twice',
    'independent samples',
    {
      sample: (theta, s, key) => {
        const own = sample([0, 0, 0, 0, 0, 0], s, key).data;
        return gaussianSamples((_z, mean, sigma, j, k) => mean + sigma * own[2 * (k - (k % 2)) + j])(
          theta,
          s,
          key,
        );
      },
    },
  ],
  [
    'draws opposite noises in turns',
    'independent samples',
    {
      sample: (theta, s, key) => {
        const own = sample([0, 0, 0, 0, 0, 0], s, key).data;
        return gaussianSamples(
          (_z, mean, sigma, j, k) => mean + sigma * own[2 * (k - (k % 2)) + j] * (k % 2 === 0 ? 1 : -1),
        )(theta, s, key);
      },
    },
  ],
  [
    'takes the noise of a row one place apart from the next',
    'independent samples',
    {
      sample: (theta, s, key) => {
        const own = sample([0, 0, 0, 0, 0, 0], { ...s, rows: s.rows + 1 }, key).data;
        return gaussianSamples((_z, mean, sigma, j, k) => mean + sigma * own[k + j])(theta, s, key);
      },
    },
  ],
  ['ignores the key', 'independent samples', { sample: (theta, s) => sample(theta, s, [1, 2]) }],
  [
    'ignores half of the key',
    'independent samples',
    { sample: (theta, s, [first]) => sample(theta, s, [first, 0]) },
  ],
  [
    'adds no noise in row 0',
    'every row',
    { sample: gaussianSamples((z, mean, sigma, _j, k) => mean + (k === 0 ? 0 : sigma * z)) },
  ],
  [
    'draws row 5 with twice the sigma',
    'every row',
    { sample: gaussianSamples((z, mean, sigma, _j, k) => mean + (k === 5 ? 2 : 1) * sigma * z) },
  ],
  [
    'draws row 7 a sigma too far',
    'every row',
    { sample: gaussianSamples((z, mean, sigma, _j, k) => mean + sigma * (k === 7 ? z + 1 : z)) },
  ],
  ['has outliers in one draw of a hundred', 'likelihood', { sample: withOutliers(0.01, () => 20) }],
  [
    'has outliers in one draw of a hundred, on both sides',
    'likelihood',
    { sample: withOutliers(0.01, (z) => 10 * z) },
  ],
  ['has outliers in one draw of a thousand', 'likelihood', { sample: withOutliers(0.001, () => -20) }],
  [
    'draws with a tenth more sigma',
    'likelihood',
    { sample: gaussianSamples((z, mean, sigma) => mean + 1.1 * sigma * z) },
  ],
  [
    'draws a fifth of sigma too far',
    'likelihood',
    { sample: gaussianSamples((z, mean, sigma) => mean + sigma * (z + 0.2)) },
  ],
  [
    'cuts its draws off at two and a half sigma',
    'likelihood',
    { sample: gaussianSamples((z, mean, sigma) => mean + sigma * Math.max(-2.5, Math.min(2.5, z))) },
  ],
  ['counts its calls', 'repeatable samples', { sample: (theta, s) => sample(theta, s, [calls++, 0]) }],
  [
    'draws one coordinate',
    'shapes',
    {
      sample: (theta, s, key) => ({
        rows: s.rows,
        columns: 1,
        data: Array.from(sample(theta, s, key).data).slice(0, s.rows),
      }),
    },
  ],
  [
    'draws infinities',
    'shapes',
    {
      sample: (theta, s, key) => ({
        ...sample(theta, s, key),
        data: new Float64Array(2 * s.rows).fill(Infinity),
      }),
    },
  ],
  [
    'normalises observations in place',
    'calls leave the rest',
    {
      sample: (theta, s, key) => {
        if (s.data instanceof Float64Array) s.data.forEach((x, i, all) => (all[i] = x / 2));
        return sample(theta, s, key);
      },
    },
  ],
];
