import { TabularMdp, contains, cube, discrete, sizeOf } from '@sgmrl/environments';
import type { Space } from '@sgmrl/environments';
import { threefry2x32 } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { elementsOf, keys, mdps, mdpsOfSize, stepSizes } from './arbitraries';

const inf = Number.POSITIVE_INFINITY;

/** Whether the arbitrary ever draws such a value, in 1000 draws. */
const draws = <A>(arbitrary: fc.Arbitrary<A>, such: (a: A) => boolean): boolean =>
  fc.sample(arbitrary, { numRuns: 1000 }).some(such);

describe('keys', () => {
  it('are two unsigned words, large ones included', () => {
    fc.assert(
      fc.property(keys, (key) => {
        expect(key.every((word) => word === word >>> 0)).toBe(true);
        expect(threefry2x32(key, [0, 0])).toHaveLength(2);
      }),
    );
    expect(draws(keys, ([word]) => word > 0x8000_0000)).toBe(true);
  });
});

describe('stepSizes', () => {
  it('are in (0, 1]', () => {
    fc.assert(
      fc.property(stepSizes, (alpha) => {
        expect(alpha > 0 && alpha <= 1).toBe(true);
      }),
    );
  });
});

describe('elementsOf', () => {
  it('spreads over a box: in most draws a coordinate is far from zero', () => {
    const drawn = fc.sample(elementsOf(cube(1, -2, 2)), { numRuns: 1000 });
    expect(drawn.filter(([x]) => Math.abs(x) > 0.5).length).toBeGreaterThan(500);
    expect(drawn.filter(([x]) => x > 0.5).length).toBeGreaterThan(150);
  });

  const half = { kind: 'box', low: [5000, -inf], high: [inf, -5000] } as const;
  it.each<[string, Space]>([
    ['a discrete space', discrete(4)],
    ['a box', cube(3, -1, 2)],
    ['a point', cube(2, 7, 7)],
    ['the whole of R²', cube(2, -inf, inf)],
    ['half-lines far from zero', half],
  ])('draws elements of %s', (_, space) => {
    fc.assert(
      fc.property(elementsOf(space), (x) => {
        expect(contains(space, x)).toBe(true);
      }),
    );
  });

  it('draws every index, and both ends of a box', () => {
    [0, 1, 2, 3].forEach((index) => {
      expect(draws(elementsOf(discrete(4)), ([i]) => i === index)).toBe(true);
    });
    expect(draws(elementsOf(cube(1, -1, 2)), ([x]) => x === -1)).toBe(true);
    expect(draws(elementsOf(cube(1, -1, 2)), ([x]) => x === 2)).toBe(true);
    expect(draws(elementsOf(cube(1, -inf, inf)), ([x]) => Math.abs(x) > 100)).toBe(true);
  });
});

it('a space that is none has no elements', () => {
  expect(() => elementsOf({ ...cube(1, 0, 1), high: JSON.parse('null') })).toThrow(
    new RangeError('space: high: expected a list, found null'),
  );
});

describe('mdps', () => {
  const limits = { states: 3, actions: 2, horizon: 4 };
  it('are valid and within their limits', () => {
    fc.assert(
      fc.property(mdps(limits), (mdp) => {
        expect(TabularMdp.is(mdp)).toBe(true);
        const { states, actions, horizon } = sizeOf(mdp);
        expect(states <= 3 && actions <= 2 && horizon <= 4).toBe(true);
      }),
    );
  });

  it('reach their limits, impossible transitions and negative rewards', () => {
    const largest = JSON.stringify(limits);
    expect(draws(mdps(limits), (mdp) => JSON.stringify(sizeOf(mdp)) === largest)).toBe(true);
    expect(draws(mdps(limits), ({ transitions }) => transitions.flat(2).includes(0))).toBe(true);
    expect(draws(mdps(limits), ({ rewards }) => rewards.flat().some((r) => r < 0))).toBe(true);
  });

  it('have the wanted size', () => {
    fc.assert(
      fc.property(mdpsOfSize(limits), (mdp) => {
        expect(TabularMdp.is(mdp)).toBe(true);
        expect(sizeOf(mdp)).toEqual(limits);
      }),
    );
  });
});
