import type { Policy, StateActions } from '@sgmrl/policies';
import { foldIn, key, normal } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { WasmBackendReady } from './backend';
import { categoricalMlp } from './categorical-mlp';
import { gaussianMlp } from './gaussian-mlp';
import { startBackend } from './testing/backend';

const hidden = [7, 5];
const makers = {
  gaussian: (backend: Pick<WasmBackendReady, 'algebra'>): Policy =>
    gaussianMlp(backend)({ observationSize: 2, actionSize: 2, hidden, activation: 'tanh', initialLogStd: 0 }),
  categorical: (backend: Pick<WasmBackendReady, 'algebra'>): Policy =>
    categoricalMlp(backend)({ observationSize: 2, actions: 3, hidden, activation: 'relu' }),
};

interface Place {
  readonly theta: Vector;
  readonly data: StateActions;
}

const [trajectories, steps] = [3, 4];
const rows = trajectories * steps;

/** A batch drawn in lock-step, as rollouts are. */
const draw = (policy: Policy, theta: Vector, seed: number): StateActions => {
  const observations = { rows, columns: 2, data: normal(key(seed), 2 * rows) };
  const sampled = Array.from({ length: steps }, (_, h) =>
    policy.sample(
      theta,
      {
        rows: trajectories,
        columns: 2,
        data: Array.from({ length: trajectories }, (__, n) =>
          Array.from(observations.data.subarray(2 * (n * steps + h), 2 * (n * steps + h) + 2)),
        ).flat(),
      },
      foldIn(key(seed), h),
    ),
  );
  const { columns } = sampled[0];
  const data = Array.from({ length: rows * columns }, (_, i) => {
    const [row, j] = [Math.floor(i / columns), i % columns];
    return sampled[row % steps].data[Math.floor(row / steps) * columns + j];
  });
  return { observations, actions: { rows, columns, data } };
};

const w = normal(key(8), rows);
const v = (policy: Policy): Vector => normal(key(9), policy.dimension);

const operations: readonly ((policy: Policy, place: Place) => Vector)[] = [
  (policy, { theta, data }) => policy.logProbability(theta, data),
  (policy, { theta, data }) => policy.weightedScore(theta, data, w),
  (policy, { theta, data }) => policy.weightedScores(theta, data, [w, normal(key(10), rows)])[1],
  (policy, { theta, data }) => policy.directionalDerivative(theta, data, v(policy)),
  (policy, { theta, data }) => policy.hessianVectorProduct(theta, data, w, v(policy)),
  // Others are asked for in the midst of it, at the same place too.
  (policy, { theta, data }) =>
    policy.curvatureAndScore(theta, data, w, v(policy), (d) => {
      policy.weightedScore(normal(key(4), policy.dimension), data, w);
      policy.hessianVectorProduct(theta, data, d, v(policy));
      return d;
    }),
  (policy, { theta }) => draw(policy, theta, 5).actions.data,
];

describe.each(Object.keys(makers) as (keyof typeof makers)[])('what a %s MLP remembers', (name) => {
  it('shows in no result', async () => {
    const backend = await startBackend();
    const make = () => makers[name](backend);
    const used = make();
    const [first, second] = [1, 2].map((seed): Place => {
      const theta = used.initialize(key(seed));
      return { theta, data: draw(used, theta, seed) };
    });
    const places: readonly Place[] = [
      first,
      second,
      { ...first, theta: second.theta },
      { ...first, data: { ...first.data, observations: second.data.observations } },
      { ...first, data: { ...first.data, actions: second.data.actions } },
    ];
    const call = fc.tuple(fc.constantFrom(...operations), fc.constantFrom(...places));
    fc.assert(
      fc.property(fc.array(call, { maxLength: 6 }), (calls) => {
        for (const [operation, place] of calls)
          expect(Array.from(operation(used, place))).toEqual(Array.from(operation(make(), place)));
      }),
    );
  });

  it('does not add up over a thousand iterations', async () => {
    const { algebra } = await startBackend();
    const held = new Set<object>();
    const policy = makers[name]({
      algebra: {
        ...algebra,
        allocate: (shapes) => {
          const { matrices, free } = algebra.allocate(shapes);
          held.add(matrices);
          return { matrices, free: () => void (held.delete(matrices), free()) };
        },
      },
    });
    for (let i = 0; i < 1000; i += 1) {
      const theta = policy.initialize(key(i));
      const data = draw(policy, theta, i);
      policy.hessianVectorProduct(theta, data, w, policy.weightedScore(theta, data, w));
      expect(held.size).toBeLessThan(10);
    }
  });
});

it('what is kept and what is being made together hold to 16 MiB', async () => {
  const { algebra } = await startBackend();
  const bytes = new Map<object, number>();
  let most = 0;
  const policy = gaussianMlp({
    algebra: {
      ...algebra,
      allocate: (shapes) => {
        const { matrices, free } = algebra.allocate(shapes);
        const sizes = Object.values<readonly [number, number]>(shapes).map(([m, n]) => 4 * m * n);
        bytes.set(
          matrices,
          sizes.reduce((a, b) => a + b, 0),
        );
        most = Math.max(
          most,
          [...bytes.values()].reduce((a, b) => a + b, 0),
        );
        return { matrices, free: () => void (bytes.delete(matrices), free()) };
      },
    },
  })({ observationSize: 2, actionSize: 2, hidden: [200, 200], activation: 'tanh', initialLogStd: 0 });
  const batch = 1000; // 4.8 MB: three evaluations fit
  const theta = policy.initialize(key(1));
  for (let i = 0; i < 5; i += 1) {
    const matrix = { rows: batch, columns: 2, data: normal(key(i), 2 * batch) };
    policy.weightedScore(theta, { observations: matrix, actions: matrix }, normal(key(8), batch));
  }
  expect(most).toBeGreaterThan(2 ** 23);
  expect(most).toBeLessThanOrEqual(2 ** 24);
});
