import type { OuterUpdate, SurrogateData } from '@sgmrl/estimators';
import type { Policy } from '@sgmrl/policies';
import { allFinite, meanOf, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { areFiniteFor } from '../finite-parameters';
import { conclude, metaGradientOf, type Metrics } from '../finish';
import type { JobMap } from '../job-map';
import { nonFiniteVector, type NonFinite } from '../non-finite';
import type { Problem } from '../problem';
import type { Contribution } from '../run';
import type { MetaState } from '../state';
import type { Probe } from './probe';
import { proximal } from './proximal';
import type { OuterStep, Search } from './search';
import { trustRegion } from './trust-region';

const searchOf = <Task, State>(
  update: OuterUpdate,
  { optimizer }: Problem<Task, State>,
  state: MetaState,
  gradient: Vector,
): Search => {
  switch (update.kind) {
    case 'proximal':
      return proximal(update, optimizer)(state, gradient);
    case 'trust-region':
      return trustRegion(update, optimizer)(state, gradient);
  }
};

/** Puts the questions of a search to all tasks until it has found its step; answers are averaged in task order. */
const settle =
  (policy: Policy, map: JobMap<Probe, Vector>, iteration: number, tasks: readonly SurrogateData[]) =>
  async (search: Search): Promise<E.Either<NonFinite, OuterStep>> => {
    let current = search;
    while (current.kind === 'asks') {
      const { question, next } = current;
      if (question.kind === 'curvature' && !allFinite(question.direction))
        return E.left(nonFiniteVector('direction', iteration, undefined));
      // A gain at such a point is no number, which a line search would take for none.
      if (question.kind !== 'curvature' && !areFiniteFor(policy, question.parameters))
        return E.left(nonFiniteVector('parameters', iteration, undefined));
      const answers = await map(tasks.map((data, index) => ({ iteration, index, data, question })));
      const broken = question.kind === 'value' ? -1 : answers.findIndex((answer) => !allFinite(answer));
      if (broken >= 0) return E.left(nonFiniteVector('gradient', iteration, broken));
      current = next(meanOf(answers));
    }
    return E.right(current.step);
  };

/** The outer update of an algorithm that optimises a surrogate on the data of an iteration. */
export const updateOuter =
  <Task, State>(problem: Problem<Task, State>, update: OuterUpdate, map: JobMap<Probe, Vector>) =>
  async (
    state: MetaState,
    contributions: readonly Contribution[],
  ): Promise<E.Either<NonFinite, readonly [MetaState, Metrics]>> => {
    const gradient = metaGradientOf(state)(contributions);
    if (E.isLeft(gradient)) return gradient;
    const tasks = contributions.flatMap(({ data }) => (data === undefined ? [] : [data]));
    return pipe(
      await settle(
        problem.policy,
        map,
        state.iteration + 1,
        tasks,
      )(searchOf(update, problem, state, gradient.right)),
      E.chain((step) => conclude(problem.policy, state, contributions, gradient.right, step)),
    );
  };
