import { exp } from '@sgmrl/elementary';
import { parametersAt, reparametrised, type Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import type { ObservationMoments } from './observation-moments';
import { policyAt } from './policy-at';
import type { AdaptationProblem } from './problem';
import type { Learned } from './learned';

/**
 * Where and with what to adapt: in coordinates of the parameters in which every step size is α.
 */
export interface Adapting {
  /** Takes coordinates. */
  readonly policy: Policy;
  /** The coordinates of θ. */
  readonly start: Vector;
  /** θ of coordinates. */
  readonly parametersAt: (coordinates: Vector) => Vector;
  /** ∂θ_i/∂φ_i, where they are not the parameters. */
  readonly scale: Vector | undefined;
}

const same = (parameters: Vector): Vector => parameters;

/** √(α_i/α) of ρ_i = log(α_i/α). */
export const coordinateScale = (logStepSizes: Vector): Float64Array =>
  Float64Array.from(logStepSizes, (rho) => exp(rho / 2));

/**
 * How to adapt what has been learned. A step of size α e^{ρ_i} of each parameter is one of size α
 * in coordinates φ with θ = θ_k + e^{ρ/2} ∘ φ. Without learned step sizes they are the parameters.
 */
export const adapting = (
  problem: Pick<
    AdaptationProblem<unknown, unknown>,
    'policy' | 'observationNormalisation' | 'learnStepSizes'
  >,
): ((learned: Learned) => Adapting) => {
  const acting: (moments: ObservationMoments | undefined) => Policy = policyAt(problem);
  return ({ parameters, observationMoments, logStepSizes }) => {
    const policy = acting(observationMoments);
    if (problem.learnStepSizes === undefined)
      return { policy, start: parameters, parametersAt: same, scale: undefined };
    if (logStepSizes === undefined)
      throw new RangeError(
        'logStepSizes: expected those of a state, found none; initialState begins with them',
      );
    const coordinates = { origin: parameters, scale: coordinateScale(logStepSizes) };
    return {
      policy: reparametrised(policy, coordinates),
      start: new Float64Array(parameters.length),
      parametersAt: parametersAt(coordinates),
      scale: coordinates.scale,
    };
  };
};
