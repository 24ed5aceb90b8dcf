import { foldIn, key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { sparseNavigation, sparseNavigationDefault } from './sparse-navigation';
import { kolmogorovSmirnov } from './testing/kolmogorov-smirnov';

const distribution = sparseNavigation(sparseNavigationDefault);

it('pays one less the distance within the radius, and nothing outside', () => {
  const angle = fc.integer({ min: 0, max: 1000 }).map((x) => (Math.PI * x) / 1000);
  const offset = fc.integer({ min: -300, max: 300 }).map((x) => x / 1000);
  const action = fc.integer({ min: -2000, max: 2000 }).map((x) => x / 1000);
  const clipped = (x: number) => Math.min(0.1, Math.max(-0.1, x));
  const seen = { paid: 0, nothing: 0 };
  fc.assert(
    fc.property(angle, offset, offset, action, action, (phi, dx, dy, ax, ay) => {
      const goal = [Math.cos(phi), Math.sin(phi)] as const;
      const position = [goal[0] + dx, goal[1] + dy] as const;
      const { state, reward } = distribution
        .environment({ goal })
        .step({ step: 0, position }, [ax, ay], key(0));
      const to = [position[0] + clipped(0.1 * ax), position[1] + clipped(0.1 * ay)];
      expect(state.position[0]).toBeCloseTo(to[0], 14);
      expect(state.position[1]).toBeCloseTo(to[1], 14);
      const d = Math.hypot(to[0] - goal[0], to[1] - goal[1]);
      fc.pre(Math.abs(d - 0.2) > 1e-12);
      expect(reward).toBeCloseTo(d <= 0.2 ? 1 - d : 0, 12);
      seen[d <= 0.2 ? 'paid' : 'nothing']++;
    }),
  );
  expect(Math.min(seen.paid, seen.nothing)).toBeGreaterThan(10);
});

it('ends at the horizon alone, at the goal too', () => {
  const { step } = distribution.environment({ goal: [0, 1] });
  const at = (h: number) => step({ step: h, position: [0, 1] }, [0, 0], key(0));
  expect(at(18)).toMatchObject({ reward: 1, terminated: false, truncated: false });
  expect(at(19)).toMatchObject({ reward: 1, terminated: false, truncated: true });
});

it('takes every number from its spec', () => {
  const tasks = sparseNavigation({
    kind: 'sparse-navigation',
    horizon: 3,
    goalDistance: 2,
    rewardRadius: 0.75,
    positionHalfWidth: 1.5,
    actionScale: 0.5,
    displacementLimit: 1,
  });
  const [x, y] = tasks.sample(key(1)).goal;
  expect(Math.hypot(x, y)).toBeCloseTo(2, 12);
  const { step, observationSpace } = tasks.environment({ goal: [2, 0] });
  expect(step({ step: 0, position: [1, 0] }, [0.5, 0], key(0))).toMatchObject({
    state: { step: 1, position: [1.25, 0] },
    reward: 0.25, // 0.75 away
  });
  expect(step({ step: 2, position: [0, 0] }, [9, 0], key(0))).toMatchObject({
    state: { position: [1, 0] },
    reward: 0,
    truncated: true,
  });
  expect(step({ step: 0, position: [1, 0] }, [9, 0], key(0)).state.position).toEqual([1.5, 0]);
  expect(observationSpace).toEqual({ kind: 'box', low: [-1.5, -1.5], high: [1.5, 1.5] });
});

describe('the distribution', () => {
  it('starts at the origin, whatever the key', () => {
    const environment = distribution.environment(distribution.sample(key(1)));
    expect(environment.observe(environment.reset(key(2)))).toEqual([0, 0]);
  });

  it('draws goals on the upper half circle of radius 1, angles from U[0, π]', () => {
    const n = 2000;
    const goals = Array.from({ length: n }, (_, i) => distribution.sample(foldIn(key(7), i)).goal);
    for (const [x, y] of goals) {
      expect(Math.hypot(x, y)).toBeCloseTo(1, 12);
      expect(y).toBeGreaterThanOrEqual(0);
    }
    const angles = goals.map(([x, y]) => Math.atan2(y, x));
    // 99.9 % point of the Kolmogorov–Smirnov distance: 1.95 / √n.
    expect(kolmogorovSmirnov(angles, 0, Math.PI)).toBeLessThan(1.95 / Math.sqrt(n));
  });
});
