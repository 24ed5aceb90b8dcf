import { leastTrajectories } from './least-trajectories';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import { centred, coupled, last, pairs, shrunk, sum, times, unchained, type Term } from './term';

const takes = (leastTrajectories: number) => ({ ...builtInNames.leaves['value'], leastTrajectories });
const names: Names = {
  leaves: { three: takes(3), five: takes(5) },
  terms: { four: sum('three', 'nothing'), nothing: sum() },
};

it.each<[string, Term, number]>([
  ['nothing', sum(), 1],
  ['curvature', 'curvature', 1],
  ['pairs', centred(pairs({ with: 'itself' })), 1],
  ['a leaf', 'three', 3],
  ['a name', unchained('four'), 3],
  ['what is shrunk', shrunk('five'), 5],
  ['what is drawn beside', coupled(0.1), 1],
  ['the most of a sum', sum('curvature', 'three', times(0.5, 'five')), 5],
  ['the most of both steps', last('three', 'five'), 5],
  ['nothing of five', sum('three', times(0, 'five')), 3],
])('%s', (_what, term, least) => {
  expect(leastTrajectories(term, names)).toBe(least);
});
