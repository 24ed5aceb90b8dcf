import { debiasings, type DebiasingPart, type Variant } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { findAlgorithm, type UnknownAlgorithm } from './algorithms';

const jacobians: Readonly<Record<Variant['jacobian'], string>> = {
  full: 'A λ = λ + α ∇²ν(θ^{t−1}, D^t) λ, a Hessian-vector product at fixed data',
  identity: 'A λ = λ, the identity: the inner step is not differentiated',
};

const lines = (name: string, { jacobian, debiasing }: Variant, part: DebiasingPart): readonly string[] => [
  `${name}: jacobian ${jacobian}, debiasing ${debiasing}`,
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
  '',
  `Train with it: --set algorithm.jacobian=${jacobian} algorithm.debiasing=${debiasing}`,
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
