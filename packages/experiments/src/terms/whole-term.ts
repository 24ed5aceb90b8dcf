import { builtInNames, interpret, sum, type Names, type Term } from '@sgmrl/estimators';

type Content = 'nothing' | 'debiasing' | 'curvature';

const both = (one: Content, other: Content): Content =>
  one === 'nothing' || other === 'curvature' ? other : one;

/**
 * The term beside curvature, where curvature is nowhere in it: the whole algorithm that a person
 * may mean. Undefined where it is, and for nothing at all, which is first-order MAML.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { wholeTerm } from '@sgmrl/experiments';
 * deepStrictEqual(wholeTerm('influence'), { op: 'sum', of: ['curvature', 'influence'] });
 * strictEqual(wholeTerm('maml'), undefined);
 * ```
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
 * That a term leaves curvature out, and how to write the whole: a line, or none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { curvatureHint } from '@sgmrl/experiments';
 * deepStrictEqual(curvatureHint('dice'), [
 *   'without curvature; for the whole algorithm: {"op":"sum","of":["curvature","dice"]}',
 * ]);
 * deepStrictEqual(curvatureHint('maml'), []);
 * ```
 */
export const curvatureHint = (term: Term, names: Names = builtInNames): readonly string[] => {
  const whole = wholeTerm(term, names);
  return whole === undefined ? [] : [`without curvature; for the whole algorithm: ${JSON.stringify(whole)}`];
};
