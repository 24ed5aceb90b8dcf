import {
  builtInNames,
  curvatureCount,
  interpret,
  sum,
  type Names,
  type Sizes,
  type Term,
} from '@sgmrl/estimators';

type Content = 'nothing' | 'debiasing' | 'curvature';

const both = (one: Content, other: Content): Content =>
  one === 'nothing' || other === 'curvature' ? other : one;

/**
 * The term beside curvature, where curvature is nowhere in it: the whole algorithm that a person
 * may mean. Undefined where it is, and for nothing at all, which is first-order MAML.
 */
export const wholeTerm = (term: Term, names: Names = builtInNames): Term | undefined => {
  const content = interpret<Content>(
    {
      curvature: 'curvature',
      pairs: () => 'debiasing',
      leaf: () => 'debiasing',
      sum: (of) => of.reduce(both, 'nothing'),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: both,
      coupled: () => 'curvature',
    },
    names,
  )(term);
  return content === 'debiasing' ? sum('curvature', term) : undefined;
};

/**
 * That a term leaves curvature out, and how to write the whole, or that it holds curvature
 * otherwise than once: a line, or none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { curvatureHint } from '@sgmrl/experiments';
 * const sizes = { innerSteps: 1, trajectories: 20 };
 * deepStrictEqual(curvatureHint('dice', sizes), [
 *   'without curvature; for the whole algorithm: {"op":"sum","of":["curvature","dice"]}',
 * ]);
 * deepStrictEqual(curvatureHint({ op: 'sum', of: ['maml', 'dice', 'maml'] }, sizes), [
 *   'with curvature that counts 2 times, not once',
 * ]);
 * deepStrictEqual(curvatureHint('maml', sizes), []);
 * ```
 */
export const curvatureHint = (
  term: Term,
  { innerSteps, trajectories }: Sizes,
  names: Names = builtInNames,
): readonly string[] => {
  const whole = wholeTerm(term, names);
  if (whole !== undefined) return [`without curvature; for the whole algorithm: ${JSON.stringify(whole)}`];
  const positions = innerSteps < 2 ? (['last'] as const) : (['last', 'earlier'] as const);
  // What leaves it out of some inner steps, or of all, says so.
  const counts = positions
    .map((position) => curvatureCount(term, position, trajectories, names))
    .filter((times) => times !== undefined && times !== '0');
  return counts.length === 0
    ? []
    : [`with curvature that counts ${[...new Set(counts)].join(' and ')} times, not once`];
};
