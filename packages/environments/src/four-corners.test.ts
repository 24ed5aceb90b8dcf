import { foldIn, key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { fourCorners, fourCornersDefault } from './four-corners';
import { kolmogorovSmirnov } from './testing/kolmogorov-smirnov';

const distribution = fourCorners(fourCornersDefault);
const corners = [
  [-2, -2],
  [2, -2],
  [-2, 2],
  [2, 2],
] as const;
const corner = fc.constantFrom(...corners);
const coordinate = fc.integer({ min: -2000, max: 2000 }).map((x) => x / 1000);
const action = fc.integer({ min: -1500, max: 1500 }).map((x) => x / 100);
const pair = (x: fc.Arbitrary<number>) => fc.tuple(x, x);
const far = (a: readonly number[], b: readonly number[]) => Math.hypot(a[0] - b[0], a[1] - b[1]);

describe('the reward', () => {
  /** As the published program says it: by the distances to all corners. */
  const published = (goal: readonly number[], from: readonly number[], to: readonly number[]): number => {
    if (Math.abs(to[0]) + Math.abs(to[1]) < 0.5) return 0;
    const nearest = Math.min(...corners.map((c) => far(c, to)));
    return far(goal, to) === nearest ? far(goal, from) - far(goal, to) : 0;
  };

  it('is what the published program pays', () => {
    let paid = 0;
    fc.assert(
      fc.property(corner, pair(coordinate), pair(action), (goal, position, a) => {
        const { state, reward } = distribution.environment({ goal }).step({ step: 3, position }, a, key(0));
        expect(reward).toBeCloseTo(published(goal, position, state.position), 12);
        if (reward !== 0) paid++;
      }),
    );
    expect(paid).toBeGreaterThan(5);
  });

  it('adds up to the way gained, within the quadrant', () => {
    const environment = distribution.environment({ goal: [2, -2] });
    // (0.4, −0.4) to the corner in steps of (0.2, −0.2): |x| + |y| ≥ 0.5 throughout.
    let state: ReturnType<typeof environment.reset> = { step: 0, position: [0.4, -0.4] };
    let total = 0;
    for (let h = 0; h < 8; h++) {
      const next = environment.step(state, [10, -10], key(h));
      total += next.reward;
      state = next.state;
    }
    expect(far(state.position, [2, -2])).toBeLessThan(1e-12);
    expect(total).toBeCloseTo(far([0.4, -0.4], [2, -2]), 12);
  });

  it.each([
    ['too near to the origin', [0, 0], [10, 10], 0],
    ['far enough', [0.15, 0.15], [10, 10], Math.hypot(1.85, 1.85) - Math.hypot(1.65, 1.65)],
    ["in another's quadrant", [-1, 1], [10, 0], 0],
    ['away from the goal', [1, 1], [-10, -10], -Math.hypot(0.2, 0.2)],
  ])('of a step %s', (_, [x, y], a, expected) => {
    const { step } = distribution.environment({ goal: [2, 2] });
    expect(step({ step: 0, position: [x, y] }, a, key(0)).reward).toBeCloseTo(expected, 12);
  });
});

it('ends at the horizon alone', () => {
  const { step } = distribution.environment({ goal: [2, 2] });
  const at = (h: number) => step({ step: h, position: [2, 2] }, [0, 0], key(0));
  expect(at(98)).toMatchObject({ terminated: false, truncated: false });
  expect(at(99)).toMatchObject({ terminated: false, truncated: true });
});

it('takes every number from its spec', () => {
  const environment = fourCorners({
    kind: 'four-corners',
    horizon: 2,
    cornerHalfWidth: 3,
    startHalfWidth: 5,
    silentRadius: 2,
    positionHalfWidth: 4,
    actionScale: 0.5,
    displacementLimit: 1,
  }).environment({ goal: [3, 3] });
  // Clipped to a step of 1: |1.2| + |0.5| = 1.7 is less than 2, |1.2| + |1.0| is not.
  expect(environment.step({ step: 0, position: [0.2, 0] }, [9, 1], key(0))).toMatchObject({
    state: { position: [1.2, 0.5] },
    reward: 0,
  });
  expect(environment.step({ step: 1, position: [0.2, 0] }, [9, 2], key(0))).toMatchObject({
    state: { position: [1.2, 1] },
    reward: expect.closeTo(Math.hypot(2.8, 3) - Math.hypot(1.8, 2), 12) as number,
    truncated: true,
  });
  expect(environment.step({ step: 0, position: [3.9, 0] }, [9, 0], key(0)).state.position[0]).toBe(4);
  expect(environment.observationSpace).toEqual({ kind: 'box', low: [-4, -4], high: [4, 4] });
  const starts = Array.from({ length: 200 }, (_, i) => environment.reset(key(i)).position).flat();
  expect(Math.max(...starts)).toBe(4); // not beyond the wall
});

describe('the distribution', () => {
  const n = 2000;

  it('draws each corner as often', () => {
    const goals = Array.from({ length: n }, (_, i) => distribution.sample(foldIn(key(7), i)).goal.join());
    for (const c of corners) {
      const share = goals.filter((goal) => goal === c.join()).length / n;
      // Four standard deviations of a share of a quarter.
      expect(Math.abs(share - 0.25)).toBeLessThan(4 * Math.sqrt((0.25 * 0.75) / n));
    }
  });

  it.each([0, 1] as const)('starts from U[−0.2, 0.2] in coordinate %d', (i) => {
    const { reset } = distribution.environment({ goal: [2, 2] });
    const starts = Array.from({ length: n }, (_, k) => reset(foldIn(key(3), k)).position[i]);
    // 99.9 % point of the Kolmogorov–Smirnov distance: 1.95 / √n.
    expect(kolmogorovSmirnov(starts, -0.2, 0.2)).toBeLessThan(1.95 / Math.sqrt(n));
  });
});
