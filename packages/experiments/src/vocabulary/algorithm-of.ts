import type { Algorithm } from '@sgmrl/estimators';
import type { AlgorithmSpec } from './algorithm-spec';
import { namesIn, type Vocabulary } from './vocabulary';
import { weightsOf } from './weights-spec';

/**
 * The algorithm that a valid spec describes in some words, but for what only training reads: its
 * outer update, normalised observations and learned step sizes. Weights of one's own may throw when
 * they are built.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { algorithmOf, builtIn, presets } from '@sgmrl/experiments';
 * const { algorithm } = presets['tabular-quick'].config;
 * strictEqual(algorithmOf(builtIn)(algorithm).innerWeights.name, algorithm.innerWeights.kind);
 * ```
 */
export const algorithmOf =
  (vocabulary: Pick<Vocabulary, 'terms' | 'weights'>) =>
  (spec: AlgorithmSpec): Algorithm => {
    const build = weightsOf(vocabulary.weights);
    return {
      estimator: spec.estimator,
      innerSteps: spec.innerSteps,
      stepSize: spec.stepSize,
      discount: spec.discount,
      metaBatchSize: spec.metaBatchSize,
      trajectories: spec.trajectories,
      evaluationTrajectories: spec.evaluationTrajectories,
      innerWeights: build(spec.innerWeights),
      outerWeights: build(spec.outerWeights),
      names: namesIn(vocabulary),
    };
  };
