import { builtInNames, maml, parts, sum, wholes, type Names, type Term } from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import type { AlgorithmSpec } from '../vocabulary/algorithm-spec';
import { asShorthand, identityOf } from '../terms/debiasing-shorthand';
import { canonicalJson } from '../files/canonical-json';
import type { UnknownAlgorithm } from '../errors/experiment-error';
import { suggestion } from '../errors/nearest';
import { formerNames } from '../terms/former-names';
import { termText } from '../terms/term-text';

/** What a name of an algorithm chooses. */
export type Choices = Pick<AlgorithmSpec, 'estimator' | 'outerUpdate'>;

/**
 * MAML as its published results have it (Finn et al., arXiv:1703.03400, §5.3): a trust region in
 * the settings of their program for the outer step.
 */
export const trpoMaml = {
  ...maml,
  outerUpdate: {
    kind: 'trust-region',
    maxKl: 0.01,
    damping: 1e-5,
    conjugateGradientSteps: 10,
    backtracks: 15,
    backtrackRatio: 0.8,
  },
} satisfies Choices;

/**
 * ProMP (Rothfuss et al., arXiv:1810.06784): the low-variance curvature, and five proximal steps in
 * the settings of their program.
 */
export const proMp = {
  estimator: sum('curvature', 'lvc'),
  outerUpdate: { kind: 'proximal', clip: 0.3, klPenalty: 5e-4, steps: 5 },
} satisfies Choices;

const updated: Readonly<Record<string, Choices>> = { 'trpo-maml': trpoMaml, promp: proMp };

/**
 * The names of algorithms: whole estimators first, then those with an outer update of their own,
 * then parts, which stand for themselves beside curvature.
 */
export const algorithmNames: readonly string[] = [
  ...Object.keys(wholes),
  ...Object.keys(updated),
  ...Object.keys(parts),
];

const isKnown = ({ leaves, terms }: Names, name: string): boolean =>
  Object.hasOwn(leaves, name) || Object.hasOwn(terms, name);

const isOwn = (names: Names, name: string): boolean => isKnown(names, name) && !isKnown(builtInNames, name);

/** {@link algorithmNames}, and the leaves and terms of one's own, which stand for themselves. */
export const algorithmNamesIn = (names: Names): readonly string[] => [
  ...algorithmNames,
  ...[...Object.keys(names.leaves), ...Object.keys(names.terms)].filter((name) => isOwn(names, name)),
];

/** That a name is none of `known`, with the nearest of them. */
export const unknownAlgorithm = (name: string, known: readonly string[]): UnknownAlgorithm => ({
  kind: 'unknown-algorithm',
  name,
  suggestion: formerNames.get(name) ?? suggestion(name, known),
});

/**
 * What a name stands for among the fields of a configuration's `algorithm`. Left suggests the
 * nearest name there is. A leaf or a term of one's own stands for itself.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { findAlgorithm } from '@sgmrl/experiments';
 * deepStrictEqual(findAlgorithm('maml'), { _tag: 'Right', right: { estimator: 'maml' } });
 * deepStrictEqual(findAlgorithm('dice'), {
 *   _tag: 'Right',
 *   right: { estimator: { op: 'sum', of: ['curvature', 'dice'] } },
 * });
 * const unknown = findAlgorithm('mamal');
 * deepStrictEqual(unknown._tag === 'Left' && unknown.left.suggestion, 'did you mean maml?');
 * ```
 */
export const findAlgorithm = (
  name: string,
  names: Names = builtInNames,
): E.Either<UnknownAlgorithm, Choices> => {
  if (isOwn(names, name)) return E.right({ estimator: name });
  if (Object.hasOwn(wholes, name)) return E.right({ estimator: name });
  if (Object.hasOwn(parts, name)) return E.right({ estimator: sum('curvature', name) });
  return Object.hasOwn(updated, name)
    ? E.right(updated[name])
    : E.left(unknownAlgorithm(name, algorithmNamesIn(names)));
};

const same = (one: Term, other: Term): boolean =>
  canonicalJson(identityOf(one)) === canonicalJson(identityOf(other));

/**
 * A part's own name where it stands beside curvature, a name of the whole, or the term in short.
 */
const nameOfEstimator = (estimator: Term): string => {
  const shorthand = asShorthand(estimator);
  if (shorthand?.jacobian === 'full') return shorthand.debiasing;
  const whole = Object.entries(wholes).find(([, known]) => same(known, estimator));
  if (whole !== undefined) return whole[0];
  return shorthand === undefined ? termText(estimator) : `${shorthand.debiasing} without curvature`;
};

/**
 * The name of the choices that an algorithm has made: the same for all ways to write them.
 *
 * @example See {@link findAlgorithm}.
 */
export const nameOfAlgorithm = ({ estimator, outerUpdate }: Choices): string => {
  const name = nameOfEstimator(estimator);
  if (outerUpdate === undefined) return name;
  const known = Object.entries(updated).find(
    ([, choices]) => same(choices.estimator, estimator) && choices.outerUpdate?.kind === outerUpdate.kind,
  );
  return known?.[0] ?? `${name} (outer update ${outerUpdate.kind})`;
};
