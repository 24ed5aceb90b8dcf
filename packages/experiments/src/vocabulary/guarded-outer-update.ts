import { checkSurrogate } from '@sgmrl/estimators';
import type { OuterUpdate, Point, Search } from '@sgmrl/meta-learning';
import type { OptimizerState } from '@sgmrl/optimizers';
import * as t from 'io-ts';
import { guard, guardFields, misfit, refuse, wrongVector } from './guard';
import { asKept, guardFirstMemory, wrongMemory } from './guarded-optimizer';

type From = Point<OptimizerState>;

const isSurrogate = (u: unknown): boolean =>
  u === undefined || t.type({ gain: t.number, divergence: t.number }).is(u);

const wrongStep = (step: unknown, from: From): string | undefined => {
  if (!t.UnknownRecord.is(step)) return misfit('{ parameters, optimizer, surrogate }', step, 'step');
  const { parameters, optimizer, surrogate }: Readonly<Record<string, unknown>> = step;
  return (
    wrongVector(parameters, from.parameters.length, 'step.parameters') ??
    wrongMemory(optimizer, from.optimizer, 'step.optimizer') ??
    (isSurrogate(surrogate)
      ? undefined
      : misfit('{ gain, divergence } of numbers, or nothing', surrogate, 'step.surrogate'))
  );
};

const wrongQuestion = (question: unknown, from: From): string | undefined => {
  const { kind, parameters, direction }: Readonly<Record<string, unknown>> = t.UnknownRecord.is(question)
    ? question
    : {};
  switch (kind) {
    case 'value':
    case 'gradient':
      return wrongVector(parameters, from.parameters.length, 'question.parameters');
    case 'curvature':
      return wrongVector(direction, from.parameters.length, 'question.direction');
    default:
      return misfit('a question of kind value, gradient or curvature', question, 'question');
  }
};

const wrongSearch = (search: unknown, from: From, mayAsk: boolean): string | undefined => {
  const { kind, step, question, next }: Readonly<Record<string, unknown>> = t.UnknownRecord.is(search)
    ? search
    : {};
  if (kind === 'found') return wrongStep(step, from);
  if (kind !== 'asks') return misfit('{ kind: "found", step } or { kind: "asks", question, next }', search);
  if (!mayAsk) return misfit('"found", as it has no surrogate to ask about', kind, 'kind');
  return (
    wrongQuestion(question, from) ??
    (typeof next === 'function' ? undefined : misfit('a function of the answer', next, 'next'))
  );
};

const guardSearch = (
  where: string,
  from: From,
  mayAsk: boolean,
  effect: () => Search<OptimizerState>,
): Search<OptimizerState> => {
  const search = guard(where, effect);
  const wrong = wrongSearch(search, from, mayAsk);
  if (wrong !== undefined) return refuse(where, wrong);
  return search.kind === 'found'
    ? { ...search, step: { ...search.step, optimizer: asKept(search.step.optimizer) } }
    : { ...search, next: (answer) => guardSearch(where, from, mayAsk, () => search.next(answer)) };
};

/**
 * An outer update of one's own that says, where it throws or gives what does not fit, in which
 * call.
 */
export const guardedOuterUpdate = (
  kind: string,
  build: () => OuterUpdate<OptimizerState>,
): OuterUpdate<OptimizerState> => {
  const where = (call: string): string => `outer update ${kind}: ${call}`;
  const made = guardFields(where('build'), { init: 'a function', search: 'a function' }, build);
  const { surrogate } = made;
  if (surrogate !== undefined)
    guard(where('build'), () => {
      checkSurrogate(surrogate);
    });
  return {
    surrogate,
    init: (parameters) => guardFirstMemory(where('init'), () => made.init(parameters)),
    search: (from, gradient) =>
      guardSearch(where('search'), from, surrogate !== undefined, () => made.search(from, gradient)),
  };
};
