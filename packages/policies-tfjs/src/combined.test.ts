import { distance } from '@sgmrl/finite-differences';
import { normalised, oneHot, reparametrised, tabularSoftmax } from '@sgmrl/policies';
import { key, normal, uniform } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';
import fc from 'fast-check';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import { startBackend } from './testing/backend';

const column = (data: Vector): Matrix => ({ rows: data.length, columns: 1, data });

const drawIndices = (seed: number, rows: number, size: number): Matrix =>
  column(uniform(key(seed), rows).map((u) => Math.floor(u * size)));

/**
 * The table of logits W + 1 bᵀ of an affine network, and its transpose on gradients: (G, Σ_s G_s).
 */
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

describe('oneHot of a network', () => {
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
});

const gaussian = async () =>
  gaussianMlp(await startBackend())({
    observationSize: 2,
    actionSize: 2,
    hidden: [4],
    activation: 'tanh',
    initialLogStd: 0,
  });

it('reparametrised is the network itself, to the bit, at φ = 0 with scale 1', async () => {
  const mlp = await gaussian();
  const origin = mlp.initialize(key(1));
  const policy = reparametrised(mlp, { origin, scale: Array.from(origin, () => 1) });
  const phi = policy.initialize(key(2));
  const matrix = { rows: 3, columns: 2, data: normal(key(3), 6) };
  expect(policy.sample(phi, matrix, key(4))).toEqual(mlp.sample(origin, matrix, key(4)));
  expect(policy.mode?.(phi, matrix)).toEqual(mlp.mode?.(origin, matrix));
  expect(policy.precision).toBe('float32');
});

it('normalised shows a network that an observation is no number', async () => {
  const mlp = await gaussian();
  const policy = normalised(mlp, { mean: [0, 0], scale: [1, 1], clip: 10 });
  const nothing = { rows: 1, columns: 2, data: [NaN, 0] };
  expect(() => policy.sample(mlp.initialize(key(1)), nothing, key(1))).toThrow(
    /observations: expected numbers that are finite in float32 .*found NaN in row 0/,
  );
});
