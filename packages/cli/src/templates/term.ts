import { named, type Template } from './template';

const module = `/** A term of one's own: Algorithm 1 of SG-MRL with a fixed baseline. Change what you like. */
import { scale } from '@sgmrl/vector';

const baseline = 0.5;

/** What it adds to λ: Σ_rows ω ∇log π, and what is known of it. */
export const leaf = {
  formula: { text: '(Ĵ(D_o) − ½) S', latex: '(\\\\hat J(D_o) - \\\\tfrac12)\\\\, S' },
  meaning:
    'The mean return after adaptation, less a fixed baseline, times the score S of the adaptation data.',
  // ω is the same for each step taken, whatever d = ⟨∇log π, λ⟩ is.
  scoreWeights: ({ trace: { steps, outer }, t }) => {
    const weights = scale(outer.value - baseline * outer.scale, steps[t].batch.mask);
    return () => weights;
  },
  readsLambda: false,
  // E[S] = 0, so that the baseline changes no expectation. 'unknown' where nobody has derived it.
  claim: () => ({ times: 1, errors: [] }),
  cost: () => ({}),
  exchangeableUpTo: Infinity,
  leastTrajectories: 1,
  rewrite: () => undefined,
};

/** What \`sgmrl --with\` adds: --set algorithm.debiasing=NAME puts it beside curvature. */
export default { terms: { 'NAME': leaf } };
`;

const laws = `/** Run with: node --test */
import test from 'node:test';
import { builtInNames, metaGradient, sum } from '@sgmrl/estimators';
import { estimatorLaws, exchangeable, lawsAsTests, unbiased } from '@sgmrl/laws';
import { leaf } from './NAME.mjs';

const names = { ...builtInNames, leaves: { ...builtInNames.leaves, 'NAME': leaf } };

const estimator = (policy, algorithm) =>
  metaGradient(policy, { ...algorithm, estimator: sum('curvature', 'NAME'), names });

// Leave out what yours is not meant to be.
const laws = [...estimatorLaws(estimator), unbiased(estimator), exchangeable(estimator)];
lawsAsTests(test, laws, { seed: 1, runs: 10 });
`;

/** A term: Algorithm 1 with a fixed baseline. */
export const termTemplate: Template = {
  section: 'terms',
  module: named(module),
  laws: named(laws),
  use: (name, path) => `train --with ${path} --preset tabular-quick --set algorithm.debiasing=${name}`,
  more: (name, path) => [
    `Verify:  npx sgmrl verify --with ${path} --estimator '{"op":"sum","of":["curvature","${name}"]}'`,
    `         The name ${name} alone is the term without curvature.`,
  ],
};
