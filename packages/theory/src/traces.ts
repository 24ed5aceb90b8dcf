import { power } from '@sgmrl/elementary';
import { adapt, innerStep, type InnerStep } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { select, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { countMultisets, multisets, type Multiset } from './multisets';
import { sequences } from './sequences';
import { asAlgorithm, type Setting } from './setting';
import { trajectoryProbabilities, type TrajectorySupport } from './trajectory-support';

/** One way that adaptation can go. */
export interface Adapted {
  readonly probability: number;
  readonly steps: readonly InnerStep[];
  /** θ^ζ */
  readonly parameters: Vector;
}

/**
 * Up to so many trajectories, estimators of the catalogue treat all alike, and batches that differ in their order are counted
 * at once. Parts that leave out groups form them by place: of more trajectories, every order is a batch of its own.
 */
const alikeUpTo = 4;

/** How many sequences of ζ batches of N trajectories are told apart. */
export const countTraces = (support: TrajectorySupport, { trajectories, innerSteps }: Setting): number => {
  const kinds = support.batch.trajectories;
  return power(
    trajectories <= alikeUpTo ? countMultisets(kinds, trajectories) : power(kinds, trajectories),
    innerSteps,
  );
};

/** Draws of N trajectories, each with the number of orders that it stands for. */
const draws = (kinds: number, size: number): Iterable<Multiset> =>
  size <= alikeUpTo
    ? multisets(kinds, size)
    : sequences(kinds, size).map((indices) => ({ indices, orders: 1 }));

interface Batch {
  readonly batch: TrajectoryBatch;
  readonly indices: readonly number[];
  readonly orders: number;
}

/**
 * Every adaptation from θ with its probability, made by the estimators' own `innerStep` and `adapt`.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { adaptations, adaptedValue, expectedReturn, trajectorySupport } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const setting = { innerSteps: 2, stepSize: 1, discount: 1, trajectories: 2, evaluationTrajectories: 2, innerWeights: { kind: 'reward-to-go' as const } };
 * const [support, value] = [trajectorySupport(coin), adaptedValue(coin, setting)];
 * if (support._tag === 'Left' || value._tag === 'Left') throw new Error('too large');
 * let mean = 0;
 * for (const { probability, parameters } of adaptations(support.right, setting, [0, 0]))
 *   mean += probability * expectedReturn(coin, 1)(parameters);
 * ok(Math.abs(mean - value.right([0, 0]).value) < 1e-12); // V_ζ(θ) = E[J(θ^ζ)]
 * ```
 */
export const adaptations = (
  support: TrajectorySupport,
  setting: Setting,
  logits: Vector,
): Generator<Adapted, void, undefined> => {
  const policy = tabularSoftmax(support.states, support.actions);
  const algorithm = asAlgorithm(setting, { jacobian: 'full', debiasing: 'none' });
  const batches = Array.from(
    draws(support.batch.trajectories, setting.trajectories),
    ({ indices, orders }): Batch => ({ batch: select(support.batch, indices), indices, orders }),
  );
  function* from(adapted: Adapted): Generator<Adapted, void, undefined> {
    if (adapted.steps.length === setting.innerSteps) {
      yield adapted;
      return;
    }
    const single = trajectoryProbabilities(support, adapted.parameters);
    for (const { batch, indices, orders } of batches) {
      const step = innerStep(algorithm)(adapted.parameters, batch);
      yield* from({
        probability: indices.reduce((p, n) => p * single[n], adapted.probability * orders),
        steps: [...adapted.steps, step],
        parameters: adapt(policy, algorithm)(step),
      });
    }
  }
  return from({ probability: 1, steps: [], parameters: logits });
};
