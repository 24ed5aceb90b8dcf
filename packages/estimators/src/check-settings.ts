import { checkDiscount, checkWeights } from '@sgmrl/rollouts';
import type { AdaptationSettings, Algorithm, OuterSettings } from './algorithm';
import { leastTrajectories } from './terms/least-trajectories';
import type { OuterUpdate } from './outer-update';

const check = (what: string, fits: boolean, expected: string, found: unknown): void => {
  if (!fits) throw new RangeError(`${what}: expected ${expected}, found ${String(found)}`);
};

const checkPositive = (what: string, x: number): void => {
  check(what, Number.isFinite(x) && x > 0, 'a positive number', x);
};

const checkNotNegative = (what: string, x: number): void => {
  check(what, Number.isFinite(x) && x >= 0, 'a number, not negative', x);
};

const checkCount = (what: string, n: number, least: number): void => {
  check(what, Number.isSafeInteger(n) && n >= least, `an integer from ${String(least)}`, n);
};

const checkUpdate = (update: OuterUpdate): void => {
  switch (update.kind) {
    case 'proximal':
      checkPositive('clip', update.clip);
      checkNotNegative('klPenalty', update.klPenalty);
      checkCount('steps', update.steps, 1);
      return;
    case 'trust-region': {
      const { backtrackRatio: ratio, curvatureTrajectories } = update;
      checkPositive('maxKl', update.maxKl);
      checkPositive('damping', update.damping);
      checkCount('conjugateGradientSteps', update.conjugateGradientSteps, 1);
      checkCount('backtracks', update.backtracks, 1);
      check('backtrackRatio', ratio > 0 && ratio < 1, 'a number between 0 and 1', ratio);
      if (curvatureTrajectories !== undefined) checkCount('curvatureTrajectories', curvatureTrajectories, 1);
      return;
    }
    default: {
      const { kind }: { readonly kind: unknown } = update;
      check('outerUpdate', false, 'proximal or trust-region', `'${String(kind)}'`);
    }
  }
};

/** Throws a RangeError unless the settings of an inner step are what {@link AdaptationSettings} says. */
export const checkAdaptation = ({ stepSize, discount, innerWeights }: AdaptationSettings): void => {
  checkNotNegative('stepSize', stepSize);
  checkDiscount(discount);
  checkWeights(innerWeights);
};

/** Throws a RangeError unless the settings of the outer estimates are what {@link OuterSettings} says. */
export const checkOuter = ({ discount, outerWeights }: OuterSettings): void => {
  checkDiscount(discount);
  checkWeights(outerWeights);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless an algorithm is what
 * {@link Algorithm} says: plain data may come from a program without types. Everything that takes
 * an algorithm asks this first.
 *
 * @example
 * ```ts
 * import { doesNotThrow, throws } from 'node:assert';
 * import { checkAlgorithm, sgMrl, type Algorithm } from '@sgmrl/estimators';
 * const algorithm: Algorithm = { ...sgMrl, innerSteps: 1, stepSize: 0.1, discount: 0.99, metaBatchSize: 20,
 *   trajectories: 20, evaluationTrajectories: 20,
 *   innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * doesNotThrow(() => checkAlgorithm(algorithm));
 * throws(() => checkAlgorithm({ ...algorithm, discount: 1.5 }),
 *   { message: 'discount: expected a number above 0, at most 1, found 1.5' });
 * ```
 */
export const checkAlgorithm = (algorithm: Algorithm): void => {
  const { outerUpdate } = algorithm;
  // The interpretation of a term refuses what has no meaning.
  leastTrajectories(algorithm.estimator);
  checkCount('innerSteps', algorithm.innerSteps, 0);
  checkCount('metaBatchSize', algorithm.metaBatchSize, 1);
  checkCount('trajectories', algorithm.trajectories, 1);
  checkCount('evaluationTrajectories', algorithm.evaluationTrajectories, 1);
  checkAdaptation(algorithm);
  checkOuter(algorithm);
  if (outerUpdate !== undefined) checkUpdate(outerUpdate);
};
