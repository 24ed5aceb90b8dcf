import type { Epsilon } from './epsilon';

/** Which other step h′ of the same trajectory the score of step h is paired with. */
export type Pair =
  | {
      /** h′ = h */
      readonly with: 'itself';
    }
  | {
      /** h′ < h, or h′ > h. */
      readonly with: 'past' | 'future';
      /** Whose weight counts: w_h of the step that is scored, or w_{h′}. */
      readonly weight: 'own' | 'other';
      /** Whether the pair counts κ^{|h−h′|}, κ the decay of the weights. */
      readonly fades: boolean;
    };

/** Pairs of steps, and the factor of the windows around them. */
export interface WindowedPairs {
  /** Which steps h′ each step h is paired with: the sum over all. */
  readonly of: readonly Pair[];
  /** A pair counts factor^{|h−h′|}; 1 without a window. */
  readonly factor: number;
}

/**
 * What an inner step adds to λ in the fold of the meta-gradient, as plain data: λ^{t−1} = λ^t +
 * ⟦term⟧(λ^t), with
 *
 *     ⟦term⟧(λ) = Σ_rows c ∇²log π λ + Σ_rows ω(d) ∇log π,    d = ⟨∇log π, λ⟩ .
 *
 * Such maps form a real vector space: `sum` and `times` are its operations, the empty sum is 0. A
 * string is the name of a leaf (`curvature`, `value`, …), of a term of the library (`dice`), or of
 * a leaf or a term of one's own.
 *
 * Each function of the name of an `op` makes such a term.
 *
 * Where `centred`, `transpose`, `window`, `unchained` and `shrunk` meet curvature, they leave it as
 * it is.
 */
export type Term =
  | string
  | {
      /** ω_h = (α/N) Σ_{h′} k(h, h′) d_{h′}, the sum of what its pairs give; linear in λ. */
      readonly op: 'pairs';
      /** Without any it is 0. */
      readonly of: readonly Pair[];
    }
  | {
      /** ⟦a⟧ + ⟦b⟧ + … */
      readonly op: 'sum';
      /** Without any it is 0. */
      readonly of: readonly Term[];
    }
  | {
      /** k ⟦a⟧ */
      readonly op: 'times';
      /**
       * k, a number or 1/N. The product of the numbers around any part of a term is 0, or from
       * 1e-100 to 1e100 in size.
       */
      readonly by: number | '1/N';
      /** a */
      readonly of: Term;
    }
  | {
      /**
       * ω_h less its mean over the other trajectories that run at step h. Centred again it is
       * n/(n − 1) times that, n ≥ 2 being how many run.
       */
      readonly op: 'centred';
      /** Pairs only, and curvature. */
      readonly of: Term;
    }
  | {
      /** The transpose of the matrix X in ⟦pairs⟧(λ) = Xλ. */
      readonly op: 'transpose';
      /** Pairs only, and curvature. */
      readonly of: Term;
    }
  | {
      /** Every pair counts factor^{|h−h′|}. */
      readonly op: 'window';
      /** From 0, which leaves pairs of a step with itself, to 1. */
      readonly factor: number;
      /** Pairs only, and curvature. */
      readonly of: Term;
    }
  | {
      /** d is taken along the adjoint of MAML's fold in the place of λ. */
      readonly op: 'unchained';
      /** Nothing coupled. */
      readonly of: Term;
    }
  | {
      /** Counts only a share of it, the `shrinkageFactor` of the settings; see {@link shrunk}. */
      readonly op: 'shrunk';
      /** Nothing coupled. */
      readonly of: Term;
    }
  | {
      /** One term in the last inner step, another in those before. */
      readonly op: 'last';
      /** In the last one. */
      readonly at: Term;
      /** In those before. */
      readonly before: Term;
    }
  | {
      /**
       * α‖λ‖ [g(θ + ελ̂, D_ω) − g(θ − ελ̂, D_ω)]/2ε, λ̂ = λ/‖λ‖, on trajectories of its own: N on
       * each side, drawn with the same random numbers ω. In expectation it is α times the Jacobian
       * of E[g] at λ up to O(αε²), so it stands for curvature and debiasing together. It is a map
       * like the others, homogeneous in λ and not additive; 0 at λ = 0. Not inside `centred`,
       * `transpose`, `window`, `unchained` and `shrunk`.
       */
      readonly op: 'coupled';
      /** ε */
      readonly epsilon: Epsilon;
    };

/**
 * ⟦a⟧ + ⟦b⟧ + … ; 0 for no term.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import {
 *   fading, formulaOf, future, itself, minus, pairs, past, sum, times,
 * } from '@sgmrl/estimators';
 * const dice = pairs(itself, future('other'), fading(past('own')));
 * strictEqual(formulaOf(sum('curvature', times(0.5, minus('value', 'others-return')))).text,
 *   'α∇²ν λ + 0.5 [Ĵ(D_o) S − Σ_τ b_{−τ} s(τ)], ' +
 *     'where b_{−τ} = the mean return of the other trajectories');
 * strictEqual(formulaOf(dice).text,
 *   '(α/N) Σ_τ Σ_h [w_h d_h + Σ_{h′>h} w_{h′} d_{h′} + Σ_{h′<h} κ^{h−h′} w_h d_{h′}] s_h');
 * ```
 */
export const sum = (...of: readonly Term[]): Term => ({ op: 'sum', of });

/**
 * k ⟦a⟧, k a number or 1/N.
 *
 * @example See {@link sum}.
 */
export const times = (by: number | '1/N', of: Term): Term => ({ op: 'times', by, of });

/**
 * ⟦a⟧ − ⟦b⟧
 *
 * @example See {@link sum}.
 */
export const minus = (a: Term, b: Term): Term => sum(a, times(-1, b));

/**
 * ω less its mean over the other trajectories at the same step.
 *
 * @example See {@link sum}.
 */
export const centred = (of: Term): Term => ({ op: 'centred', of });

/**
 * X ↦ Xᵀ
 *
 * @example See {@link sum}.
 */
export const transpose = (of: Term): Term => ({ op: 'transpose', of });

/**
 * Pairs of steps h, h′ count factor^{|h−h′|}.
 *
 * @example See {@link sum}.
 */
export const window = (factor: number, of: Term): Term => ({ op: 'window', factor, of });

/**
 * d along MAML's adjoint in the place of λ.
 *
 * @example See {@link sum}.
 */
export const unchained = (of: Term): Term => ({ op: 'unchained', of });

/**
 * w ⟦a⟧ with a shrinkage factor w from 0 to 1, which no term knows: the settings of an estimator
 * hold it, and a run takes it from its state. Less of a noisy part has less variance, for a bias of
 * −(1 − w) E⟦a⟧. Shrunk twice is shrunk once.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { formulaOf, shrunk, sum } from '@sgmrl/estimators';
 * strictEqual(formulaOf(sum('curvature', shrunk('value'))).text, 'α∇²ν λ + shrunk{Ĵ(D_o) S}');
 * ```
 */
export const shrunk = (of: Term): Term => ({ op: 'shrunk', of });

/**
 * One term in the last inner step, another in those before.
 *
 * @example See {@link sum}.
 */
export const last = (at: Term, before: Term): Term => ({ op: 'last', at, before });

/**
 * The derivative of E[U] along λ, by a central difference over trajectories with common random
 * numbers; see {@link Term}.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { coupled, formulaOf } from '@sgmrl/estimators';
 * strictEqual(formulaOf(coupled(0.1)).text,
 *   'α‖λ‖ [g(θ + 0.1 λ̂, D_ω) − g(θ − 0.1 λ̂, D_ω)]/0.2, where λ̂ = λ/‖λ‖');
 * strictEqual(formulaOf(coupled({ share: 1 })).text.endsWith('λ̂ = λ/‖λ‖; Δ = ‖U(D) − θ‖'), true);
 * ```
 */
export const coupled = (epsilon: Epsilon): Term => ({ op: 'coupled', epsilon });

/**
 * The sum of some pairs.
 *
 * @example See {@link sum}.
 */
export const pairs = (...of: readonly Pair[]): Term => ({ op: 'pairs', of });

/** h′ = h */
export const itself: Pair = { with: 'itself' };

/**
 * h′ < h, with the weight of one of the two.
 *
 * @example See {@link sum}.
 */
export const past = (weight: 'own' | 'other'): Pair => ({ with: 'past', weight, fades: false });

/**
 * h′ > h, with the weight of one of the two.
 *
 * @example See {@link sum}.
 */
export const future = (weight: 'own' | 'other'): Pair => ({ with: 'future', weight, fades: false });

/**
 * The pair, counted κ^{|h−h′|}.
 *
 * @example See {@link sum}.
 */
export const fading = (pair: Pair): Pair => (pair.with === 'itself' ? pair : { ...pair, fades: true });
