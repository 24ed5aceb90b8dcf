import { parts } from '../terms/library';
import { catalogue } from './catalogue';

it('MAML, first-order MAML, coupled rollouts, and each part of the library beside curvature once', () => {
  const names = catalogue.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect([...names].sort()).toStrictEqual(
    ['maml', 'fomaml', 'coupled', ...Object.keys(parts).filter((name) => name !== 'none')].sort(),
  );
});
