/**
 * Which share of examples shows a broken sampler or density to each law of samples, and how often a law alarms about sound ones: node packages/laws/scripts/measure-policy-laws.mjs [EXAMPLES]
 */
import { cube, discrete } from '@sgmrl/environments';
import { policyLaws } from '@sgmrl/laws';
import { tabularSoftmax } from '@sgmrl/policies';
import { foldIn, normal, uniform } from '@sgmrl/prng';

const examples = Number(process.argv[2] ?? 20);
const laws = ['samples', 'normalisation', 'likelihood'];
const sigma = 0.5;
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
const logNormal = (z) => -0.5 * z * z - halfLogTwoPi - Math.log(sigma);

/**
 * Coordinates a_j = s + σ z_j. A noise has a normal number and a uniform one for each coordinate, and
 * a uniform one for the whole action.
 */
const policy = (
  size,
  {
    noise = (z) => z,
    mean = (s) => s,
    log = logNormal,
    logOfAll = (zs) => zs.reduce((sum, z) => sum + log(z), 0),
    offset = 0,
  },
) => ({
  name: 'measured',
  dimension: 0,
  precision: 'float64',
  observationSpace: cube(1, -2, 2),
  actionSpace: cube(size, -Infinity, Infinity),
  initialize: () => [],
  sample: (_theta, { rows, data }, key) => {
    const [normals, uniforms] = [normal(key, rows * size), uniform(foldIn(key, 1), rows * size)];
    const ofRows = uniform(foldIn(key, 2), rows);
    const actions = Float64Array.from(normals, (z, i) => {
      const k = Math.floor(i / size);
      return mean(data[k]) + sigma * noise(z, uniforms[i], ofRows[k]);
    });
    return { rows, columns: size, data: actions };
  },
  logProbability: (_theta, { observations, actions }) =>
    Float64Array.from({ length: observations.rows }, (_, k) => {
      const row = actions.data.slice(k * size, (k + 1) * size);
      return offset + logOfAll(Array.from(row, (a) => (a - observations.data[k]) / sigma));
    }),
});

/** With this chance all coordinates of an action lie `far` deviations off. */
const outliers = (chance, far) => ({ noise: (z, _u, ofRow) => (ofRow < chance ? far + z : z) });

const subjects = [
  ['1 % outliers, 20 σ off', outliers(0.01, 20)],
  ['1 % outliers, 5 σ off', outliers(0.01, 5)],
  ['1 % outliers, 4 σ off', outliers(0.01, 4)],
  ['1 % outliers, 3 σ off', outliers(0.01, 3)],
  ['0.1 % outliers, 20 σ off', outliers(0.001, 20)],
  ['1 % of the draws with 10 σ', { noise: (z, _u, ofRow) => (ofRow < 0.01 ? 10 * z : z) }],
  ['σ × 2', { noise: (z) => 2 * z }],
  ['σ × 1.5', { noise: (z) => 1.5 * z }],
  ['σ × 1.2', { noise: (z) => 1.2 * z }],
  ['σ × 1.15', { noise: (z) => 1.15 * z }],
  ['σ × 1.1', { noise: (z) => 1.1 * z }],
  ['σ × 1.05', { noise: (z) => 1.05 * z }],
  ['σ × 0.9', { noise: (z) => 0.9 * z }],
  ['the mean is ignored', { mean: () => 0 }],
  ['the mean is σ / 3 off', { mean: (s) => s + sigma / 3 }],
  ['the mean is σ / 5 off', { mean: (s) => s + sigma / 5 }],
  ['the mean is σ / 10 off', { mean: (s) => s + sigma / 10 }],
  ['draws cut off at 2.5 σ', { noise: (z) => Math.max(-2.5, Math.min(2.5, z)) }],
  ['uniform noise of the same variance', { noise: (_z, u) => Math.sqrt(12) * (u - 0.5) }],
  [
    'draws beyond 2.5 σ halved',
    { noise: (z, u, ofRow) => (Math.abs(z) > 2.5 && ofRow < 0.5 ? 5 * (u - 0.5) : z) },
  ],
  ['density × e', { offset: 1 }],
  ['density / e', { offset: -1 }],
  ['density × 1.1', { offset: Math.log(1.1) }],
  ['density / 1.1', { offset: -Math.log(1.1) }],
  ['density × 1.05', { offset: Math.log(1.05) }],
  ['density × 1.03', { offset: Math.log(1.03) }],
  ['density × 1.02', { offset: Math.log(1.02) }],
  ['density / 1.05', { offset: -Math.log(1.05) }],
  ['density / 1.01', { offset: -Math.log(1.01) }],
  ['sound: normal', {}],
  [
    'sound: Cauchy',
    {
      noise: (_z, u) => Math.tan(Math.PI * (u - 0.5)),
      log: (z) => -Math.log(Math.PI * (1 + z * z)) - Math.log(sigma),
    },
  ],
  [
    'sound: exponential',
    { noise: (_z, u) => -Math.log(1 - u), log: (z) => (z < 0 ? -Infinity : -z - Math.log(sigma)) },
  ],
  ['sound: uniform', { noise: (_z, u) => u, log: (z) => (z < 0 || z > 1 ? -Infinity : -Math.log(sigma)) }],
  [
    'sound: Gumbel',
    { noise: (_z, u) => -Math.log(-Math.log(u)), log: (z) => -z - Math.exp(-z) - Math.log(sigma) },
  ],
  [
    'sound: a tenth of the draws with 10 σ',
    {
      noise: (z, _u, ofRow) => (ofRow < 0.1 ? 10 * z : z),
      logOfAll: (zs) => {
        const of = (width, weight) =>
          zs.reduce((sum, z) => sum + logNormal(z / width) - Math.log(width), Math.log(weight));
        const [narrow, wide] = [of(1, 0.9), of(10, 0.1)];
        const most = Math.max(narrow, wide);
        return most + Math.log(Math.exp(narrow - most) + Math.exp(wide - most));
      },
    },
  ],
];

/** Noise of a row that is correlated with that of the row before, by ρ. */
const correlated = (rho) => (size) => {
  const sound = policy(size, {});
  return {
    ...sound,
    sample: (theta, s, key) => {
      const own = sound.sample(theta, s, key).data;
      const noise = (i) => own[i] - s.data[Math.floor(i / size)];
      const a = Math.sqrt((1 + Math.sqrt(1 - 4 * rho * rho)) / 2);
      const b = rho / a;
      const data = own.map((_, i) =>
        i < size ? own[i] : s.data[Math.floor(i / size)] + a * noise(i) + b * noise(i - size),
      );
      return { rows: s.rows, columns: size, data };
    },
  };
};

const percent = (share) => `${String(Math.round(100 * share)).padStart(4)} %`;

/** The share of examples in which each of the laws sees a fault, and in which any of them does. */
const measure = (name, laws, subject) => {
  const chosen = policyLaws(subject).filter((law) => laws.includes(law.name));
  const seen = Array.from({ length: examples }, (_, seed) =>
    laws.map((name) => chosen.find((law) => law.name === name)?.check({ seed, runs: 1 })._tag === 'Left'),
  );
  const shares = [...laws.map((_, i) => (row) => row[i]), (row) => row.includes(true)].map(
    (sees) => seen.filter(sees).length / examples,
  );
  console.log(`${name}: ${shares.map(percent).join(' |')}`);
};

const softmax = tabularSoftmax(3, 3);

/** With this chance an action is another one: drawn from all alike, or the likeliest. */
const mixed = (chance, other) => ({
  ...softmax,
  sample: (theta, s, key) => {
    const drawn = softmax.sample(theta, s, key);
    const [u, v] = [uniform(foldIn(key, 1), s.rows), uniform(foldIn(key, 2), s.rows)];
    const data = Float64Array.from(drawn.data, (a, k) => (u[k] < chance ? other(theta, s.data[k], v[k]) : a));
    return { ...drawn, data };
  },
});
const anyAction = (_theta, _state, u) => Math.floor(3 * u);
const likeliest = (theta, state) => {
  const row = Array.from(theta).slice(3 * state, 3 * state + 3);
  return row.indexOf(Math.max(...row));
};

const discreteLaws = ['samples', 'likelihood'];
const discreteSubjects = [
  ...[0.3, 0.2, 0.1, 0.05].map((epsilon) => [`ε = ${epsilon}, uniform`, mixed(epsilon, anyAction)]),
  ...[0.1, 0.05, 0.02].map((epsilon) => [`ε = ${epsilon}, greedy`, mixed(epsilon, likeliest)]),
  ['sound: softmax', softmax],
];
console.log(`discrete, share of ${String(examples)} examples: ${discreteLaws.join(' | ')} | any`);
for (const [name, policy] of discreteSubjects)
  measure(name, discreteLaws, { policy, observationSpace: discrete(3), actionSpace: discrete(3) });

console.log(`continuous, share of ${String(examples)} examples: ${laws.join(' | ')} | any`);
for (const [name, fault] of subjects)
  for (const size of [1, 3])
    measure(`${name}, ${String(size)} dimension(s)`, laws, {
      policy: policy(size, fault),
      observationSpace: cube(1, -2, 2),
      actionSpace: cube(size, -Infinity, Infinity),
    });

for (const rho of [0.1, 0.2, 0.3, 0.4])
  for (const size of [1, 3])
    measure(`rows correlated by ${String(rho)}, ${String(size)} dimension(s)`, ['independent samples'], {
      policy: correlated(rho)(size),
      observationSpace: cube(1, -2, 2),
      actionSpace: cube(size, -Infinity, Infinity),
    });
