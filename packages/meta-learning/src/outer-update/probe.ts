import { checkFields } from '@sgmrl/codecs';
import type { SurrogateData } from '@sgmrl/estimators';
import type { Vector } from '@sgmrl/vector';
import { checkUpdate } from '../check-problem';
import { noNumberBeyond } from '../no-number-beyond';
import type { ObservationMoments } from '../observation-moments';
import { policyAt } from '../policy-at';
import type { Problem } from '../problem';
import type { Question } from './search';

/** A question about the surrogate of one task, as plain data: it can be answered anywhere. */
export interface Probe {
  /** 1 for the first iteration. */
  readonly iteration: number;
  /** Position of the task in the meta-batch, from zero. */
  readonly index: number;
  /** What the task keeps of its batches. */
  readonly data: SurrogateData;
  /** What is asked of all tasks. */
  readonly question: Question;
  /** Of the state that the task was run at, where observations are normalised. */
  readonly observationMoments?: ObservationMoments;
}

/**
 * Answers a probe. Pure, so that it makes no difference where. The answer is no number where an
 * inner step of the surrogate leads to parameters that the policy cannot compute with.
 *
 * @throws RangeError if the outer update has no surrogate.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { defaultSettings, maml } from '@sgmrl/estimators';
 * import {
 *   inThisThread,
 *   initialState,
 *   iterate,
 *   probe,
 *   trustRegion,
 *   type Probe,
 * } from '@sgmrl/meta-learning';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const region = {
 *   maxKl: 0.01,
 *   damping: 1e-5,
 *   conjugateGradientSteps: 10,
 *   backtracks: 15,
 *   backtrackRatio: 0.8,
 * };
 * const problem = {
 *   tasks: tabular(tabularDefault),
 *   policy: tabularSoftmax(3, 2),
 *   algorithm: { ...defaultSettings, ...maml },
 *   update: trustRegion(region),
 * };
 * const probes = async (asked: readonly Probe[]) => asked.map(probe(problem));
 * const next = await iterate(problem, { ...inThisThread(problem), probes })(
 *   initialState(problem)(key(1)),
 * );
 * if (next._tag === 'Left') throw new Error(next.left.what);
 * const { surrogate } = next.right[1];
 * ok(surrogate !== undefined && surrogate.gain > 0 && surrogate.divergence <= 0.01);
 * ```
 */
export const probe = <Task, State, Memory>(
  problem: Pick<Problem<Task, State, Memory>, 'policy' | 'algorithm' | 'update' | 'observationNormalisation'>,
): ((probe: Probe) => Vector) => {
  checkFields('problem', problem, { policy: 'a record', algorithm: 'a record', update: 'a record' });
  const { algorithm, update } = problem;
  checkUpdate(update);
  const { surrogate } = update;
  const acting = policyAt(problem);
  return ({ data, question, observationMoments }) => {
    if (surrogate === undefined)
      throw new RangeError('probe: expected an outer update with a surrogate, found one without');
    const policy = acting(observationMoments);
    switch (question.kind) {
      case 'value': {
        const seen = surrogate.value(noNumberBeyond(policy), algorithm);
        const { gain, divergence } = seen(data, question.parameters);
        return [gain, divergence];
      }
      case 'gradient':
        return surrogate.gradient(noNumberBeyond(policy), algorithm)(data, question.parameters);
      case 'curvature':
        return surrogate.curvature(policy, algorithm)(data, question.direction);
    }
  };
};
