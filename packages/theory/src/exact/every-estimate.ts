import { sizeOf } from '@sgmrl/environments';
import { type CatalogueEntry, exchangeableUpTo, outerEstimate } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { select } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import { countMultisets, multisets } from './multisets';
import { asAlgorithm } from '../setting';
import type { TaskSet } from '../task-set';
import type { TooLarge } from '../theory-error';
import { fieldFor, traceEstimator } from './trace-estimator';
import { adaptationsOf, countTraces, drawsFor } from './traces';
import { trajectoryProbabilities, trajectorySupport, type TrajectorySupport } from './trajectory-support';

/** Outcomes that one estimate may have. */
const outcomeLimit = 20_000;

/** Everything an estimator can answer at some parameters. */
export interface Outcomes {
  readonly estimates: readonly Vector[];
  /** Sums of the probabilities of the outcomes up to each. */
  readonly cumulative: Float64Array;
}

/**
 * The estimate of each task for all data it could see, outer data included, with its probability.
 * Of an estimator that draws trajectories of its own it is the mean over these.
 */
export const everyEstimate = (
  { tasks, setting }: TaskSet,
  entry: CatalogueEntry,
): E.Either<TooLarge, (logits: Vector) => Outcomes> => {
  const { estimator } = entry;
  const draws = drawsFor(exchangeableUpTo(estimator), setting);
  const count = (supports: readonly TrajectorySupport[]): number =>
    supports.reduce(
      (sum, support) =>
        sum +
        countTraces(support, setting, draws) *
          countMultisets(support.batch.trajectories, setting.evaluationTrajectories),
      0,
    );
  const size = sizeOf(tasks[0]);
  const read = outerEstimate(tabularSoftmax(size.states, size.actions), asAlgorithm(setting, { estimator }));
  return pipe(
    tasks,
    RA.traverse(E.Applicative)(trajectorySupport),
    E.filterOrElse(
      (supports) => count(supports) <= outcomeLimit,
      (supports): TooLarge => ({
        kind: 'too-large',
        what: 'outcomes of an estimate',
        count: count(supports),
        limit: outcomeLimit,
      }),
    ),
    E.bindTo('supports'),
    E.bind('fields', () =>
      pipe(
        tasks,
        RA.traverse(E.Applicative)((task) => fieldFor(task, setting, [entry])),
      ),
    ),
    E.map(({ supports, fields }) => {
      const parts = RA.zip(supports)(
        fields.map((field) => traceEstimator(entry, size, setting, undefined, field).estimate),
      );
      return (logits) => {
        const estimates: Vector[] = [];
        const cumulative: number[] = [];
        let total = 0;
        for (const [estimate, support] of parts)
          for (const { probability, steps, parameters } of adaptationsOf(draws)(support, setting, logits)) {
            const single = trajectoryProbabilities(support, parameters);
            for (const { indices, orders } of multisets(single.length, setting.evaluationTrajectories)) {
              total += indices.reduce((p, n) => p * single[n], probability * orders);
              cumulative.push(total);
              estimates.push(estimate({ steps, outer: read(parameters, select(support.batch, indices)) }));
            }
          }
        return { estimates, cumulative: Float64Array.from(cumulative) };
      };
    }),
  );
};
