import {
  divergenceCurvature,
  surrogateGradient,
  surrogateValue,
  type Algorithm,
  type SurrogateData,
} from '@sgmrl/estimators';
import type { Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import type { Question } from './search';

/** A question about the surrogate of one task, as plain data: it can be answered anywhere. */
export interface Probe {
  /** 1 for the first iteration. */
  readonly iteration: number;
  /** Position of the task in the meta-batch, from zero. */
  readonly index: number;
  readonly data: SurrogateData;
  readonly question: Question;
}

/**
 * Answers a probe. Pure, so that it makes no difference where.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { tabular, tabularDefault } from '@sgmrl/environments';
 * import { trpoMaml, type Algorithm } from '@sgmrl/estimators';
 * import { initialState, iterate, probe, run } from '@sgmrl/meta-learning';
 * import { fromSpec } from '@sgmrl/optimizers';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * import { key } from '@sgmrl/prng';
 * const algorithm: Algorithm = { ...trpoMaml, innerSteps: 1, stepSize: 0.1, discount: 0.9, metaBatchSize: 2, trajectories: 4,
 *   evaluationTrajectories: 4, innerWeights: { kind: 'reward-to-go' }, outerWeights: { kind: 'reward-to-go' } };
 * const problem = { tasks: tabular(tabularDefault), policy: tabularSoftmax(3, 2), algorithm,
 *   optimizer: fromSpec({ kind: 'sgd', learningRate: 1 }) };
 * const next = await iterate(
 *   problem,
 *   async (jobs) => jobs.map(run(problem)),
 *   async (probes) => probes.map(probe(problem)),
 * )(initialState(problem)(key(1)));
 * if (next._tag === 'Left') throw new Error(next.left.what);
 * const { surrogate } = next.right[1];
 * ok(surrogate !== undefined && surrogate.gain > 0 && surrogate.divergence <= 0.01);
 * ```
 */
export const probe =
  ({ policy, algorithm }: { readonly policy: Policy; readonly algorithm: Algorithm }) =>
  ({ data, question }: Probe): Vector => {
    switch (question.kind) {
      case 'value': {
        const { gain, divergence } = surrogateValue(policy, algorithm)(data, question.parameters);
        return [gain, divergence];
      }
      case 'gradient':
        return surrogateGradient(policy, algorithm)(data, question.parameters);
      case 'curvature':
        return divergenceCurvature(policy, algorithm)(data, question.direction);
    }
  };
