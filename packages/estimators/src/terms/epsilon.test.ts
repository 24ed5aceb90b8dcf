import { epsilonAfter, epsilonName, isEpsilon } from './epsilon';

it.each<readonly [unknown, boolean]>([
  [0.1, true],
  [1e-6, true],
  [1000, true],
  [{ share: 0.5 }, true],
  [0, false],
  [-0.1, false],
  [NaN, false],
  [1e-7, false],
  [1001, false],
  ['0.1', false],
  [null, false],
  [undefined, false],
  [{}, false],
  [{ share: 0 }, false],
  [{ share: 1001 }, false],
  [{ share: 1, least: 2 }, false],
  [{ share: '1' }, false],
])('of %j it is %s that it is an epsilon', (epsilon, expected) => {
  expect(isEpsilon(epsilon)).toBe(expected);
});

it('is a share of the inner step, of which the shortest ones count as a thousandth', () => {
  expect(epsilonAfter(0.1, () => 7)).toBe(0.1);
  expect(epsilonAfter({ share: 0.5 }, () => 0.4)).toBe(0.2);
  expect(epsilonAfter({ share: 0.5 }, () => 0)).toBe(0.0005);
});

it('has a name', () => {
  expect([epsilonName(0.1), epsilonName({ share: 2 })]).toEqual(['0.1', '2 ‖U(D) − θ‖']);
});
