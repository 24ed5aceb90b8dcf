import type { Policy } from '@sgmrl/policies';
import { guard, guardVector } from './guard';

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
