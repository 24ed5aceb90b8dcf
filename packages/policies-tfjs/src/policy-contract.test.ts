import { distance } from '@sgmrl/finite-differences';
import { tabularSoftmax, type Policy, type StateActions } from '@sgmrl/policies';
import { foldIn, key, normal } from '@sgmrl/prng';
import { dot } from '@sgmrl/vector';
import type { Matrix, Vector } from '@sgmrl/vector';
import * as tf from '@tensorflow/tfjs-core';
import type { WasmBackendReady } from './backend';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import { activations } from './mlp';
import { startBackend } from './testing/backend';

/**
 * Actions with weights such that Σ weight·f(action) is the sum or the integral of f over all
 * actions.
 */
interface Quadrature {
  readonly actions: Matrix;
  readonly weight: number;
}

interface Row {
  readonly name: string;
  readonly make: (backend: WasmBackendReady) => Policy;
  readonly observations: Matrix;
  readonly all: Quadrature;
  /** Functions of an action whose means tell distributions apart. */
  readonly statistics: readonly ((action: readonly number[]) => number)[];
  /** How far rounding may take a result of size one. */
  readonly rounding: number;
}

const matrixOf = (columns: number, data: readonly number[]): Matrix => ({
  rows: data.length / columns,
  columns,
  data,
});

const indices = (n: number): Quadrature => ({
  actions: matrixOf(
    1,
    Array.from({ length: n }, (_, a) => a),
  ),
  weight: 1,
});

const indicators = (n: number) =>
  Array.from({ length: n }, (_, a) => (action: readonly number[]) => (action[0] === a ? 1 : 0));

/**
 * The trapezoidal rule on a square grid. For smooth functions that vanish at its border, as a
 * normal density over 10 standard deviations times a polynomial does, its error is that of rounding
 * once the step is below σ/2.
 */
const grid = (halfWidth: number, step: number): Quadrature => {
  const n = Math.round((2 * halfWidth) / step) + 1;
  const points = Array.from({ length: n }, (_, i) => -halfWidth + i * step);
  return {
    actions: matrixOf(
      2,
      points.flatMap((x) => points.flatMap((y) => [x, y])),
    ),
    weight: step * step,
  };
};

const moments = [
  ([x]: readonly number[]) => x,
  ([, y]: readonly number[]) => y,
  ([x]: readonly number[]) => x * x,
  ([, y]: readonly number[]) => y * y,
  ([x, y]: readonly number[]) => x * y,
];

const points = matrixOf(3, [0.5, -1, 2, 0, 0, 0, -0.3, 0.9, 1.1]);
const single = 1e-5;

const rows: readonly Row[] = [
  {
    name: 'tabular softmax',
    make: () => tabularSoftmax(3, 4, 0.8),
    observations: matrixOf(1, [2, 0, 1]),
    all: indices(4),
    statistics: indicators(4),
    rounding: 1e-13,
  },
  ...activations.flatMap((activation): readonly Row[] => [
    {
      name: `categorical MLP with ${activation}`,
      make: (backend) =>
        categoricalMlp(backend)({ observationSize: 3, actions: 4, hidden: [9, 6], activation }),
      observations: points,
      all: indices(4),
      statistics: indicators(4),
      rounding: single,
    },
    {
      name: `Gaussian MLP with ${activation}`,
      make: (backend) =>
        gaussianMlp(backend)({
          observationSize: 3,
          actionSize: 2,
          hidden: [9, 6],
          activation,
          initialLogStd: -0.5,
        }),
      observations: points,
      all: grid(10, 0.25),
      statistics: moments,
      rounding: single,
    },
  ]),
  {
    name: 'Gaussian MLP without hidden layers',
    make: (backend) =>
      gaussianMlp(backend)({
        observationSize: 3,
        actionSize: 2,
        hidden: [],
        activation: 'tanh',
        initialLogStd: 0.1,
      }),
    observations: points,
    all: grid(14, 0.5),
    statistics: moments,
    rounding: single,
  },
];

/** So many copies of row k. */
const repeated = ({ columns, data }: Matrix, k: number, count: number): Matrix => {
  const row = Array.from({ length: columns }, (_, j) => data[k * columns + j]);
  return matrixOf(columns, Array.from({ length: count }, () => row).flat());
};

const rowOf = ({ columns, data }: Matrix, k: number): readonly number[] =>
  Array.from({ length: columns }, (_, j) => data[k * columns + j]);

const only = (matrix: Matrix, k: number): Matrix => repeated(matrix, k, 1);

describe.each(rows)('$name', ({ make, observations, all, statistics, rounding }) => {
  const setUp = async () => {
    const policy = make(await startBackend());
    const theta = policy.initialize(key(11));
    const direction = normal(key(12), policy.dimension);
    const data = { observations, actions: policy.sample(theta, observations, key(13)) };
    return { policy, theta, direction, data };
  };

  /** All actions at one observation, and weight · π of each. */
  const everything = (policy: Policy, theta: Vector, k: number) => {
    const data = { observations: repeated(observations, k, all.actions.rows), actions: all.actions };
    const probabilities = Array.from(policy.logProbability(theta, data), (l) => all.weight * Math.exp(l));
    return { data, probabilities };
  };

  /** The differential operations and the log-probability. */
  const operations = (policy: Policy, theta: Vector, data: StateActions, direction: Vector) => {
    const weights = Array.from({ length: data.observations.rows }, (_, k) => 1 - 0.4 * k);
    return [
      () => policy.logProbability(theta, data),
      () => policy.weightedScore(theta, data, weights),
      () => policy.weightedScores(theta, data, [weights, weights.map((w) => 3 * w)])[1],
      () => policy.directionalDerivative(theta, data, direction),
      () => policy.hessianVectorProduct(theta, data, weights, direction),
      () => policy.curvatureAndScore(theta, data, weights, direction, (d) => d),
    ];
  };

  it('has probabilities that sum to one', async () => {
    const { policy, theta } = await setUp();
    for (let k = 0; k < observations.rows; k += 1) {
      const { probabilities } = everything(policy, theta, k);
      expect(probabilities.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 6);
    }
  });

  it('has a score of mean zero', async () => {
    const { policy, theta } = await setUp();
    const zero = new Float64Array(policy.dimension);
    for (let k = 0; k < observations.rows; k += 1) {
      const { data, probabilities } = everything(policy, theta, k);
      expect(distance(policy.weightedScore(theta, data, probabilities), zero)).toBeLessThan(rounding);
    }
  });

  it('scores many weights as it scores each, to the bit', async () => {
    const { policy, theta, data } = await setUp();
    const weights = [
      [1, 2, 3],
      [0, -1, 0],
      [0.25, 0, 7],
      [0, 0, 0],
    ];
    expect(policy.weightedScores(theta, data, weights)).toEqual(
      weights.map((w) => policy.weightedScore(theta, data, w)),
    );
    expect(policy.weightedScores(theta, data, [])).toEqual([]);
  });

  it('has a mean curvature of minus the Fisher information', async () => {
    const { policy, theta, direction } = await setUp();
    const zero = new Float64Array(policy.dimension);
    for (let k = 0; k < observations.rows; k += 1) {
      const { data, probabilities } = everything(policy, theta, k);
      // E[∇²log π v + ∇log π ⟨∇log π, v⟩] = 0
      const sum = policy.curvatureAndScore(theta, data, probabilities, direction, (d) =>
        Array.from(d, (x, i) => probabilities[i] * x),
      );
      expect(distance(sum, zero)).toBeLessThan(20 * rounding);
    }
  });

  it('has a directional derivative that is the score times the direction', async () => {
    const { policy, theta, direction, data } = await setUp();
    const directional = policy.directionalDerivative(theta, data, direction);
    for (let k = 0; k < observations.rows; k += 1) {
      const one = { observations: only(data.observations, k), actions: only(data.actions, k) };
      const score = policy.weightedScore(theta, one, [1]);
      expect(Math.abs(dot(score, direction) - directional[k])).toBeLessThan(
        10 * rounding * (1 + Math.abs(directional[k])),
      );
    }
  });

  it('samples from the distribution that its log-probability describes', async () => {
    const { policy, theta } = await setUp();
    const n = 20_000;
    const k = 2;
    const { data, probabilities } = everything(policy, theta, k);
    const drawn = policy.sample(theta, repeated(observations, k, n), key(14));
    for (const f of statistics) {
      const values = probabilities.map((_, i) => f(rowOf(data.actions, i)));
      const mean = dot(probabilities, values);
      const variance = dot(
        probabilities,
        values.map((x) => (x - mean) ** 2),
      );
      let total = 0;
      for (let i = 0; i < n; i += 1) total += f(rowOf(drawn, i));
      // 4.5 standard errors: a correct sampler fails one of 30 such tests with probability 2e−4,
      // once and for all.
      expect(Math.abs(total / n - mean)).toBeLessThan(4.5 * Math.sqrt(variance / n));
    }
  });

  it('samples the same from the same key, each row whatever the number of rows', async () => {
    const { policy, theta } = await setUp();
    const all3 = policy.sample(theta, observations, key(15));
    expect(policy.sample(theta, observations, key(15))).toEqual(all3);
    const first = policy.sample(theta, only(observations, 0), key(15));
    expect(rowOf(first, 0)).toEqual(rowOf(all3, 0));
    const many = repeated(observations, 0, 200);
    expect(policy.sample(theta, many, key(15)).data).not.toEqual(policy.sample(theta, many, key(16)).data);
  });

  it('gives a row the same log-probability to the bit, whatever the other rows', async () => {
    const { policy, theta, data } = await setUp();
    const together = policy.logProbability(theta, data);
    for (let k = 0; k < observations.rows; k += 1) {
      const one = { observations: only(data.observations, k), actions: only(data.actions, k) };
      expect(policy.logProbability(theta, one)[0]).toBe(together[k]);
    }
  });

  it('is a pure function: same results again, arguments untouched, results of its own', async () => {
    const { policy, theta, direction, data } = await setUp();
    const before = JSON.stringify([Array.from(theta), Array.from(direction), data]);
    const first = operations(policy, theta, data, direction).map((run) => Array.from(run()));
    const overwritten = operations(policy, theta, data, direction).map((run) =>
      Float64Array.from(run()).fill(7),
    );
    expect(overwritten.length).toBe(first.length);
    expect(operations(policy, theta, data, direction).map((run) => Array.from(run()))).toEqual(first);
    expect(JSON.stringify([Array.from(theta), Array.from(direction), data])).toBe(before);
    expect(Array.from(policy.initialize(key(11)))).toEqual(Array.from(theta));
    expect(Array.from(policy.initialize(foldIn(key(11), 1)))).not.toEqual(Array.from(theta));
  });

  it('takes no rows for an answer', async () => {
    const { policy, theta, direction, data } = await setUp();
    const none = {
      observations: { ...data.observations, rows: 0, data: [] },
      actions: { ...data.actions, rows: 0, data: [] },
    };
    const zero = Array(policy.dimension).fill(0);
    const [logs, score, scores, directional, product, both] = operations(policy, theta, none, direction).map(
      (run) => Array.from(run(), Math.abs),
    );
    expect([logs, directional]).toEqual([[], []]);
    expect([score, scores, product, both]).toEqual([zero, zero, zero, zero]);
    expect(policy.sample(theta, none.observations, key(1)).rows).toBe(0);
  });

  it('reports parameters that are no numbers by results that are none', async () => {
    const { policy, theta, direction, data } = await setUp();
    const broken = new Float64Array(theta.length).fill(NaN);
    const results = operations(policy, broken, data, direction).map((run) => Array.from(run()));
    for (const result of results) expect(result.some(Number.isNaN)).toBe(true);
    expect(policy.sample(broken, observations, key(1)).rows).toBe(observations.rows);
  });

  it('keeps no tensor, also when a call fails', async () => {
    const { policy, theta, direction, data } = await setUp();
    const before = tf.memory().numTensors;
    operations(policy, theta, data, direction).forEach((run) => run());
    policy.sample(theta, observations, key(1));
    expect(() =>
      policy.curvatureAndScore(theta, data, [1, 1, 1], direction, () => {
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(tf.memory().numTensors).toBe(before);
  });
});
