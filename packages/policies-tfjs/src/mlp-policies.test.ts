import * as tf from '@tensorflow/tfjs-core';
import { derivativeAlong, distance, gradient, hessianVector } from '@sgmrl/finite-differences';
import { fromThree, type Policy, type StateActions } from '@sgmrl/policies';
import { foldIn, key, normal, uniform } from '@sgmrl/prng';
import { dot, type Vector } from '@sgmrl/vector';
import fc from 'fast-check';
import type { WasmBackendReady } from './backend';
import { categoricalMlp } from './categorical-mlp';
import { fromLogProbability } from './from-log-probability';
import { gaussianMlp } from './gaussian-mlp';
import { categoricalMlpLogProbability, gaussianMlpLogProbability } from './mlp-log-probability';
import { activations, type Activation } from './mlp';
import { startBackend } from './testing/backend';
import { distanceToKink, referenceCategorical, referenceGaussian } from './testing/reference-mlp';

interface Case {
  readonly policy: Policy;
  readonly tensors: ReturnType<typeof gaussianMlpLogProbability>;
  readonly reference: (theta: Vector, data: StateActions) => Float64Array;
  readonly data: StateActions;
}

const observationsOf = (seed: number, rows: number, columns: number) => ({
  rows,
  columns,
  data: normal(foldIn(key(seed), 0), rows * columns),
});

const gaussianCase = (
  backend: WasmBackendReady,
  seed: number,
  rows: number,
  sizes: readonly number[],
  activation: Activation,
): Case => {
  const [observationSize, actionSize, ...hidden] = sizes;
  const spec = { observationSize, actionSize, hidden, activation, initialLogStd: -0.3 };
  return {
    policy: gaussianMlp(backend)(spec),
    tensors: gaussianMlpLogProbability(spec),
    reference: referenceGaussian([observationSize, ...hidden, actionSize], activation),
    data: {
      observations: observationsOf(seed, rows, observationSize),
      actions: { rows, columns: actionSize, data: normal(foldIn(key(seed), 1), rows * actionSize) },
    },
  };
};

const categoricalCase = (
  backend: WasmBackendReady,
  seed: number,
  rows: number,
  sizes: readonly number[],
  activation: Activation,
): Case => {
  const [observationSize, actions, ...hidden] = sizes;
  const spec = { observationSize, actions, hidden, activation };
  return {
    policy: categoricalMlp(backend)(spec),
    tensors: categoricalMlpLogProbability(spec),
    reference: referenceCategorical([observationSize, ...hidden, actions], activation),
    data: {
      observations: observationsOf(seed, rows, observationSize),
      actions: {
        rows,
        columns: 1,
        data: uniform(foldIn(key(seed), 1), rows).map((u) => Math.floor(u * actions)),
      },
    },
  };
};

/**
 * Random networks; numbers come from the seed rather than from fast-check, whose favourite zeros
 * sit on ReLU's kink.
 */
const recipe = fc.record({
  head: fc.constantFrom('gaussian' as const, 'categorical' as const),
  seed: fc.nat(1_000_000),
  rows: fc.integer({ min: 1, max: 5 }),
  ends: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  hidden: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
  activation: fc.constantFrom(...activations),
});

type Recipe = typeof recipe extends fc.Arbitrary<infer R> ? R : never;

const make = { gaussian: gaussianCase, categorical: categoricalCase };

const problemOf = (backend: WasmBackendReady, { head, seed, rows, ends, hidden, activation }: Recipe) => {
  const made = make[head](backend, seed, rows, [...ends, ...hidden], activation);
  const { dimension } = made.policy;
  const [observationSize, outputSize] = ends;
  const draw = (stream: number, n: number, scale: number) =>
    normal(foldIn(key(seed), stream), n).map((z) => scale * z);
  const theta = draw(2, dimension, 0.6);
  const margin = distanceToKink(
    [observationSize, ...hidden, outputSize],
    activation,
    theta,
    made.data.observations,
  );
  return {
    ...made,
    margin,
    theta,
    direction: draw(3, dimension, 1),
    weights: draw(4, rows, 1),
    omega: draw(5, rows, 1),
  };
};

const forAllProblems = async (
  holds: (problem: ReturnType<typeof problemOf>, backend: WasmBackendReady) => void,
  numRuns = 100,
): Promise<void> => {
  const backend = await startBackend();
  fc.assert(
    fc.property(recipe, (ingredients) => {
      holds(problemOf(backend, ingredients), backend);
    }),
    { numRuns },
  );
};

/**
 * Float32 rounds by 6e−8. The longest sums here have 5 rows × 5 terms of size up to about 30 times
 * the result's scale max(1, |result|), through at most four layers: 1e−4 leaves a factor of ten.
 */
const tolerance = 1e-4;
/**
 * Second differences in float64 with h = 1e−4: truncation h² f⁗ and rounding 1e−16·|f|/h² stay
 * below 1e−6.
 */
const h = 1e-4;
/** Steps of 1e−4 in θ move a pre-activation by less than this. */
const clear = 0.02;

describe('MLP policies', () => {
  it('are what the definition says, in float64', async () => {
    await forAllProblems(({ policy, reference, data, theta }) => {
      expect(distance(policy.logProbability(theta, data), reference(theta, data))).toBeLessThan(tolerance);
    });
  });

  it('differentiate once as finite differences of that definition do', async () => {
    await forAllProblems(({ policy, reference, data, theta, direction, weights, margin }) => {
      fc.pre(margin > clear);
      const surrogate = (x: Vector) => dot(weights, reference(x, data));
      expect(
        distance(policy.weightedScore(theta, data, weights), gradient(surrogate, 1e-5)(theta)),
      ).toBeLessThan(tolerance);
      expect(
        distance(
          policy.directionalDerivative(theta, data, direction),
          derivativeAlong((x) => reference(x, data), 1e-5)(theta, direction),
        ),
      ).toBeLessThan(tolerance);
    });
  });

  it('differentiate twice as finite differences of that definition do', async () => {
    await forAllProblems(({ policy, reference, data, theta, direction, weights, margin }) => {
      fc.pre(margin > clear);
      const surrogate = (x: Vector) => dot(weights, reference(x, data));
      expect(
        distance(
          policy.hessianVectorProduct(theta, data, weights, direction),
          hessianVector(surrogate, h)(theta, direction),
        ),
      ).toBeLessThan(tolerance);
    }, 60);
  });

  it('combine the three operations as their definition says', async () => {
    await forAllProblems(({ policy, data, theta, direction, weights, omega }) => {
      const scoreWeights = (d: Vector) => omega.map((w, k) => w * d[k] + 1);
      expect(
        distance(
          policy.curvatureAndScore(theta, data, weights, direction, scoreWeights),
          fromThree(policy).curvatureAndScore(theta, data, weights, direction, scoreWeights),
        ),
      ).toBeLessThan(tolerance);
    });
  });

  it('agree with automatic differentiation of their tfjs log-probability', async () => {
    const before = tf.memory().numTensors;
    await forAllProblems(({ policy, tensors, data, theta, direction, weights }, backend) => {
      const derived = fromLogProbability(backend)(tensors);
      expect(derived.dimension).toBe(policy.dimension);
      const pairs: readonly (readonly [Vector, Vector])[] = [
        [policy.logProbability(theta, data), derived.logProbability(theta, data)],
        [policy.weightedScore(theta, data, weights), derived.weightedScore(theta, data, weights)],
        [
          policy.directionalDerivative(theta, data, direction),
          derived.directionalDerivative(theta, data, direction),
        ],
        [
          policy.hessianVectorProduct(theta, data, weights, direction),
          derived.hessianVectorProduct(theta, data, weights, direction),
        ],
      ];
      pairs.forEach(([analytic, automatic]) => expect(distance(analytic, automatic)).toBeLessThan(tolerance));
    }, 40);
    expect(tf.memory().numTensors).toBe(before);
  });

  // Sizes that are no multiples of the kernels' tiles and larger than their blocks
  it.each(['gaussian', 'categorical'] as const)('agree on many rows and wide layers: %s', async (head) => {
    const backend = await startBackend();
    const { policy, tensors, data, theta, direction, weights } = problemOf(backend, {
      head,
      seed: 3,
      rows: 700,
      ends: [5, 3],
      hidden: [67, 90],
      activation: 'tanh',
    });
    const small = theta.map((x) => 0.2 * x);
    const derived = fromLogProbability(backend)(tensors);
    // Sums of 700 rows in float32, in different orders: relative error of order √700 · 6e−8 each
    // way.
    expect(
      distance(policy.weightedScore(small, data, weights), derived.weightedScore(small, data, weights)),
    ).toBeLessThan(tolerance);
    expect(
      distance(
        policy.directionalDerivative(small, data, direction),
        derived.directionalDerivative(small, data, direction),
      ),
    ).toBeLessThan(tolerance);
    expect(
      distance(
        policy.hessianVectorProduct(small, data, weights, direction),
        derived.hessianVectorProduct(small, data, weights, direction),
      ),
    ).toBeLessThan(tolerance);
  });

  it('refuse data whose sizes do not fit', async () => {
    const policy = gaussianMlp(await startBackend())({
      observationSize: 2,
      actionSize: 1,
      hidden: [3],
      activation: 'relu',
      initialLogStd: 0,
    });
    const theta = policy.initialize(key(1));
    const wide = { rows: 1, columns: 3, data: [1, 2, 3] };
    expect(() => policy.sample(theta, wide, key(1))).toThrow(RangeError);
    expect(() =>
      policy.sample(Array.from(theta).slice(1), { rows: 1, columns: 2, data: [1, 2] }, key(1)),
    ).toThrow(RangeError);
  });
});
