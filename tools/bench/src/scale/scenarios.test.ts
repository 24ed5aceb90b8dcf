import type { Costs, Iteration } from './iteration';
import { limitOf, scenario, sharded } from './scenarios';

const costs: Costs = {
  coordinator: { job: 1e-3, byte: 1e-9 },
  broker: { job: 1e-4, byte: 1e-9 },
  worker: 5e-3,
  link: { byte: 8e-10, latency: 1e-4 },
};

const busy = { coordinator: 0.2, broker: 0.1, 'coordinator link': 0.7, 'broker link': 0.6 };

it('names the busiest of what is shared, where workers do not compute most of the time', () => {
  const limits = [
    { efficiency: 0.95, busy },
    { efficiency: 0.5, busy },
    { efficiency: 0.5, busy: { ...busy, 'coordinator link': 0.2, 'broker link': 0.2 } },
  ].map((iteration) => limitOf({ seconds: 1, ...iteration } satisfies Iteration));
  expect(limits).toEqual([undefined, 'coordinator link', 'overhead']);
});

it('finds the coordinator the limit of many short tasks, and a link that of a long θ', () => {
  expect(limitOf(scenario(costs, 10_000, 0.01, 1e4))).toBe('coordinator');
  expect(limitOf(scenario(costs, 1000, 1, 1e6))).toMatch(/link|broker|coordinator/);
  expect(limitOf(scenario(costs, 1000, 600, 1e4))).toBeUndefined();
});

it('is helped by a tree where results are long, and by leaves too once there is one', () => {
  const [none, tree, both] = (['none', 'tree of reducers', 'both'] as const).map(
    (remedy) => scenario(costs, 1000, 60, 1e6, remedy).seconds,
  );
  expect(tree).toBeLessThan(none);
  expect(both).toBeLessThan(tree);
});

it('is no faster than its tasks are many, unless they are sharded', () => {
  expect(sharded(costs, 1000, 1)).toBeCloseTo(40, 0);
  const faster = sharded(costs, 1000, 20);
  expect(faster).toBeGreaterThan(600);
  expect(faster).toBeLessThan(800);
});
