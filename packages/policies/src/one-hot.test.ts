import { key, normal, uniform } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';
import fc from 'fast-check';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import { oneHot } from './one-hot';
import type { Policy } from './policy';
import { tabularSoftmax } from './tabular-softmax';
import { startBackend } from './testing/backend';
import { distance } from './testing/finite-differences';

const column = (data: Vector): Matrix => ({ rows: data.length, columns: 1, data });

const drawIndices = (seed: number, rows: number, size: number): Matrix =>
  column(uniform(key(seed), rows).map((u) => Math.floor(u * size)));

/** The table of logits W + 1 bᵀ of an affine network, and its transpose on gradients: (G, Σ_s G_s). */
const tableOf = (states: number, actions: number) => ({
  logits: (theta: Vector): Vector =>
    Array.from({ length: states * actions }, (_, i) => theta[i] + theta[states * actions + (i % actions)]),
  back: (gradient: Vector): Vector => [
    ...Array.from(gradient),
    ...Array.from({ length: actions }, (_, a) =>
      Array.from({ length: states }, (__, s) => gradient[s * actions + a]).reduce((x, y) => x + y, 0),
    ),
  ],
});

describe('oneHot', () => {
  it('makes of an affine network a softmax over the table W + 1 bᵀ', async () => {
    const backend = await startBackend();
    const size = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(size, size, size, fc.nat(), (states, actions, rows, seed) => {
        const policy = oneHot(
          categoricalMlp(backend)({ observationSize: states, actions, hidden: [], activation: 'tanh' }),
        );
        const table = tabularSoftmax(states, actions);
        const { logits, back } = tableOf(states, actions);
        const theta = normal(key(seed), policy.dimension);
        const v = normal(key(seed + 1), policy.dimension);
        const w = normal(key(seed + 2), rows);
        const data = {
          observations: drawIndices(seed + 3, rows, states),
          actions: drawIndices(seed + 4, rows, actions),
        };
        const at = logits(theta);
        const pairs: readonly (readonly [Vector, Vector])[] = [
          [policy.logProbability(theta, data), table.logProbability(at, data)],
          [policy.weightedScore(theta, data, w), back(table.weightedScore(at, data, w))],
          [policy.weightedScores(theta, data, [w])[0], back(table.weightedScore(at, data, w))],
          [policy.directionalDerivative(theta, data, v), table.directionalDerivative(at, data, logits(v))],
          [
            policy.hessianVectorProduct(theta, data, w, v),
            back(table.hessianVectorProduct(at, data, w, logits(v))),
          ],
          [
            policy.curvatureAndScore(theta, data, w, v, (d) => d),
            back(table.curvatureAndScore(at, data, w, logits(v), (d) => d)),
          ],
        ];
        pairs.forEach(([network, closed]) => {
          expect(distance(network, closed)).toBeLessThan(1e-5);
        });
        expect(policy.sample(theta, data.observations, key(seed)).columns).toBe(1);
      }),
    );
  });

  it('draws and remembers what the policy does on unit vectors, to the bit', async () => {
    const { algebra } = await startBackend();
    let made = 0;
    const spec = {
      observationSize: 4,
      actionSize: 2,
      hidden: [6],
      activation: 'tanh',
      initialLogStd: 0,
    } as const;
    const plain = gaussianMlp({ algebra })(spec);
    const policy = oneHot(
      gaussianMlp({
        algebra: { ...algebra, allocate: (shapes) => ((made += 1), algebra.allocate(shapes)) },
      })(spec),
    );
    const theta = policy.initialize(key(1));
    expect(theta).toEqual(plain.initialize(key(1)));
    const observations = column([2, 0, 3]);
    const units = { rows: 3, columns: 4, data: [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1] };
    const actions = policy.sample(theta, observations, key(2));
    expect(actions).toEqual(plain.sample(theta, units, key(2)));
    const w = [1, -2, 3];
    const before = made;
    const data = { observations, actions };
    expect(policy.weightedScore(theta, data, w)).toEqual(
      plain.weightedScore(theta, { observations: units, actions }, w),
    );
    expect(made).toBe(before + 1);
    expect(policy.hessianVectorProduct(theta, { observations, actions }, w, theta)).toEqual(
      plain.hessianVectorProduct(theta, { observations: units, actions }, w, theta),
    );
    expect(made).toBe(before + 1);
  });

  it('says what it observes, and refuses what is no index', async () => {
    const network = categoricalMlp(await startBackend())({
      observationSize: 3,
      actions: 2,
      hidden: [],
      activation: 'tanh',
    });
    const policy: Policy = oneHot(network);
    expect(policy.name).toBe('one-hot categorical-mlp(3-2, tanh)');
    expect(policy.observationSpace).toEqual({ kind: 'discrete', size: 3 });
    const theta = policy.initialize(key(1));
    for (const index of [3, -1, 0.5, NaN]) {
      const message = `observations: expected an integer from 0 to 2, found ${String(index)} in row 1`;
      const observations = column([0, index]);
      expect(() => policy.sample(theta, observations, key(1))).toThrow(new RangeError(message));
      expect(() => policy.logProbability(theta, { observations, actions: column([0, 0]) })).toThrow(
        new RangeError(message),
      );
    }
    expect(() => policy.sample(theta, { rows: 1, columns: 3, data: [1, 0, 0] }, key(1))).toThrow(
      'observations: expected rows of 1 numbers, found 1 × 3',
    );
    expect(() => oneHot(policy)).toThrow(
      new RangeError(
        'oneHot: expected a policy that observes vectors, found one-hot categorical-mlp(3-2, tanh)',
      ),
    );
    expect(() => oneHot(JSON.parse('{}'))).toThrow(
      new RangeError('oneHot: observationSpace: expected a record, found nothing'),
    );
  });
});
