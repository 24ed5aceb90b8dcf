import type { Vector } from '@sgmrl/vector';
import type { OuterStep, Question, Search } from '../outer-update/search';

/** Follows a search to its end, with an answer to each question. */
export const answerAll = <Memory>(
  search: Search<Memory>,
  answer: (question: Question) => Vector,
): { readonly step: OuterStep<Memory>; readonly asked: readonly Question['kind'][] } => {
  const asked: Question['kind'][] = [];
  let current = search;
  while (current.kind === 'asks') {
    asked.push(current.question.kind);
    current = current.next(answer(current.question));
  }
  return { step: current.step, asked };
};
