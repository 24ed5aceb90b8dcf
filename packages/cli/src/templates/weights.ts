import { named, type Template } from './template';

const module = `/** Weights of one's own: advantages over a baseline of the time that is left. Change what you like. */
import { finiteNumber, fraction, record } from '@sgmrl/codecs';
import { advantagesOver, weightsRow } from '@sgmrl/rollouts';
import * as t from 'io-ts';

/** V(s, h) = perStep (H − h): so much is expected of each step that is left. Nothing is fitted. */
const timeLeft = (perStep) => ({
  name: 'time left',
  fitted: false,
  fit: () => ({
    predict: ({ mask, steps }) => Float64Array.from(mask, (m, row) => m * perStep * (steps - (row % steps))),
  }),
});

export const weightsOf = ({ perStep, lambda }) => advantagesOver(timeLeft(perStep), lambda);

/** The row: settings with their codec, and the weights that they describe. */
export const row = weightsRow({
  spec: record('NAME', { kind: t.literal('NAME'), perStep: finiteNumber, lambda: fraction }),
  default: { kind: 'NAME', perStep: 0.5, lambda: 1 },
  about: 'generalised advantages over a baseline of the time that is left',
  build: weightsOf,
});

/**
 * What \`sgmrl --with\` adds: --set algorithm.innerWeights=NAME algorithm.outerWeights=NAME chooses
 * it.
 */
export default { weights: { 'NAME': row } };
`;

const laws = `/** Run with: node --test */
import test from 'node:test';
import { lawsAsTests, weightingLaws } from '@sgmrl/laws';
import { row, weightsOf } from './NAME.mjs';

lawsAsTests(test, weightingLaws(weightsOf(row.default)), { seed: 1, runs: 25 });
`;

/** Weights: advantages over a baseline of the time that is left. */
export const weightsTemplate: Template = {
  section: 'weights',
  module: named(module),
  laws: named(laws),
  use: (name, path) =>
    `train --with ${path} --preset tabular-quick --set algorithm.innerWeights=${name} algorithm.outerWeights=${name}`,
};
