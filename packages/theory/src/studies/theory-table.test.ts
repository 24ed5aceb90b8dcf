import { theoryProblem, theoryRows } from './theory-table';

it('the numbers of an MDP: its horizon, the greatest |r| and the range of r', () => {
  const mdp = {
    initial: [1, 0],
    transitions: [0, 1].map(() => [0, 1].map(() => [0.5, 0.5])),
    rewards: [
      [0.5, -2],
      [1, 0],
    ],
    horizon: 4,
  };
  const setting = { innerSteps: 2, stepSize: 0.1, discount: 0.9, trajectories: 3 };
  expect(theoryProblem(mdp, { ...setting, evaluationTrajectories: 5 })).toStrictEqual({
    ...setting,
    horizon: 4,
    rewardBound: 2,
    rewardRange: 3,
  });
});

describe('the table of one step on a bandit', () => {
  // H = 1, γ = ½, R = range = 2, G = 3, L = F = 5, ρ = 7, N = 3, α = 0.1, M = 4, ε = 10.
  const rows = theoryRows(
    { score: 3, curvature: 5, curvatureLipschitz: 7, fisher: 5 },
    {
      innerSteps: 1,
      stepSize: 0.1,
      discount: 0.5,
      trajectories: 3,
      horizon: 1,
      rewardBound: 2,
      rewardRange: 2,
    },
    10,
    4,
  );
  const values = (symbol: string, column: 'stated' | 'sharp'): readonly number[] =>
    rows.filter((row) => row.symbol === symbol).map((row) => row[column]);

  it('the constants of the policy stand as given', () => {
    for (const column of ['stated', 'sharp'] as const)
      expect(['G', 'L', 'ρ'].flatMap((symbol) => values(symbol, column))).toStrictEqual([3, 5, 7]);
  });

  it('stated bounds, by hand', () => {
    // R/(1−γ)² = 8 and R/(1−γ) = 4: η_G = 3 · 8, η_H = (9 + 5) · 8, a = 1 + 0.1 · 5 · 8,
    // G_V = 5 · 24 + 3 · 3 · 4.
    const [smoothness] = [0.1 * 7 * 8 * 24 + 25 * 112 + 2 * 3 * 3 * 5 * 24 + 4 * 3 * (5 + 3 * 9)];
    expect(values('η_G', 'stated')[0]).toBeCloseTo(24, 12);
    expect(values('η_H', 'stated')[0]).toBeCloseTo(112, 12);
    expect(values('‖∇V‖', 'stated')[0]).toBeCloseTo(156, 12);
    expect(values('G_V', 'stated')[0]).toBeCloseTo(156, 12);
    expect(values('L_V', 'stated')[0]).toBeCloseTo(smoothness, 9);
    expect(values('V*−V', 'stated')[0]).toBeCloseTo(4, 12);
    // Many tasks: β = 1/L_V, B = ⌈2 · 156² / 100⌉, K = ⌈4 · 4 · L_V / 100⌉; a task costs 3 + 4
    // trajectories.
    const iterations = Math.ceil((16 * smoothness) / 100);
    expect(values('β', 'stated')[0]).toBeCloseTo(1 / smoothness, 12);
    expect(values('B', 'stated')).toStrictEqual([487, 1]);
    expect(values('K', 'stated')[0]).toBe(iterations);
    expect(values('KB(ζN+M)', 'stated')[0]).toBe(iterations * 487 * 7);
  });

  it('sharpened bounds, by hand', () => {
    // Δ = 1: ‖∇J‖ ≤ √5, ‖∇²J‖ ≤ 10; g = 3 · 2, a = 1 + 0.1 · 5 · 2 = 2; √(HF) = √5, √(NHF) = √15.
    expect(values('η_G', 'sharp')[0]).toBeCloseTo(Math.sqrt(5), 12);
    expect(values('η_H', 'sharp')[0]).toBeCloseTo(10, 12);
    expect(values('‖∇V‖', 'sharp')[0]).toBeCloseTo(2 * Math.sqrt(5) + Math.min(0.6 * 5, Math.sqrt(15)), 12);
    expect(values('G_V', 'sharp')[0]).toBeCloseTo(2 * 6 + 2 * Math.sqrt(3) * 3, 12);
    expect(values('V*−V', 'sharp')[0]).toBe(2);
  });
});

it('a task costs ζN + M trajectories in an iteration', () => {
  const rows = theoryRows(
    { score: 3, curvature: 5, curvatureLipschitz: 7, fisher: 5 },
    {
      innerSteps: 2,
      stepSize: 0.1,
      discount: 0.5,
      trajectories: 3,
      horizon: 2,
      rewardBound: 1,
      rewardRange: 1,
    },
    10,
    4,
  );
  const [tasks, iterations, trajectories] = ['B', 'K', 'KB(ζN+M)'].map(
    (symbol) => rows.filter((row) => row.symbol === symbol)[0].sharp,
  );
  expect(trajectories).toBe(tasks * iterations * 10);
});
