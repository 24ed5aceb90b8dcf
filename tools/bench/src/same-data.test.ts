import { norm } from '@sgmrl/vector';
import { sameData } from './same-data';
import { navigation } from './setting';

const shape = (values: unknown): readonly number[] =>
  Array.isArray(values) ? [values.length, ...shape(values[0])] : [];

it('parameters, batches by task, trajectory and step, and a meta-gradient', async () => {
  const setting = { ...navigation, innerSteps: 2, trajectories: 4, steps: 40, hidden: 5 };
  const { parameters, batches, gradient } = await sameData(setting);
  expect(gradient.length).toBe(parameters.length);
  expect(norm(gradient)).toBeGreaterThan(0);
  expect(batches.length).toBe(3);
  for (const { observations, mask } of batches) {
    expect([shape(observations), shape(mask)]).toEqual([
      [3, 4, 40, 2],
      [3, 4, 40],
    ]);
  }
});

it('some trajectories end early, so that a peer must mask', async () => {
  const { batches } = await sameData({ ...navigation, trajectories: 6, steps: 40, hidden: 30 });
  expect(batches.flatMap(({ mask }) => mask.flat(2))).toContain(0);
});
