/**
 * Work for one task beyond what every estimator does: drawing its batches, the inner steps and the
 * outer policy gradient. The counts are calls; what calls on the same parameters and data share (a
 * forward pass) is not counted twice by policies that remember it.
 */
export interface Cost {
  /**
   * Σ w ∇²log π v on inner data. It meets d on its way and carries a score part along at no further
   * cost.
   */
  readonly hessianVectorProducts: number;
  /** ⟨∇log π, v⟩ on inner data, apart from Hessian-vector products. */
  readonly directionalDerivatives: number;
  /** Σ w ∇log π on inner data, and on what is drawn beside, apart from Hessian-vector products. */
  readonly scores: number;
  /** log π on the outer batch. */
  readonly logProbabilities: number;
  /** Σ w ∇log π on the outer batch. */
  readonly outerScores: number;
  /** Times that weights are fitted anew without some trajectories. */
  readonly fits: number;
  /** Trajectories drawn beside those of the adaptation and the outer batch. */
  readonly trajectories: number;
}

/** No work. */
export const noCost: Cost = {
  hessianVectorProducts: 0,
  directionalDerivatives: 0,
  scores: 0,
  logProbabilities: 0,
  outerScores: 0,
  fits: 0,
  trajectories: 0,
};

const names: Readonly<Record<keyof Cost, string>> = {
  hessianVectorProducts: 'Hessian-vector products on inner data',
  directionalDerivatives: 'directional derivatives on inner data',
  scores: 'weighted scores on inner data',
  logProbabilities: 'log-probabilities of outer data',
  outerScores: 'weighted scores on outer data',
  fits: 'fits of weights to fewer trajectories',
  trajectories: 'trajectories drawn beside',
};

const isCost = (name: string): name is keyof Cost => Object.hasOwn(names, name);

/**
 * The work in words.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { costOf, costText } from '@sgmrl/estimators';
 * const sizes = { innerSteps: 1, trajectories: 20 };
 * strictEqual(costText(costOf('maml', sizes)), 'Hessian-vector products on inner data: 1');
 * strictEqual(costText(costOf('fomaml', sizes)), 'nothing');
 * ```
 */
export const costText = (cost: Cost): string => {
  const counted = Object.keys(cost)
    .filter(isCost)
    .filter((name) => cost[name] !== 0)
    .map((name) => `${names[name]}: ${String(cost[name])}`);
  return counted.length === 0 ? 'nothing' : counted.join('; ');
};

/**
 * The work of both.
 *
 * @example See {@link costOf}.
 */
export const addCosts = (a: Cost, b: Cost): Cost => ({
  hessianVectorProducts: a.hessianVectorProducts + b.hessianVectorProducts,
  directionalDerivatives: a.directionalDerivatives + b.directionalDerivatives,
  scores: a.scores + b.scores,
  logProbabilities: a.logProbabilities + b.logProbabilities,
  outerScores: a.outerScores + b.outerScores,
  fits: a.fits + b.fits,
  trajectories: a.trajectories + b.trajectories,
});

/** The work of a leaf at one inner step. */
export interface LeafWork extends Partial<Cost> {
  /**
   * Whether it takes log-probabilities of the outer batch at θ^ζ too. All leaves and steps share
   * these: they count once, and not among its `logProbabilities`.
   */
  readonly atAdapted?: boolean;
}

/**
 * What a leaf costs at one inner step of N trajectories, beside its share of a Hessian-vector
 * product or a score.
 */
export type LeafCost = (trajectories: number) => LeafWork;
