import { parts } from '../terms/library';
import { catalogue } from './catalogue';

it('MAML, first-order MAML, and each part of the library beside curvature once', () => {
  const names = catalogue.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect([...names].sort()).toStrictEqual(
    ['maml', 'fomaml', ...Object.keys(parts).filter((name) => name !== 'none')].sort(),
  );
});
