import { checkFields, checkOnlyFields, describeInvalidField, type FieldKind } from '@sgmrl/codecs';
import { checkDiscount, checkWeights } from '@sgmrl/rollouts';
import type { AdaptationSettings, OuterSettings } from './settings';
import { check, checkNotNegative } from './check';

/** The fields of an algorithm; a test holds that they are all. */
export const known = {
  estimator: 'anything',
  names: 'anything',
  shrinkageFactor: 'anything',
  innerSteps: 'anything',
  stepSize: 'anything',
  discount: 'anything',
  metaBatchSize: 'anything',
  trajectories: 'anything',
  evaluationTrajectories: 'anything',
  innerWeights: 'anything',
  outerWeights: 'anything',
} satisfies Readonly<Record<string, FieldKind>>;

/** Some fields of an algorithm. */
type SomeFields = { readonly [K in keyof typeof known]?: unknown };

/** What other programs have fields for, and how it is said here. */
const saidByTerms = {
  jacobian: "'maml' with the full Jacobian, 'fomaml' with the identity",
  debiasing: "such as sum('curvature', 'algorithm-1')",
};

/**
 * Throws a RangeError for a field that no algorithm has. A function that needs some fields of an
 * algorithm takes the others too.
 */
export const checkKnown = (what: string, settings: SomeFields): void => {
  checkFields(what, settings, {});
  for (const [path, how] of Object.entries(saidByTerms)) {
    const found: unknown = Reflect.get(settings, path);
    const expected = `it as a term in the field estimator, ${how}`;
    if (found !== undefined)
      throw new RangeError(`${what}: ${describeInvalidField({ path, expected, found })}`);
  }
  checkOnlyFields<SomeFields>(what, settings, known);
};

/**
 * Throws a RangeError unless the settings of an inner step are what {@link AdaptationSettings}
 * says.
 *
 * @example See {@link checkAlgorithm}.
 */
export const checkAdaptation = (settings: AdaptationSettings): void => {
  checkKnown('settings', settings);
  checkFields('settings', settings, { innerWeights: 'a record' });
  const { stepSize, discount, innerWeights } = settings;
  checkNotNegative('stepSize', stepSize);
  checkDiscount(discount);
  checkWeights(innerWeights);
};

/** Throws a RangeError unless a shrinkage factor, where one is given, is from 0 to 1. */
export const checkShrinkageFactor = ({
  shrinkageFactor = 1,
}: {
  readonly shrinkageFactor?: number;
}): void => {
  check(
    'shrinkageFactor',
    shrinkageFactor >= 0 && shrinkageFactor <= 1,
    'a number from 0 to 1',
    shrinkageFactor,
  );
};

/**
 * Throws a RangeError unless the settings of the outer estimates are what {@link OuterSettings}
 * says.
 */
export const checkOuter = (settings: OuterSettings): void => {
  checkKnown('settings', settings);
  checkFields('settings', settings, { outerWeights: 'a record' });
  const { discount, outerWeights } = settings;
  checkDiscount(discount);
  checkWeights(outerWeights);
};
