import type { TabularMdp } from '@sgmrl/environments';
import { sharpBounds, statedBounds, type Bounds, type TheoryProblem } from '../bounds/bounds';
import { fixedTasks, manyTasks, type Plan } from '../bounds/complexity';
import type { PolicyConstants } from '../bounds/policy-constants';
import type { Setting } from '../setting';

/** One quantity of the theory: as first stated, and sharpened. */
export interface TheoryRow {
  /** As the documents write it, such as `L_V`. */
  readonly symbol: string;
  /** What it is, in a few words. */
  readonly meaning: string;
  /** By the constants as first stated. */
  readonly stated: number;
  /** By the sharpened constants. */
  readonly sharp: number;
}

/**
 * The numbers of an MDP that the theory depends on, beside those of the setting.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { theoryProblem } from '@sgmrl/theory';
 * const mdp = { initial: [1], transitions: [[[1], [1]]], rewards: [[-2, 1]], horizon: 5 };
 * const setting = {
 *   innerSteps: 1,
 *   stepSize: 1,
 *   discount: 1,
 *   trajectories: 2,
 *   evaluationTrajectories: 2,
 * };
 * const { horizon, rewardBound, rewardRange } = theoryProblem(mdp, setting);
 * deepStrictEqual([horizon, rewardBound, rewardRange], [5, 2, 3]);
 * ```
 */
export const theoryProblem = (mdp: TabularMdp, setting: Omit<Setting, 'innerWeights'>): TheoryProblem => {
  const rewards = mdp.rewards.flat();
  return {
    innerSteps: setting.innerSteps,
    stepSize: setting.stepSize,
    discount: setting.discount,
    trajectories: setting.trajectories,
    horizon: mdp.horizon,
    rewardBound: rewards.reduce((most, r) => Math.max(most, Math.abs(r)), 0),
    rewardRange: Math.max(...rewards) - Math.min(...rewards),
  };
};

/**
 * All constants of the theory and what they promise for an accuracy ε, as rows of a table.
 *
 * @param accuracy ε > 0, where E‖∇V‖² ≤ ε² is asked for.
 * @param evaluationTrajectories M, which one task costs beside its ζN.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { softmaxConstants, theoryRows } from '@sgmrl/theory';
 * const rows = theoryRows(
 *   softmaxConstants,
 *   {
 *     innerSteps: 1,
 *     stepSize: 0.1,
 *     discount: 0.9,
 *     trajectories: 10,
 *     horizon: 10,
 *     rewardBound: 1,
 *     rewardRange: 1,
 *   },
 *   0.1,
 *   10,
 * );
 * ok(rows.every(({ symbol, stated, sharp }) => symbol === 'β' || sharp <= stated));
 * ```
 */
export const theoryRows = (
  policy: PolicyConstants,
  problem: TheoryProblem,
  accuracy: number,
  evaluationTrajectories: number,
): readonly TheoryRow[] => {
  const perTask = problem.innerSteps * problem.trajectories + evaluationTrajectories;
  const stated = statedBounds(policy, problem);
  const sharp = sharpBounds(policy, problem);
  const row = (symbol: string, meaning: string, of: (bounds: Bounds) => number): TheoryRow => ({
    symbol,
    meaning,
    stated: of(stated),
    sharp: of(sharp),
  });
  const planRows = (regime: string, make: (bounds: Bounds) => Plan): readonly TheoryRow[] => [
    row('β', `outer step size, ${regime}`, (bounds) => make(bounds).stepSize),
    row('B', `tasks an iteration, ${regime}`, (bounds) => make(bounds).tasks),
    row('K', `iterations, ${regime}`, (bounds) => make(bounds).iterations),
    row('KB(ζN+M)', `trajectories, ${regime}`, (bounds) => make(bounds).trajectories),
  ];
  return [
    row('G', 'bound of ‖∇log π‖', () => policy.score),
    row('L', 'bound of ‖∇²log π‖', () => policy.curvature),
    row('ρ', 'Lipschitz constant of ∇²log π', () => policy.curvatureLipschitz),
    row('η_G', 'bound of ‖∇J‖', ({ gradient }) => gradient),
    row('η_H', 'bound of ‖∇²J‖', ({ hessian }) => hessian),
    row('‖∇V‖', 'bound of the meta-gradient', ({ metaGradient }) => metaGradient),
    row('G_V', "bound of √E‖Ĝ‖², Algorithm 1's estimate", ({ estimator }) => estimator),
    row('L_V', 'smoothness of V', ({ smoothness }) => smoothness),
    row('V*−V', 'bound of what is to be gained', ({ valueRange }) => valueRange),
    ...planRows('many tasks', (bounds) => manyTasks(bounds, accuracy, perTask)),
    ...planRows('one task', (bounds) => fixedTasks(bounds, accuracy, perTask)),
  ];
};
