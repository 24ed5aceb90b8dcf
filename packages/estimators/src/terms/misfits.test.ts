import * as fc from 'fast-check';
import { anyTerms, coupledTerms } from '../testing/terms';
import { epsilons } from './epsilon';
import { interpret, multipliers } from './interpretation';
import { misfits } from './misfits';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import { centred, coupled, last, pairs, sum, times, transpose, unchained, window, type Term } from './term';

/** Whether a term has a meaning. */
const isUnderstood = (term: Term): boolean => {
  try {
    interpret<undefined>(
      {
        curvature: undefined,
        pairs: () => undefined,
        leaf: () => undefined,
        sum: () => undefined,
        times: () => undefined,
        centred: () => undefined,
        unchained: () => undefined,
        shrunk: () => undefined,
        last: () => undefined,
        coupled: () => undefined,
      },
      builtInNames,
    )(term);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

it('finds none in exactly the terms that have a meaning', () => {
  const seen = { understood: 0, refused: 0 };
  fc.assert(
    fc.property(anyTerms, (term) => {
      const understood = isUnderstood(term);
      seen[understood ? 'understood' : 'refused']++;
      expect(misfits(term).length === 0).toBe(understood);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.understood, seen.refused)).toBeGreaterThan(100);
  fc.assert(fc.property(coupledTerms, (term) => misfits(term).length === 0));
});

const names: Names = {
  leaves: { mine: builtInNames.leaves['value'] },
  terms: {
    twice: times(2, 'mine'),
    round: sum('mine', 'about'),
    about: times(2, 'round'),
    wrong: window(3, pairs()),
    one: pairs(),
    both: sum(window(3, pairs()), window(4, pairs())),
  },
};
const known = 'one of curvature, mine, twice, round, about, wrong, one, both';

it.each<[Term, readonly (string | number)[], string, unknown]>([
  ['yours', [], known, 'yours'],
  [sum('mine', last('mine', 'toString')), ['of', 1, 'before'], known, 'toString'],
  [last('yours', 'mine'), ['at'], known, 'yours'],
  [times(Infinity, 'mine'), ['by'], multipliers, Infinity],
  [times(1e101, 'mine'), ['by'], multipliers, 1e101],
  [times(1e60, sum(times(-1e60, 'mine'))), ['of', 'of', 0, 'by'], multipliers, -1e60],
  [times(1e100, 'twice'), ['of'], `a name of ${multipliers}`, 2],
  [unchained(window(-1, 'one')), ['of', 'factor'], 'a factor from 0 to 1', -1],
  [centred(sum('one', 'mine')), ['of', 'of', 1], 'pairs inside centred', 'mine'],
  [transpose(centred('one')), ['of'], 'pairs inside transpose', 'centred'],
  [transpose(transpose(window(1, 'mine'))), ['of', 'of', 'of'], 'pairs inside window', 'mine'],
  [sum('mine', coupled(NaN)), ['of', 1, 'epsilon'], epsilons, NaN],
  [transpose(coupled(1)), ['of'], 'pairs inside transpose', 'coupled'],
  [unchained(times(2, coupled(1))), ['of', 'of'], 'a term that is not coupled inside unchained', 'coupled'],
  ['round', [], 'a name of a name of a term that does not stand for itself', 'round → about → round'],
  [sum('wrong'), ['of', 0], 'a name of a factor from 0 to 1', 3],
  // Of a name one is enough.
  [sum('both'), ['of', 0], 'a name of a factor from 0 to 1', 3],
])('in %j, at %j', (term, path, expected, found) => {
  expect(misfits(term, names)).toEqual([{ path, expected, found }]);
});

it('finds each one', () => {
  const paths = misfits(sum('a', times(NaN, 'b'), window(2, 'mine')), names).map(({ path }) =>
    path.join('.'),
  );
  expect(paths).toEqual(['of.0', 'of.1.by', 'of.1.of', 'of.2.factor', 'of.2.of']);
});

it('takes centred inside a transpose of a transpose', () => {
  expect(misfits(transpose(transpose(centred('one'))), names)).toEqual([]);
});
