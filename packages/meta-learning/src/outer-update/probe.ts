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

/** Answers a probe. */
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
