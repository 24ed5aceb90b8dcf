import { checkFields } from '@sgmrl/codecs';
import type { Differentials } from '@sgmrl/policies';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import type { TraceSettings } from '../algorithm';
import type { Likelihood } from '../likelihood';
import type { OuterSettings } from '../settings';
import type { AdaptationTrace } from '../trace';
import { divergenceCurvature } from './divergence-curvature';
import { checkShape, type SurrogateShape } from './shape';
import { surrogateGradient, surrogateValue, type SurrogateValue } from './surrogate';
import { surrogateData, type SurrogateData, type SurrogateSettings } from './surrogate-data';

/** A surrogate as a value: all that computes it, so that only those who ask about one bring it. */
export interface Surrogate {
  /** Its clipping, penalty and curvature. */
  readonly shape: SurrogateShape;
  /** What is kept of a task for it: {@link surrogateData}. */
  readonly data: (
    policy: Likelihood,
    settings: TraceSettings & OuterSettings,
  ) => (trace: AdaptationTrace, adapted: Vector, outerBatch: TrajectoryBatch) => SurrogateData;
  /** Gain and divergence at θ: {@link surrogateValue}. */
  readonly value: (
    policy: Likelihood,
    settings: SurrogateSettings,
  ) => (data: SurrogateData, parameters: Vector) => SurrogateValue;
  /** The gain's gradient at θ, d numbers: {@link surrogateGradient}. */
  readonly gradient: (
    policy: Likelihood,
    settings: SurrogateSettings,
  ) => (data: SurrogateData, parameters: Vector) => Vector;
  /** The divergence's second derivative at θ_k times v, d numbers: {@link divergenceCurvature}. */
  readonly curvature: (
    policy: Differentials,
    settings: SurrogateSettings,
  ) => (data: SurrogateData, direction: Vector) => Vector;
}

/**
 * The surrogate of a shape, as outer updates hold it.
 *
 * @throws RangeError, which says what was expected and what was found, unless the shape is what
 *   {@link SurrogateShape} says.
 *
 * @example
 * ```ts
 * import { strictEqual, throws } from 'node:assert';
 * import { surrogateOf, type SurrogateData } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const data: SurrogateData = { steps: [],
 *   outerBatch: { parameters: [0, 0], batch, logProbability: [Math.log(0.5)], weights: [1] } };
 * const { value } = surrogateOf({ clip: 0.2 });
 * // At θ = (0, log 3) the likelihood ratio is 3/2, of which 1.2 counts.
 * const { gain } = value(tabularSoftmax(1, 2), { estimator: 'maml', stepSize: 1 })(data, [0, Math.log(3)]);
 * strictEqual(gain, 0.2);
 * throws(() => surrogateOf({ clip: 0 }), { message: 'clip: expected a positive number, found 0' });
 * ```
 */
export const surrogateOf = (shape: SurrogateShape = {}): Surrogate => {
  checkShape(shape);
  return {
    shape,
    data: surrogateData,
    value: (policy, settings) => surrogateValue(policy, settings, shape),
    gradient: (policy, settings) => surrogateGradient(policy, settings, shape),
    curvature: (policy, settings) => divergenceCurvature(policy, settings, shape),
  };
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless a program handed
 * over a {@link Surrogate}.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkSurrogate } from '@sgmrl/estimators';
 * throws(() => checkSurrogate(JSON.parse('{}')), {
 *   message: 'surrogate: data: expected a function, found nothing',
 * });
 * ```
 */
export const checkSurrogate = (surrogate: Surrogate): void => {
  checkFields('surrogate', surrogate, {
    data: 'a function',
    value: 'a function',
    gradient: 'a function',
    curvature: 'a function',
  });
};
