import { power } from '@sgmrl/elementary';
import { adapt, checkAlgorithm, innerStep, maml, type InnerStep } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { select, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { countMultisets, multisets, type Multiset } from './multisets';
import { sequences } from './sequences';
import { asAlgorithm, type Setting } from '../setting';
import { checkLogits } from './softmax';
import { trajectoryProbabilities, type TrajectorySupport } from './trajectory-support';

/** One way that adaptation can go. */
export interface Adapted {
  /** That of drawing its batches; over all adaptations it sums to 1. */
  readonly probability: number;
  /** Inner steps t = 1, …, ζ. */
  readonly steps: readonly InnerStep[];
  /** θ^ζ */
  readonly parameters: Vector;
}

/** A way to draw N of T trajectories, each draw with the number of orders that it stands for. */
export interface Draws {
  /** What is counted. */
  readonly what: string;
  readonly count: (kinds: number, size: number) => number;
  readonly all: (kinds: number, size: number) => Iterable<Multiset>;
}

/** Every order is a draw of its own, T^N of them: right for every estimator. */
export const ordered: Draws = {
  what: 'ordered adaptation traces',
  count: (kinds, size) => power(kinds, size),
  all: (kinds, size) => sequences(kinds, size).map((indices) => ({ indices, orders: 1 })),
};

/**
 * All orders are counted at once, (T + N − 1 choose N) draws: right where order does not matter.
 */
export const unordered: Draws = { what: 'adaptation traces', count: countMultisets, all: multisets };

/**
 * The fewest draws that are right where the order of up to so many trajectories does not matter.
 */
export const drawsFor = (exchangeableUpTo: number, { trajectories }: Setting): Draws =>
  trajectories <= exchangeableUpTo ? unordered : ordered;

/** How many sequences of ζ batches of N trajectories are told apart. */
export const countTraces = (
  support: TrajectorySupport,
  { trajectories, innerSteps }: Setting,
  { count }: Draws,
): number => power(count(support.batch.trajectories, trajectories), innerSteps);

/** The same inner steps with the trajectories of every batch in another order. */
export const reordered =
  (setting: Setting, order: readonly number[]) =>
  (steps: readonly InnerStep[]): readonly InnerStep[] =>
    steps.map(({ parameters, batch }) =>
      innerStep(asAlgorithm(setting, maml))(parameters, select(batch, order)),
    );

interface Batch {
  readonly batch: TrajectoryBatch;
  readonly indices: readonly number[];
  readonly orders: number;
}

/**
 * Every adaptation from θ with its probability, made by the estimators' own `innerStep` and
 * `adapt`; each order of the trajectories of a batch is an adaptation of its own, T^(Nζ) of them
 * for T possible trajectories.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { ok } from 'node:assert';
 * import { adaptations, adaptedValue, expectedReturn, trajectorySupport } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const setting = { innerSteps: 2, stepSize: 1, discount: 1, trajectories: 2, evaluationTrajectories: 2, innerWeights: rewardToGo };
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
): Generator<Adapted, void, undefined> => adaptationsOf(ordered)(support, setting, logits);

/** {@link adaptations} with batches drawn so. */
export const adaptationsOf =
  ({ all }: Draws) =>
  (support: TrajectorySupport, setting: Setting, logits: Vector): Generator<Adapted, void, undefined> => {
    const policy = tabularSoftmax(support.states, support.actions);
    const algorithm = asAlgorithm(setting, maml);
    checkAlgorithm(algorithm);
    checkLogits(logits, support);
    const batches = Array.from(
      all(support.batch.trajectories, setting.trajectories),
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
