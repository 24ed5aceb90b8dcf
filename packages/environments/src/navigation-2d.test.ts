import { foldIn, key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { navigation2d, navigation2dDefault } from './navigation-2d';
import type { Navigation2dSpec } from './navigation-2d';
import { kolmogorovSmirnov } from './testing/kolmogorov-smirnov';

const distribution = navigation2d(navigation2dDefault);
const coordinate = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const action = fc.double({ min: -30, max: 30, noNaN: true });
const pair = (x: fc.Arbitrary<number>) => fc.tuple(x, x);
const step0 = key(0);

describe('the step', () => {
  it('moves by 0.01 a where neither limit is met', () => {
    const { state } = distribution
      .environment({ goal: [0.5, 0.5] })
      .step({ step: 0, position: [0.1, -0.2] }, [3, -4], step0);
    expect(state.position[0]).toBeCloseTo(0.13, 15);
    expect(state.position[1]).toBeCloseTo(-0.24, 15);
  });

  it('moves at most 0.1 a coordinate, reached at |a| = 10', () => {
    const environment = distribution.environment({ goal: [0.5, 0.5] });
    const at = (a: readonly number[]) =>
      environment.step({ step: 0, position: [0, 0] }, a, step0).state.position;
    expect(at([10, -10])).toEqual([0.1, -0.1]);
    expect(at([1000, -11])).toEqual([0.1, -0.1]);
    expect(at([9, 0])[0]).toBeCloseTo(0.09, 15);
  });

  it('follows the formula: clipped displacement, clipped position, distance to the goal afterwards', () => {
    const median = (x: number, limit: number) => [-limit, x, limit].toSorted((p, q) => p - q)[1];
    fc.assert(
      fc.property(pair(coordinate), pair(coordinate), pair(action), (goal, position, a) => {
        const { state, reward } = distribution.environment({ goal }).step({ step: 3, position }, a, step0);
        const expected = position.map((x, i) => median(x + median(0.01 * a[i], 0.1), 0.5));
        expect(state.position[0]).toBeCloseTo(expected[0], 14);
        expect(state.position[1]).toBeCloseTo(expected[1], 14);
        expect(reward).toBeCloseTo(-Math.hypot(expected[0] - goal[0], expected[1] - goal[1]), 14);
        expect(state.step).toBe(4);
      }),
    );
  });

  it('takes every number from its spec', () => {
    const spec: Navigation2dSpec = {
      kind: 'navigation-2d',
      horizon: 2,
      goalHalfWidth: 3,
      positionHalfWidth: 2,
      actionScale: 0.5,
      displacementLimit: 1.5,
      goalTolerance: 0.25,
    };
    const environment = navigation2d(spec).environment({ goal: [2, 2] });
    const first = environment.step({ step: 0, position: [0, 1] }, [1, 4], step0);
    expect(first).toEqual({
      state: { step: 1, position: [0.5, 2] },
      reward: -1.5,
      terminated: false,
      truncated: false,
    });
    expect(environment.step(first.state, [100, 0], step0)).toMatchObject({
      state: { position: [2, 2] },
      terminated: true,
      truncated: false,
    });
    expect(environment.step(first.state, [0, 0], step0)).toMatchObject({
      terminated: false,
      truncated: true,
    });
    expect(environment.observationSpace).toEqual({ kind: 'box', low: [-2, -2], high: [2, 2] });
  });

  it.each([
    ['nearer than 0.01 in both', [0.009, -0.009], true],
    ['in x only', [0.009, 0.011], false],
    ['in y only', [-0.011, 0], false],
    ['not nearer', [0.011, 0.011], false],
  ])('terminates at the goal: %s', (_, [x, y], terminated) => {
    const environment = distribution.environment({ goal: [0.25, 0.25] });
    const state = { step: 0, position: [0.25 + x, 0.25 + y] } as const;
    expect(environment.step(state, [0, 0], step0).terminated).toBe(terminated);
  });
});

describe('the distribution', () => {
  it('starts at the origin, whatever the key', () => {
    const environment = distribution.environment(distribution.sample(key(1)));
    expect(environment.observe(environment.reset(key(2)))).toEqual([0, 0]);
  });

  it('draws both coordinates of the goal from U[−0.5, 0.5], uncorrelated', () => {
    const n = 2000;
    const goals = Array.from({ length: n }, (_, i) => distribution.sample(foldIn(key(7), i)).goal);
    // 99.9 % point of the Kolmogorov–Smirnov distance: 1.95 / √n.
    expect(
      kolmogorovSmirnov(
        goals.map(([x]) => x),
        -0.5,
        0.5,
      ),
    ).toBeLessThan(1.95 / Math.sqrt(n));
    expect(
      kolmogorovSmirnov(
        goals.map(([, y]) => y),
        -0.5,
        0.5,
      ),
    ).toBeLessThan(1.95 / Math.sqrt(n));
    // The correlation of n independent pairs has standard deviation 1/√n.
    const correlation = (12 * goals.reduce((sum, [x, y]) => sum + x * y, 0)) / n;
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(n));
  });
});
