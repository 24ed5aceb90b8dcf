import {
  debiasings,
  fomaml,
  lowVarianceSgMrl,
  maml,
  proMp,
  sgMrl,
  trpoMaml,
  type Debiasing,
  type UpdatedVariant,
  type Variant,
} from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { suggestion } from './nearest';

/** A name that no algorithm has. */
export interface UnknownAlgorithm {
  readonly kind: 'unknown-algorithm';
  readonly name: string;
  readonly suggestion: string;
}

const isDebiasing = (name: string): name is Debiasing => Object.hasOwn(debiasings, name);

/** A variant, perhaps with an outer update. */
export type NamedVariant = Variant & Partial<UpdatedVariant>;

const named: Readonly<Record<string, NamedVariant>> = {
  maml,
  fomaml,
  'sg-mrl': sgMrl,
  'low-variance-sg-mrl': lowVarianceSgMrl,
  'trpo-maml': trpoMaml,
  promp: proMp,
};

/** The names of algorithms: whole algorithms first, then debiasing parts, which stand for themselves with a full Jacobian. */
export const algorithmNames: readonly string[] = [...Object.keys(named), ...Object.keys(debiasings)];

/** That a name is none of `known`, with the nearest of them. */
export const unknownAlgorithm = (name: string, known: readonly string[]): UnknownAlgorithm => ({
  kind: 'unknown-algorithm',
  name,
  suggestion: suggestion(name, known),
});

/**
 * What a name stands for among the fields of a configuration's `algorithm`. Left suggests the nearest name there is.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { findAlgorithm } from '@sgmrl/experiments';
 * deepStrictEqual(findAlgorithm('maml'), { _tag: 'Right', right: { jacobian: 'full', debiasing: 'none' } });
 * const unknown = findAlgorithm('mamal');
 * deepStrictEqual(unknown._tag === 'Left' && unknown.left.suggestion, 'did you mean maml?');
 * ```
 */
export const findAlgorithm = (name: string): E.Either<UnknownAlgorithm, NamedVariant> => {
  if (isDebiasing(name)) return E.right({ jacobian: 'full', debiasing: name });
  return Object.hasOwn(named, name) ? E.right(named[name]) : E.left(unknownAlgorithm(name, algorithmNames));
};

/** The name of the choices that an algorithm has made, a debiasing part's own where the Jacobian is full. */
export const nameOfAlgorithm = ({ jacobian, debiasing, outerUpdate }: NamedVariant): string => {
  if (jacobian === 'full' && outerUpdate === undefined) return debiasing;
  const known = Object.entries(named).find(
    ([, variant]) =>
      variant.jacobian === jacobian &&
      variant.debiasing === debiasing &&
      variant.outerUpdate?.kind === outerUpdate?.kind,
  );
  const differences = [
    ...(jacobian === 'full' ? [] : [`jacobian ${jacobian}`]),
    ...(outerUpdate === undefined ? [] : [`outer update ${outerUpdate.kind}`]),
  ];
  return known?.[0] ?? `${debiasing} (${differences.join(', ')})`;
};
