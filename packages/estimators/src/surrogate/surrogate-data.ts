import type { Differentials } from '@sgmrl/policies';
import { checkBatch, stepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import { scale, type Vector } from '@sgmrl/vector';
import type { EstimatorSettings, TraceSettings } from '../algorithm';
import type { OuterSettings } from '../settings';
import { checkEstimator } from '../check-algorithm';
import { checkOuter } from '../check-settings';
import { checkTrace } from '../check-trace';
import { checkDrawsNothing } from '../terms/draws-anew';
import { lazy } from '../lazy';
import type { Likelihood } from '../likelihood';
import { adjoints } from '../adjoints';
import { equalIn } from '../terms/monomials';
import { numbersByName } from '../terms/names';
import { rowsOf, weighScores } from '../terms/numbers';
import { sum, type Term } from '../terms/term';
import type { AdaptationTrace } from '../trace';

/** A batch as a surrogate sees it: with what stays as it was when the batch was drawn. */
export interface SurrogateBatch {
  /** θ_k^t, which drew the batch. */
  readonly parameters: Vector;
  /** D^t, or D_o. */
  readonly batch: TrajectoryBatch;
  /** log π(a|s; θ_k^t) of each row. */
  readonly logProbability: Vector;
}

/** The batch of an inner step. */
export interface SurrogateStep extends SurrogateBatch {
  /** w/N of the inner step. */
  readonly weights: Vector;
  /**
   * How often curvature counts in the meta-gradient: 1 for the full Jacobian of the inner step, 0
   * for the identity.
   */
  readonly curvature: number;
  /** ω of the term at θ_k, where it has one that does not stand inside the inner step. */
  readonly scoreWeights: Vector | undefined;
}

/** The outer batch. */
export interface SurrogateOuterBatch extends SurrogateBatch {
  /** w/M of the outer policy gradient. */
  readonly weights: Vector;
}

/** What the surrogate of one task is made of, all drawn under θ_k; plain data. */
export interface SurrogateData {
  /** Its inner steps, the first one first. */
  readonly steps: readonly SurrogateStep[];
  /** D_o, drawn after them. */
  readonly outerBatch: SurrogateOuterBatch;
}

/** What a surrogate needs beside its data. */
export type SurrogateSettings = Pick<EstimatorSettings, 'estimator' | 'stepSize'>;

/**
 * Whether the likelihood ratio stands inside the inner step, whose derivative then makes up all of
 * the term.
 */
export const ratioInside = ({
  estimator,
  names = numbersByName,
}: Pick<EstimatorSettings, 'estimator' | 'names'>): boolean =>
  equalIn(names, {})(sum('curvature', 'lvc'))(estimator);

/** The term at inner step t, its ω frozen at θ_k. */
const frozenRows = (
  policy: Differentials,
  settings: EstimatorSettings,
  trace: AdaptationTrace,
): ((t: number) => Pick<SurrogateStep, 'curvature' | 'scoreWeights'>) => {
  const rowsAt = rowsOf(settings.estimator, settings.names);
  const along = (estimator: Term) => lazy(() => adjoints(policy, { ...settings, estimator })(trace).lambdas);
  const [lambdas, ofMaml] = [along(settings.estimator), along('curvature')];
  return (t) => {
    const { parameters, batch } = trace.steps[t];
    const rows = rowsAt({ policy, adaptation: settings, trace, t });
    const weigh = weighScores(rows, settings.shrinkageFactor ?? 1);
    const directional = (of: typeof lambdas) => () =>
      policy.directionalDerivative(parameters, batch, of()[t + 1]);
    return {
      curvature: rows.curvature,
      scoreWeights: weigh?.({ chained: directional(lambdas), unchained: directional(ofMaml) }).omega,
    };
  };
};

/**
 * Keeps of a task what its surrogate needs.
 *
 * @throws RangeError where settings, trace or batch do not fit, as `metaGradient` does.
 * @param adapted θ_k^ζ, where the adaptation of the trace led.
 * @param outerBatch D_o, drawn there.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { adapt, innerStep, outerEstimate, surrogateData } from '@sgmrl/estimators';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const settings = { estimator: 'maml', stepSize: 1, discount: 1, innerWeights: rewardToGo,
 *   outerWeights: rewardToGo } as const;
 * const policy = tabularSoftmax(1, 2);
 * const one = (x: number) => ({ rows: 1, columns: 1, data: [x] });
 * const batch = { trajectories: 1, steps: 1, observations: one(0), actions: one(1),
 *   rewards: [1], mask: [1], lengths: [1] };
 * const step = innerStep(settings)([0, 0], batch);
 * const adapted = adapt(policy, settings)(step);
 * const outer = outerEstimate(policy, settings)(adapted, batch);
 * const { steps, outerBatch } = surrogateData(policy, settings)({ steps: [step], outer }, adapted, batch);
 * deepStrictEqual([Array.from(outerBatch.parameters), Array.from(outerBatch.weights)], [[-0.5, 0.5], [1]]);
 * deepStrictEqual(steps[0].scoreWeights, undefined); // MAML debiases nothing
 * ```
 */
export const surrogateData = (
  policy: Likelihood,
  settings: TraceSettings & OuterSettings,
): ((trace: AdaptationTrace, adapted: Vector, outerBatch: TrajectoryBatch) => SurrogateData) => {
  checkEstimator(settings);
  checkDrawsNothing('surrogateData', settings.estimator, settings.names);
  checkOuter(settings);
  const checked = checkTrace(settings);
  return (trace, adapted, outerBatch) => {
    checked(trace);
    checkBatch(outerBatch);
    const rowsAt = ratioInside(settings)
      ? () => ({ curvature: 1, scoreWeights: undefined })
      : frozenRows(policy, settings, trace);
    return {
      steps: trace.steps.map(({ parameters, batch, weights }, t) => ({
        parameters,
        batch,
        logProbability: policy.logProbability(parameters, batch),
        weights: scale(1 / batch.trajectories, weights.values),
        ...rowsAt(t),
      })),
      outerBatch: {
        parameters: adapted,
        batch: outerBatch,
        logProbability: policy.logProbability(adapted, outerBatch),
        weights: scale(
          1 / outerBatch.trajectories,
          stepWeights(settings.outerWeights, settings.discount)(outerBatch).values,
        ),
      },
    };
  };
};
