import { catalogue, type CatalogueEntry } from './catalogue';
import { equations } from './equations';

const section = ({ name, variant, part }: CatalogueEntry): string =>
  [
    `## \`${name}\``,
    '',
    part.meaning,
    '',
    `    ${variant.jacobian === 'full' ? 'λ ← λ + α∇²ν λ + c' : 'λ ← λ + c'},  ${part.formula}`,
    '',
    `- Bias for ∇V: ${part.bias}`,
    `- Variance of c: ${part.variance}`,
    `- Cost beside MAML: ${part.cost}`,
    `- Source: ${part.source}`,
  ].join('\n');

/**
 * The text of docs/estimators.md: every estimator of the catalogue, and the equations between them.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { catalogue, estimatorsDocument } from '@sgmrl/theory';
 * const text = estimatorsDocument();
 * ok(catalogue.every(({ name }) => text.includes(`## \`${name}\``)));
 * ```
 */
export const estimatorsDocument = (): string =>
  `${[
    '# Estimators of the meta-gradient',
    '',
    'Generated from the catalogue by `node packages/theory/scripts/write-estimators-document.mjs`; do not edit.',
    '',
    'Each targets ∇V, V(θ) = E J(θ^ζ) being the expected return after ζ stochastic adaptation steps, by a right fold over the',
    'adaptation that starts at λ = ĝ, the outer policy gradient. `sgmrl verify` computes the bias and the variance of each on any',
    'finite MDP, for ∇V and for the objective of deterministic adaptation.',
    '',
    'What is said of bias holds where ĝ and Ĵ have none: with outer weights `reward-to-go`. Outer weights `advantage` and',
    '`normalised-advantage` are fitted to D_o and bias both, whatever the debiasing part:',
    '[what outer weights cost](theory/meta-gradient.md#what-outer-weights-cost).',
    '',
    catalogue.map(section).join('\n\n'),
    '',
    '## Equations',
    '',
    'Checked on random MDPs, sample by sample:',
    '',
    ...equations.map(({ left, right, when }) => `- \`${left}\` = \`${right}\` when ${when}`),
  ].join('\n')}\n`;
