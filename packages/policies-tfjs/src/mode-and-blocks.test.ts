import { modeOf } from '@sgmrl/policies';
import { key, normal } from '@sgmrl/prng';
import type { Matrix } from '@sgmrl/vector';
import type { WasmBackendReady } from './backend';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import { startBackend } from './testing/backend';
import { referenceCategorical, referenceGaussian } from './testing/reference-mlp';

let backend: WasmBackendReady;
beforeAll(async () => {
  backend = await startBackend();
});

const rows = 7;
const observations: Matrix = { rows, columns: 3, data: normal(key(1), rows * 3) };
const column = (data: readonly number[]): Matrix => ({ rows: data.length, columns: 1, data });

describe('modeOf', () => {
  it('is where a Gaussian has its greatest density, Π 1/(σ_j √2π)', () => {
    const policy = gaussianMlp(backend)({
      observationSize: 3,
      actionSize: 2,
      hidden: [4, 5],
      activation: 'tanh',
      initialLogStd: -1,
    });
    const theta = policy.initialize(key(2));
    const actions = modeOf(policy)(theta, observations);
    expect([actions.rows, actions.columns]).toEqual([rows, 2]);
    for (const log of referenceGaussian([3, 4, 5, 2], 'tanh')(theta, { observations, actions }))
      expect(log).toBeCloseTo(2 * (1 - Math.log(Math.sqrt(2 * Math.PI))), 6);
  });

  it('is the most probable index', () => {
    const policy = categoricalMlp(backend)({
      observationSize: 3,
      actions: 4,
      hidden: [4],
      activation: 'relu',
    });
    const theta = policy.initialize(key(3));
    const log = referenceCategorical([3, 4, 4], 'relu');
    const of = (k: number, action: number) =>
      log(theta, {
        observations: { rows: 1, columns: 3, data: Array.from(observations.data).slice(3 * k, 3 * k + 3) },
        actions: column([action]),
      })[0];
    Array.from(modeOf(policy)(theta, observations).data).forEach((chosen, k) => {
      for (let action = 0; action < 4; action += 1)
        expect(of(k, chosen)).toBeGreaterThanOrEqual(of(k, action));
    });
  });
});

describe('blocks', () => {
  const entries = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1);

  it('cover θ', () => {
    const network = { observationSize: 3, hidden: [4, 5], activation: 'relu' } as const;
    for (const { blocks = [], dimension } of [
      categoricalMlp(backend)({ ...network, actions: 2 }),
      gaussianMlp(backend)({ ...network, actionSize: 2, initialLogStd: 0 }),
      gaussianMlp(backend)({ ...network, hidden: [], actionSize: 2, initialLogStd: 0 }),
    ])
      expect(blocks.reduce((sum, { shape }) => sum + entries(shape), 0)).toBe(dimension);
  });

  it('name the arrays that a Gaussian MLP computes with', () => {
    const policy = gaussianMlp(backend)({
      observationSize: 3,
      actionSize: 2,
      hidden: [4],
      activation: 'tanh',
      initialLogStd: -1,
    });
    const theta = normal(key(4), policy.dimension);
    const parts = new Map<string, readonly number[]>();
    let from = 0;
    for (const { name, shape } of policy.blocks ?? []) {
      parts.set(name, Array.from(theta.slice(from, from + entries(shape))));
      from += entries(shape);
    }
    const part = (name: string): readonly number[] => parts.get(name) ?? [];
    const affine = (x: readonly number[], layer: string): readonly number[] => {
      const biases = part(`${layer}.biases`);
      const weights = part(`${layer}.weights`);
      return biases.map((b, j) => x.reduce((sum, xi, i) => sum + xi * weights[i * biases.length + j], b));
    };
    const actions = modeOf(policy)(theta, observations).data;
    for (let k = 0; k < rows; k += 1) {
      const x = Array.from(observations.data).slice(3 * k, 3 * k + 3);
      affine(affine(x, 'hidden1').map(Math.tanh), 'output').forEach((mean, j) => {
        expect(actions[2 * k + j]).toBeCloseTo(mean, 4);
      });
    }
    expect(part('logStd')).toEqual(Array.from(theta.slice(-2)));
  });
});
