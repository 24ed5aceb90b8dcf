import { areFiniteFor, type Policy } from '@sgmrl/policies';
import { allFinite, meanOf, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { JobMap } from '../job-map';
import { checkResults } from '../maps';
import { nonFiniteVector, type NonFinite } from '../non-finite';
import type { ObservationMoments } from '../observation-moments';
import type { Contribution } from '../run';
import type { Probe } from './probe';
import type { OuterStep, Search } from './search';

/**
 * Puts the questions of a search to all tasks until it has found its step; answers are averaged in
 * task order. A search that asks nothing is settled at once.
 *
 * @param policy no question is put at parameters that it cannot compute with.
 * @param iteration 1 for the first.
 * @param observationMoments those of the state that the tasks were run at.
 *
 * @example See {@link iterate}.
 */
export const settle =
  (
    policy: Pick<Policy, 'precision'>,
    map: JobMap<Probe, Vector>,
    iteration: number,
    tasks: readonly Contribution[],
    observationMoments?: ObservationMoments,
  ) =>
  <Memory>(search: Search<Memory>): TaskEither<NonFinite, OuterStep<Memory>> =>
  async () => {
    const kept = tasks.flatMap(({ data }) => (data === undefined ? [] : [data]));
    let current = search;
    while (current.kind === 'asks') {
      const { question, next } = current;
      if (question.kind === 'curvature' && !allFinite(question.direction))
        return E.left(nonFiniteVector('direction', iteration, undefined));
      // A gain at such a point is no number, which a line search would take for none.
      if (question.kind !== 'curvature' && !areFiniteFor(policy, question.parameters))
        return E.left(nonFiniteVector('parameters', iteration, undefined));
      const probes = kept.map((data, index) => ({
        iteration,
        index,
        data,
        question,
        ...(observationMoments && { observationMoments }),
      }));
      const answers = checkResults('probes', probes.length, await map(probes));
      const broken = question.kind === 'value' ? -1 : answers.findIndex((answer) => !allFinite(answer));
      if (broken >= 0) return E.left(nonFiniteVector('gradient', iteration, broken));
      current = next(meanOf(answers));
    }
    return E.right(current.step);
  };
