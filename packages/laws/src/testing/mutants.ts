import { fromThree, tabularSoftmax, type Policy } from '@sgmrl/policies';
import { foldIn, uniform, type Key } from '@sgmrl/prng';
import { scale, type Matrix, type Vector } from '@sgmrl/vector';
import { gaussianLine, gaussianSamples } from './continuous';

/** A way to break a policy, and the law that sees it. */
export type Mutant = readonly [what: string, law: string, fault: Partial<Policy>];

/** The policy with some of its three basic operations changed, and the others derived from them. */
const derived = (policy: Policy, fault: Partial<Parameters<typeof fromThree>[0]>): Partial<Policy> =>
  fromThree({ ...policy, ...fault });

const { sample, logProbability, weightedScore, directionalDerivative, hessianVectorProduct, initialize } =
  gaussianLine;

const shiftedLog =
  (policy: Policy, by: (theta: Vector, observation: number) => number): Policy['logProbability'] =>
  (theta, data) =>
    Float64Array.from(policy.logProbability(theta, data), (x, k) => x + by(theta, data.observations.data[k]));

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

/** Weights of the first rows alone. */
const upToRow = (rows: number, weights: Vector): Vector => Array.from(weights, (w, k) => (k < rows ? w : 0));

/** Breakages that begin with a certain number of rows. */
const endsEarly = (policy: Policy): readonly Mutant[] => [
  ...[8, 16, 64, 128].map((rows): Mutant => [
    `sums the scores of ${String(rows)} rows at most`,
    'many rows',
    derived(policy, {
      weightedScore: (theta, data, w) => policy.weightedScore(theta, data, upToRow(rows, w)),
    }),
  ]),
  [
    'drops rows after the fifth in its Hessian',
    'many rows',
    derived(policy, {
      hessianVectorProduct: (theta, data, w, v) => policy.hessianVectorProduct(theta, data, upToRow(5, w), v),
    }),
  ],
  [
    'drops rows after the fifth in the combined operation',
    'many rows',
    {
      curvatureAndScore: (theta, data, w, v, omega) =>
        policy.curvatureAndScore(theta, data, upToRow(5, w), v, (d) => upToRow(5, omega(d))),
    },
  ],
  [
    'has no log π after 64 rows',
    'many rows',
    {
      logProbability: (theta, data) =>
        Array.from(policy.logProbability(theta, data), (log, k) => (k < 64 ? log : 0)),
    },
  ],
];

/** Noise of mean zero and variance one that is uniform. */
const uniformSamples = (theta: Vector, s: Matrix, key: Key): Matrix => {
  const u = uniform(key, 2 * s.rows);
  return gaussianSamples((_z, mean, sigma, j, k) => mean + sigma * Math.sqrt(12) * (u[2 * k + j] - 0.5))(
    theta,
    s,
    key,
  );
};

const modeFrom =
  (of: (mean: number, sigma: number) => number) =>
  (theta: Vector, s: Matrix): Matrix =>
    gaussianSamples((_z, mean, sigma) => of(mean, sigma))(theta, s, [0, 0]);

let calls = 0;
const buffer = new Float64Array(gaussianLine.dimension);

/** Breakages of a normal distribution in R² with a straight line for its mean. */
export const continuousMutants: readonly Mutant[] = [
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
  ...endsEarly(gaussianLine),
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
  ['is too small by a twentieth', 'likelihood', { logProbability: shiftedLog(gaussianLine, () => -0.05) }],
  [
    'cuts its draws off at two and a half sigma',
    'likelihood',
    { sample: gaussianSamples((z, mean, sigma) => mean + sigma * Math.max(-2.5, Math.min(2.5, z))) },
  ],
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
  ['has a block too few', 'blocks', { blocks: [{ name: 'mean', shape: [2, 2] }] }],
  ['has a block too large', 'blocks', { blocks: [{ name: 'all', shape: [7] }] }],
  [
    'has blocks of one name',
    'blocks',
    {
      blocks: [
        { name: 'half', shape: [3] },
        { name: 'half', shape: [3] },
      ],
    },
  ],
  ['has a block of no shape', 'blocks', { blocks: [{ name: 'all', shape: [-2, -3] }] }],
  ['claims one action', 'spaces', { actionSpace: { kind: 'box', low: [-Infinity] } }],
  ['claims to observe indices', 'spaces', { observationSpace: { kind: 'discrete', size: 2 } }],
  [
    'sums the scores of four rows at most',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        weightedScore(
          theta,
          data,
          Array.from(w, (x, k) => (k < 4 ? x : 0)),
        ),
    }),
  ],
  [
    'stops at the first row without weight',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) => {
        const end = Array.from(w).indexOf(0);
        return weightedScore(
          theta,
          data,
          Array.from(w, (x, k) => (end < 0 || k < end ? x : 0)),
        );
      },
    }),
  ],
  ['counts its calls', 'repeatable samples', { sample: (theta, s) => sample(theta, s, [calls++, 0]) }],
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
    'starts with a number too few',
    'initial parameters',
    { initialize: (key) => Array.from(initialize(key)).slice(1) },
  ],
  [
    'starts with a number too many',
    'initial parameters',
    { initialize: (key) => [...Array.from(initialize(key)), 0] },
  ],
  ['starts with NaN', 'initial parameters', { initialize: (key) => Array.from(initialize(key), Math.sqrt) }],
  [
    'starts elsewhere each time',
    'initial parameters',
    { initialize: (key) => scale(++calls, initialize(key)) },
  ],
  [
    'starts in one buffer',
    'initial parameters',
    {
      initialize: (key) => {
        buffer.set(Array.from(initialize(key)));
        return buffer;
      },
    },
  ],
  ['claims a dimension that is none', 'initial parameters', { dimension: 6.5 }],
  [
    'has half the score of log sigma',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        Float64Array.from(weightedScore(theta, data, w), (x, i) => (i < 4 ? x : x / 2)),
      directionalDerivative: (theta, data, v) =>
        directionalDerivative(
          theta,
          data,
          Array.from(v, (x, i) => (i < 4 ? x : x / 2)),
        ),
    }),
  ],
  [
    'has the score of the variance',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        Float64Array.from(weightedScore(theta, data, w), (x, i) => (i < 4 ? x : x / Math.exp(theta[i]))),
    }),
  ],
  [
    'forgets the slope of the mean in its score',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        Float64Array.from(weightedScore(theta, data, w), (x, i) => (i === 1 ? 0 : x)),
    }),
  ],
  [
    'means scores instead of summing them',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) => scale(1 / data.actions.rows, weightedScore(theta, data, w)),
    }),
  ],
  [
    'ignores weights',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        weightedScore(
          theta,
          data,
          Array.from(w, () => 1),
        ),
    }),
  ],
  [
    'has the Hessian of another sign',
    'curvature',
    derived(gaussianLine, {
      hessianVectorProduct: (theta, data, w, v) => scale(-1, hessianVectorProduct(theta, data, w, v)),
    }),
  ],
  [
    'has a Hessian without its mixed terms',
    'curvature',
    derived(gaussianLine, {
      hessianVectorProduct: (theta, data, w, v) => {
        const apart = [0, 1].map((half) =>
          hessianVectorProduct(
            theta,
            data,
            w,
            Array.from(v, (x, i) => (i < 4 === (half === 0) ? x : 0)),
          ),
        );
        return Float64Array.from(v, (_, i) => apart[i < 4 ? 0 : 1][i]);
      },
    }),
  ],
  [
    'forgets the score in the combined operation',
    'combined operation',
    { curvatureAndScore: hessianVectorProduct },
  ],
  [
    'weighs by d at other parameters in the combined operation',
    'combined operation',
    {
      curvatureAndScore: (theta, data, w, v, omega) =>
        fromThree(gaussianLine).curvatureAndScore(theta, data, w, v, (d) => scale(2, omega(d))),
    },
  ],
  [
    'gives the first of many scores for all',
    'weighted scores',
    {
      weightedScores: (theta, data, ws) => ws.map(() => weightedScore(theta, data, ws[0])),
    },
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
  [
    'gives all scores in one buffer',
    'calls leave the rest',
    {
      weightedScore: (theta, data, w) => {
        buffer.set(Array.from(weightedScore(theta, data, w)));
        return buffer;
      },
    },
  ],
];

const softmax = tabularSoftmax(3, 3, 1);

const actionsChanged =
  (change: (action: number, k: number) => number) =>
  (theta: Vector, s: Matrix, key: Key): Matrix => {
    const drawn = softmax.sample(theta, s, key);
    return { ...drawn, data: Float64Array.from(drawn.data, change) };
  };

/** Explores: with probability ε an action is drawn from all alike. */
const exploring =
  (epsilon: number) =>
  (theta: Vector, s: Matrix, key: Key): Matrix => {
    const [u, other] = [uniform(foldIn(key, 1), s.rows), uniform(foldIn(key, 2), s.rows)];
    return actionsChanged((a, k) => (u[k] < epsilon ? Math.floor(3 * other[k]) : a))(theta, s, key);
  };

/** Breakages of a tabular softmax policy with three states and three actions. */
export const discreteMutants: readonly Mutant[] = [
  ['draws the next action', 'samples', { sample: actionsChanged((a) => (a + 1) % 3) }],
  ['draws one action too far', 'shapes', { sample: actionsChanged((a) => a + 1) }],
  ['draws between actions', 'shapes', { sample: actionsChanged((a) => a + 0.25) }],
  [
    'draws every tenth action anew, as 0',
    'samples',
    { sample: actionsChanged((a, k) => (k % 10 === 0 ? 0 : a)) },
  ],
  ['draws the likeliest', 'samples', { sample: (theta, s, key) => softmax.sample(scale(50, theta), s, key) }],
  ['draws uniformly', 'samples', { sample: (theta, s, key) => softmax.sample(scale(0, theta), s, key) }],
  [
    'draws at the state before',
    'samples',
    {
      sample: (theta, s, key) =>
        softmax.sample(theta, { ...s, data: Array.from(s.data, (x) => (x + 2) % 3) }, key),
    },
  ],
  [
    'draws once for all rows of a state',
    'samples',
    {
      sample: (theta, s, key) => {
        const drawn = softmax.sample(theta, s, key);
        const states = Array.from(s.data);
        return { ...drawn, data: states.map((state) => drawn.data[states.indexOf(state)]) };
      },
    },
  ],
  [
    'draws pairs',
    'independent samples',
    {
      sample: (theta, s, key) => {
        const drawn = softmax.sample(theta, s, key);
        return {
          ...drawn,
          data: Array.from(drawn.data, (a, k) =>
            s.data[k] === s.data[k - (k % 3)] ? drawn.data[k - (k % 3)] : a,
          ),
        };
      },
    },
  ],
  ['ignores the key', 'independent samples', { sample: (theta, s) => softmax.sample(theta, s, [1, 2]) }],
  [
    'ignores half of the key',
    'independent samples',
    { sample: (theta, s, [, second]) => softmax.sample(theta, s, [7, second]) },
  ],
  ['explores in one draw of ten', 'likelihood', { sample: exploring(0.1) }],
  ['explores in one draw of twenty', 'likelihood', { sample: exploring(0.05) }],
  ['takes action 0 in row 0', 'every row', { sample: actionsChanged((a, k) => (k === 0 ? 0 : a)) }],
  [
    'takes the next action in row 6',
    'every row',
    { sample: actionsChanged((a, k) => (k === 6 ? (a + 1) % 3 : a)) },
  ],
  ...endsEarly(softmax),
  [
    'forgets the normaliser',
    'normalisation',
    {
      logProbability: (theta, { observations, actions }) =>
        Float64Array.from(actions.data, (a, k) => theta[3 * observations.data[k] + a]),
    },
  ],
  ['is off by a millionth', 'normalisation', { logProbability: shiftedLog(softmax, () => 1e-6) }],
  [
    'is off in one state',
    'normalisation',
    { logProbability: shiftedLog(softmax, (_theta, s) => (s === 2 ? 0.01 : 0)) },
  ],
  [
    'has a score of another mean',
    'mean score',
    derived(softmax, {
      directionalDerivative: (theta, data, v) =>
        Array.from(softmax.directionalDerivative(theta, data, v), (x) => x + 0.01),
    }),
  ],
  [
    'forgets the baseline in the score',
    'score',
    derived(softmax, {
      weightedScore: (_theta, { observations, actions }, w) => {
        const out = new Float64Array(9);
        Array.from(w).forEach((x, k) => (out[3 * observations.data[k] + actions.data[k]] += x));
        return out;
      },
    }),
  ],
  [
    'has a mode of the first action',
    'mode',
    { mode: (_theta, { rows }) => ({ rows, columns: 1, data: new Float64Array(rows) }) },
  ],
  [
    'has a mode between actions',
    'mode',
    { mode: (_theta, { rows }) => ({ rows, columns: 1, data: new Float64Array(rows).fill(0.5) }) },
  ],
  ['has blocks of another size', 'blocks', { blocks: [{ name: 'logits', shape: [3, 2] }] }],
  ['has no curvature', 'curvature', derived(softmax, { hessianVectorProduct: () => new Float64Array(9) })],
  ['starts with a state too few', 'initial parameters', { initialize: () => new Float64Array(6) }],
];
