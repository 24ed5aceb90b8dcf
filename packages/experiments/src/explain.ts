import { debiasings, type DebiasingPart, type OuterUpdate, type Variant } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { findAlgorithm, type NamedVariant, type UnknownAlgorithm } from './algorithms';

const jacobians: Readonly<Record<Variant['jacobian'], string>> = {
  full: 'A λ = λ + α ∇²ν(θ^{t−1}, D^t) λ, a Hessian-vector product at fixed data',
  identity: 'A λ = λ, the identity: the inner step is not differentiated',
};

/** What an outer update does, where it comes from, and what the optimizer must be for it. */
const updates: Readonly<
  Record<OuterUpdate['kind'], { readonly lines: readonly string[]; readonly optimizer: string }>
> = {
  proximal: {
    lines: [
      'the optimizer climbs the surrogate of the same data several steps far',
      '  mean over D_o of min(w ρ, w clip(ρ, 1 − clip, 1 + clip)), ρ = π(a|s; U(θ)) / π(a|s; U(θ_k)),',
      '  − klPenalty × the divergence of π_θ from π_{θ_k} on the adaptation data',
      'source    Rothfuss et al. (ProMP), arXiv:1810.06784, algorithm 1',
    ],
    optimizer: '',
  },
  'trust-region': {
    lines: [
      'one step s, θ_{k+1} = θ_k + s, on the surrogate mean over D_o of w ρ, ρ = π(a|s; U(θ)) / π(a|s; U(θ_k))',
      '  direction  (JᵀFJ + damping)⁻¹ × meta-gradient by conjugate gradients, J = ∂U/∂θ, F the Fisher matrix on D_o',
      '  length     ½ sᵀ(JᵀFJ + damping)s = maxKl, then backtrackRatio shorter until the surrogate gains and',
      '             the divergence of π_{U(θ)} from π_{U(θ_k)} is at most maxKl; no step if that never happens',
      'source    Schulman et al., arXiv:1502.05477; for MAML Finn et al., arXiv:1703.03400, §5.3',
    ],
    optimizer: ' optimizer=\'{"kind":"sgd","learningRate":1}\'',
  },
};

const updateLines = (update: OuterUpdate | undefined): readonly string[] =>
  update === undefined
    ? []
    : [`Outer update ${JSON.stringify(update)}`, ...updates[update.kind].lines.map((line) => `  ${line}`)];

const updateSetting = (update: OuterUpdate | undefined): string =>
  update === undefined
    ? ''
    : ` algorithm.outerUpdate='${JSON.stringify(update)}'${updates[update.kind].optimizer}`;

const lines = (
  name: string,
  { jacobian, debiasing, outerUpdate }: NamedVariant,
  part: DebiasingPart,
): readonly string[] => [
  `${name}: jacobian ${jacobian}, debiasing ${debiasing}${outerUpdate === undefined ? '' : `, outer update ${outerUpdate.kind}`}`,
  '',
  'The meta-gradient of a task is λ^0 of the fold over its inner steps t = ζ, …, 1',
  '  λ^ζ     = ĝ(θ^ζ, D_o)         the policy gradient after adaptation, on evaluation data',
  '  λ^{t−1} = A^t λ^t + c^t',
  '',
  'Jacobian part',
  `  ${jacobians[jacobian]}`,
  'Debiasing part',
  `  ${part.formula}`,
  `  ${part.meaning}`,
  `  bias      ${part.bias}`,
  `  variance  ${part.variance}`,
  `  cost      ${part.cost}`,
  `  source    ${part.source}`,
  'What is said of bias holds for outer weights reward-to-go; others are fitted to D_o and bias ĝ and Ĵ.',
  ...updateLines(outerUpdate),
  '',
  `Train with it: --set algorithm.jacobian=${jacobian} algorithm.debiasing=${debiasing}${updateSetting(outerUpdate)}`,
];

/**
 * What an algorithm or a debiasing part computes, as text for a terminal.
 *
 * @example
 * ```ts
 * import { ok, strictEqual } from 'node:assert';
 * import { explain } from '@sgmrl/experiments';
 * const maml = explain('maml');
 * ok(maml._tag === 'Right' && maml.right.includes('c = 0'));
 * strictEqual(explain('mamal')._tag, 'Left');
 * ```
 */
export const explain = (name: string): E.Either<UnknownAlgorithm, string> =>
  pipe(
    findAlgorithm(name),
    E.map((variant) => lines(name, variant, debiasings[variant.debiasing]).join('\n')),
  );
