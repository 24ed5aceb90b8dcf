import * as E from 'fp-ts/lib/Either.js';
import { configDifferences } from '../configuration/config-differences';
import { differences } from '../configuration/differences';
import type { ComparisonQuestion, Select } from './question';
import { fieldAt, union, type Variation } from './variation';

/** The values of a field: those that it varies over, or the one that all runs share. */
const valuesAt = ({ config, vary = {} }: ComparisonQuestion, path: string): readonly unknown[] =>
  Object.hasOwn(vary, path) ? vary[path] : [fieldAt(config, path) ?? null];

const variationOf = (stored: ComparisonQuestion, asked: ComparisonQuestion): Variation =>
  Object.fromEntries(
    union(Object.keys(stored.vary ?? {}), Object.keys(asked.vary ?? {})).map((path) => [
      path,
      union(valuesAt(stored, path), valuesAt(asked, path)),
    ]),
  );

const selectOf = ({ select: stored }: ComparisonQuestion, { select: asked }: ComparisonQuestion) => {
  if (stored === undefined || asked === undefined) return stored ?? asked;
  return { field: stored.field, seeds: union(stored.seeds, asked.seeds) } satisfies Select;
};

/** What is fixed, and not the same in both. */
const conflicts = (
  stored: ComparisonQuestion,
  asked: ComparisonQuestion,
  variation: Variation,
): readonly string[] => {
  const shared = { iterations: 0, seed: 0 };
  const varies = (difference: string): boolean =>
    Object.keys(variation).some(
      (path) => difference.startsWith(`${path} `) || difference.startsWith(`${path}.`),
    );
  return [
    ...configDifferences({ ...stored.config, ...shared }, { ...asked.config, ...shared })
      .filter((difference) => !varies(difference))
      .map((difference) => `config.${difference}`),
    ...(stored.select === undefined || asked.select === undefined
      ? []
      : differences(stored.select.field, asked.select.field, 'select.field')),
  ];
};

/**
 * The least question that asks all that both ask: every algorithm, number of inner steps, value and
 * seed of either, with the more iterations and held-out returns. A field that only one of them
 * varies has the value that it is fixed to in the other one, too. In whatever order a comparison
 * grows, it comes to the same runs. Left names the fields in which they conflict.
 */
export const grow = (
  stored: ComparisonQuestion,
  asked: ComparisonQuestion,
): E.Either<readonly string[], ComparisonQuestion> => {
  const variation = variationOf(stored, asked);
  const different = conflicts(stored, asked, variation);
  if (different.length > 0) return E.left(different);
  const select = selectOf(stored, asked);
  return E.right({
    version: 1,
    config: {
      ...stored.config,
      iterations: Math.max(stored.config.iterations, asked.config.iterations),
    },
    algorithms: union(stored.algorithms, asked.algorithms),
    innerSteps: union(stored.innerSteps, asked.innerSteps),
    seeds: union(stored.seeds, asked.seeds),
    ...(Object.keys(variation).length > 0 && { vary: variation }),
    ...(select && { select }),
    evaluation: {
      tasks: Math.max(stored.evaluation.tasks, asked.evaluation.tasks),
      innerSteps: Math.max(stored.evaluation.innerSteps, asked.evaluation.innerSteps),
    },
  });
};
