import { list, wholeNumber } from '@sgmrl/codecs';
import type { Policy } from '@sgmrl/policies';
import { guard, guardVector, misfit, refuse } from './guard';

type Layers = readonly number[] | undefined;

const widths = list(wholeNumber(1, Number.MAX_SAFE_INTEGER));

/** The widths of hidden layers that a policy of one's own tells, or none. */
export const guardLayers = (where: string, effect: () => Layers): Layers => {
  const found = guard(where, effect);
  return found === undefined || widths.is(found)
    ? found
    : refuse(where, misfit('a list of whole numbers from 1, or nothing', found));
};

/**
 * A policy of one's own that says, where it throws or gives a vector of another length, in which
 * call. What it draws is checked where it is drawn.
 */
export const guardedPolicy = (kind: string, policy: Policy): Policy => {
  const { dimension } = policy;
  const where = (call: string): string => `policy ${kind}: ${call}`;
  return {
    ...policy,
    initialize: (key) => guardVector(where('initialize'), dimension, () => policy.initialize(key)),
    sample: (...given) => guard(where('sample'), () => policy.sample(...given)),
    logProbability: (parameters, data) =>
      guardVector(where('logProbability'), data.actions.rows, () => policy.logProbability(parameters, data)),
    weightedScore: (...given) =>
      guardVector(where('weightedScore'), dimension, () => policy.weightedScore(...given)),
    weightedScores: (...given) =>
      guard(where('weightedScores'), () => policy.weightedScores(...given)).map((score) =>
        guardVector(where('weightedScores'), dimension, () => score),
      ),
    directionalDerivative: (parameters, data, direction) =>
      guardVector(where('directionalDerivative'), data.actions.rows, () =>
        policy.directionalDerivative(parameters, data, direction),
      ),
    hessianVectorProduct: (...given) =>
      guardVector(where('hessianVectorProduct'), dimension, () => policy.hessianVectorProduct(...given)),
    curvatureAndScore: (...given) =>
      guardVector(where('curvatureAndScore'), dimension, () => policy.curvatureAndScore(...given)),
  };
};
