import type { library } from './library';

/**
 * What a term is for, and where it comes from. What it computes, and its bias, follow from the term
 * itself.
 */
export interface About {
  /** In plain sentences. */
  readonly meaning: string;
  /** A paper, or `this project`. */
  readonly source: string;
}

const thisProject = 'this project';

/**
 * What is to be said of the named terms beside what is computed from them.
 *
 * @example
 * ```ts
 * import { match, strictEqual } from 'node:assert';
 * import { about } from '@sgmrl/estimators';
 * match(about.maml.meaning, /forgets/);
 * strictEqual(about.dice.source, 'Foerster et al., arXiv:1802.05098');
 * ```
 */
export const about = {
  maml: {
    meaning:
      'MAML: differentiates the inner step, and forgets that the adaptation data depend on the ' +
      'parameters.',
    source: 'Finn, Abbeel, Levine, arXiv:1703.03400',
  },
  fomaml: {
    meaning: 'First-order MAML: takes the policy gradient after adaptation as it is.',
    source: 'Finn, Abbeel, Levine, arXiv:1703.03400, §5.2',
  },
  'sg-mrl': {
    meaning:
      'SG-MRL as printed: curvature, and the score of the adaptation data times the mean return ' +
      'after adaptation.',
    source: 'Fallah et al., arXiv:2002.05135, Algorithm 1',
  },
  'low-variance-sg-mrl': {
    meaning:
      'SG-MRL with leave-one-out-linear in the place of the part of Algorithm 1: what we ' +
      'recommend for training.',
    source: thisProject,
  },
  coupled: {
    meaning:
      'Coupled rollouts with ε = 0.2: takes each inner step again on either side of θ, with the same ' +
      'random numbers. What the two differ by tells how the data depend on the parameters, too.',
    source: thisProject,
  },
  none: {
    meaning: 'Nothing beside curvature: MAML.',
    source: 'Finn, Abbeel, Levine, arXiv:1703.03400',
  },
  'algorithm-1': {
    meaning:
      'The part of Algorithm 1: the mean return after adaptation times the score of the ' +
      'adaptation data.',
    source: 'Fallah et al., arXiv:2002.05135, Algorithm 1',
  },
  'e-maml': {
    meaning:
      'Averages the score over pairs of a trajectory before and one after adaptation, where the ' +
      'derivative of V_ζ has their sum: a share 1/N of algorithm-1.',
    source: 'Stadie et al., arXiv:1803.01118, eq. 4; formulation II of Rothfuss et al., arXiv:1810.06784, §3',
  },
  'trajectory-baseline': {
    meaning: 'Algorithm 1 with a baseline: the mean return before adaptation, over the other trajectories.',
    source: thisProject,
  },
  'first-order': {
    meaning:
      'Weighs the score of each trajectory by what its own policy gradient changed in the return, ' +
      'to first order.',
    source:
      'the pre-update term of formulation I of Rothfuss et al., arXiv:1810.06784, eq. 4, as a mean ' +
      'over the batch; as a part for V_ζ: this project',
  },
  'full-hessian': {
    meaning:
      'Completes the curvature at fixed data to the policy Hessian g(τ) s(τ)ᵀ + ∇²ν, g(τ) = Σ_h ' +
      'w_h s_h, whose mean is ∇²J. It is the transpose of first-order: the outer gradient that it ' +
      'meets was reached through the same data.',
    source: 'the policy Hessian of Fallah et al., arXiv:2002.05135',
  },
  dice: {
    meaning:
      'The second derivative of the DiCE surrogate, in which each reward depends on the actions ' +
      'before it: the policy Hessian without the products of an action with earlier rewards.',
    source: 'Foerster et al., arXiv:1802.05098',
  },
  'loaded-dice': {
    meaning:
      'DiCE with an advantage in the place of each reward: the derivative of Σ_h w_h (☐(x_h) − ' +
      '☐(κ x_{h−1})), x_h = κ x_{h−1} + log π_h, whose memory κ is the decay of the weights.',
    source: 'Farquhar, Whiteson, Foerster, arXiv:1909.10549',
  },
  'taypo-2': {
    meaning:
      'The second derivative of the second-order Taylor expansion of J in the importance ratios ' +
      'ρ: Σ_h w_h (ρ_h − 1) + Σ_{h<h′} w_{h′} (ρ_h − 1)(ρ_{h′} − 1). Its first-order part alone ' +
      'is lvc.',
    source: 'Tang et al., arXiv:2106.13125',
  },
  lvc: {
    meaning:
      'The low-variance curvature: of the policy Hessian it keeps the pairs of a step with ' +
      'itself, as differentiating Σ_h w_h π/⟂π twice does, and drops the pairs of different ' +
      'steps.',
    source: 'Rothfuss et al. (ProMP), arXiv:1810.06784, §5',
  },
  'first-order-causal': {
    meaning:
      'The first-order part without what an action cannot have caused: of ⟨g(τ), λ⟩ each step ' +
      'keeps the share that comes after it, less the mean of the other trajectories.',
    source: `${thisProject}; its curvature is that of DiCE (Foerster et al., arXiv:1802.05098)`,
  },
  'leave-one-out-linear': {
    meaning:
      'leave-one-out to first order in J: weighs the score of each trajectory by how far it moved ' +
      'the adapted parameters along λ, its influence on the weights of the others included.',
    source: thisProject,
  },
  'leave-one-out': {
    meaning:
      'In the last inner step, weighs the score of each trajectory by what leaving it out of the ' +
      'adaptation would change in the return; leave-one-out-linear in the steps before.',
    source: thisProject,
  },
  'leave-one-out-corrected': {
    meaning:
      'leave-one-out-linear, and in the last inner step what it lacks: what is not linear in J, ' +
      'measured at the counterfactuals of the first K trajectories. The number of its policy ' +
      'calls does not grow with N.',
    source: thisProject,
  },
  'leave-group-out': {
    meaning:
      'In the last inner step, leaves out whole groups of trajectories rather than single ones. ' +
      'What is linear in J is weighed trajectory by trajectory and, unless the inner weights are ' +
      'normalised, causally. The small remainder is weighed by the group.',
    source: thisProject,
  },
} satisfies Readonly<Record<keyof typeof library, About>>;
