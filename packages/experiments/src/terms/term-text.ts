import type { Pair, Term } from '@sgmrl/estimators';

const pairText = (pair: Pair): string =>
  pair.with === 'itself' ? 'itself' : `${pair.with} ${pair.weight}${pair.fades ? ' κ' : ''}`;

const inBrackets = (term: Term): string =>
  typeof term !== 'string' && term.op === 'sum' && term.of.length > 1
    ? `(${termText(term)})`
    : termText(term);

const timesText = (by: number | '1/N', of: Term): string =>
  `${by === -1 ? '−' : `${String(by).replace('-', '−')} `}${inBrackets(of)}`;

const sumText = (of: readonly Term[]): string =>
  of
    .map(inBrackets)
    .reduce((text, one) => (one.startsWith('−') ? `${text} − ${one.slice(1)}` : `${text} + ${one}`));

/**
 * A term in one short line, names as they are: `curvature + 0.5 dice`. For people; terms that
 * differ may have the same text, such as 2 times a sum of one and 2 times that one.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { termText } from '@sgmrl/experiments';
 * const half = { op: 'times', by: -0.5, of: 'dice' } as const;
 * strictEqual(termText({ op: 'sum', of: ['curvature', half] }), 'curvature − 0.5 dice');
 * ```
 */
export const termText = (term: Term): string => {
  if (typeof term === 'string') return term;
  switch (term.op) {
    case 'pairs':
      return `pairs(${term.of.map(pairText).join(', ')})`;
    case 'sum':
      return term.of.length === 0 ? '0' : sumText(term.of);
    case 'times':
      return timesText(term.by, term.of);
    case 'window':
      return `window(${String(term.factor)}, ${termText(term.of)})`;
    case 'last':
      return `last(${termText(term.at)}, ${termText(term.before)})`;
    case 'coupled':
      return typeof term.epsilon === 'number'
        ? `coupled(${String(term.epsilon)})`
        : `coupled(share ${String(term.epsilon.share)})`;
    default:
      return `${term.op}(${termText(term.of)})`;
  }
};
