import { interpret, type Interpretation } from './interpretation';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import {
  centred,
  coupled,
  fading,
  future,
  itself,
  last,
  pairs,
  past,
  shrunk,
  sum,
  times,
  transpose,
  unchained,
  window,
  type Term,
} from './term';
import { leastTrajectories } from './least-trajectories';

/** What is met, as text. */
const text: Interpretation<string> = {
  curvature: 'c',
  pairs: ({ of, factor }) =>
    `p${String(factor)}(${of.map((pair) => (pair.with === 'itself' ? 'itself' : `${pair.with} ${pair.weight}${pair.fades ? ' κ' : ''}`)).join(', ')})`,
  leaf: (name) => name,
  sum: (of) => `(${of.join(' + ')})`,
  times: (by, of) => `${String(by)} ${of}`,
  centred: (of) => `centred ${of}`,
  unchained: (of) => `unchained ${of}`,
  shrunk: (of) => `shrunk ${of}`,
  last: (at, before) => `[${at} | ${before}]`,
  coupled: (epsilon) => `coupled ${JSON.stringify(epsilon)}`,
};

const names: Names = {
  leaves: { mine: builtInNames.leaves['value'] },
  terms: { one: pairs(past('own')), round: sum('mine', 'about'), about: times(2, 'round') },
};

it.each<[Term, string]>([
  ['curvature', 'c'],
  ['mine', 'mine'],
  ['one', 'p1(past own)'],
  [sum('curvature', 'one', sum()), '(c + p1(past own) + ())'],
  [times('1/N', 'mine'), '1/N mine'],
  [times(-0.5, 'mine'), '-0.5 mine'],
  [
    sum('mine', last(times(2, coupled(0.1)), coupled({ share: 1 }))),
    '(mine + [2 coupled 0.1 | coupled {"share":1}])',
  ],
  [last('mine', unchained('one')), '[mine | unchained p1(past own)]'],
  [shrunk(sum('curvature', 'one')), 'shrunk (c + p1(past own))'],
  [centred(sum('curvature', 'one')), 'centred (c + p1(past own))'],
])('%j is met as %s', (term, met) => {
  expect(interpret(text, names)(term)).toBe(met);
});

it('turns pairs around under a transpose, also those behind a name, and twice is not at all', () => {
  const all = pairs(itself, past('own'), fading(future('own')), future('other'));
  const turned = 'p1(itself, future other, past other κ, past own)';
  expect(interpret(text, names)(transpose(all))).toBe(turned);
  expect(interpret(text, names)(transpose(sum('one', 'curvature')))).toBe('(p1(future other) + c)');
  expect(interpret(text, names)(transpose(transpose(all)))).toBe(interpret(text, names)(all));
});

it('multiplies the factors of windows', () => {
  const term = window(0.5, sum(window(0.25, 'one'), 'one'));
  expect(interpret(text, names)(term)).toBe('(p0.125(past own) + p0.5(past own))');
});

it('takes nothing for nothing: a multiple by 0, and no pairs', () => {
  expect(interpret(text, names)(times(0, 'mine'))).toBe('()');
  expect(interpret(text, names)(window(0.5, pairs()))).toBe('()');
});

it.each<[Term, string]>([
  ['value', "term: expected one of curvature, mine, one, round, about, found 'value'"],
  ['toString', "term: expected one of curvature, mine, one, round, about, found 'toString'"],
  ['round', 'term: expected a term that does not stand for itself, found round → about → round'],
  [
    times(NaN, 'mine'),
    "term: times takes 0, '1/N', or a number that is, times those around it, from 1e-100 to 1e100 in size, found NaN",
  ],
  [times(0, 'yours'), "term: expected one of curvature, mine, one, round, about, found 'yours'"],
  [window(2, 'one'), 'term: window takes a factor from 0 to 1, found 2'],
  [centred('mine'), 'term: centred takes pairs, found mine'],
  [window(1, sum('one', unchained('mine'))), 'term: window takes pairs, found mine'],
  [transpose('mine'), 'term: transpose takes pairs, found mine'],
  [transpose(centred('one')), 'term: transpose takes pairs, found centred'],
  [transpose(coupled(0.1)), 'term: transpose takes pairs, found coupled'],
  [centred(sum('one', coupled(0.1))), 'term: centred takes pairs, found coupled'],
  [window(0.5, coupled(0.1)), 'term: window takes pairs, found coupled'],
  [unchained(sum('mine', coupled(0.1))), 'term: unchained takes a term that is not coupled, found coupled'],
  [coupled(0), 'term: coupled takes an epsilon, or a share, from 1e-6 to 1000, found 0'],
  [
    coupled({ share: -1 }),
    'term: coupled takes an epsilon, or a share, from 1e-6 to 1000, found {"share":-1}',
  ],
])('refuses %j', (term, message) => {
  expect(() => interpret(text, names)(term)).toThrow(new RangeError(message));
});

const product =
  "term: times takes 0, '1/N', or a number that is, times those around it, from 1e-100 to 1e100 in size";

it.each<[Term, string]>([
  [times(1e101, 'mine'), `${product}, found 1e+101`],
  [sum('mine', times(1e-101, 'mine')), `${product}, found 1e-101`],
  [times(-1e60, times(1e60, 'mine')), `${product}, found 1e+60`],
  [times(1e-60, times('1/N', sum(times(1e-60, 'mine')))), `${product}, found 1e-60`],
  [times(1e100, 'about'), `${product}, found 2`],
])('refuses coefficients that are lost or infinite: %j', (term, message) => {
  const about: Names = { ...names, terms: { about: times(2, 'mine') } };
  expect(() => interpret(text, about)(term)).toThrow(new RangeError(message));
});

it('takes coefficients from 1e-100 to 1e100', () => {
  expect(interpret(text, names)(times(1e40, times(1e60, times('1/N', times(-1e-200, 'mine')))))).toBe(
    '1e+40 1e+60 1/N -1e-200 mine',
  );
  expect(interpret(text, names)(times(0, times(1e100, 'mine')))).toBe('()');
});

describe('what has no end', () => {
  const nested = (depth: number): Term => Array.from({ length: depth }).reduce<Term>((of) => sum(of), 'mine');
  const tooDeep = 'term: expected a term nested at most 200 deep, names followed, found deeper';

  it('is refused', () => {
    expect(() => interpret(text, names)(nested(190))).not.toThrow();
    expect(() => interpret(text, names)(nested(100_000))).toThrow(new RangeError(tooDeep));
    const round = sum();
    Object.assign(round, { of: [round, round] });
    expect(() => interpret(text, names)(round)).toThrow(new RangeError(tooDeep));
  });

  it('is refused behind names too', () => {
    const terms = Object.fromEntries(
      Array.from({ length: 300 }, (_, i): [string, Term] => [
        `name-${String(i)}`,
        i === 299 ? 'mine' : `name-${String(i + 1)}`,
      ]),
    );
    expect(() => interpret(text, { ...names, terms })('name-0')).toThrow(new RangeError(tooDeep));
    expect(() => interpret(text, { ...names, terms })('name-200')).not.toThrow();
  });
});

it.each<[string, Names]>([
  ['names: expected another name for a term, found curvature', { ...names, terms: { curvature: 'mine' } }],
  [
    'names: expected another name for a leaf, found curvature',
    { ...names, leaves: { curvature: builtInNames.leaves['value'] } },
  ],
  [
    'names: expected another name for a term than that of a leaf, found mine',
    { ...names, terms: { mine: sum() } },
  ],
])('refuses a name that would hide another: %s', (message, wrong) => {
  expect(() => interpret(text, wrong)(sum())).toThrow(new RangeError(message));
});

it.each([
  ['{}', 'expected one of the operations pairs, sum, .*, last, coupled, found none'],
  ['{ "op": "product", "of": [] }', 'expected one of the operations pairs, .*, found "product"'],
  ['null', 'expected a record, found null'],
  ['3', 'expected a record, found 3'],
  ['{ "op": "sum" }', 'sum: of: expected a list, found nothing'],
  ['{ "op": "sum", "of": "maml" }', 'sum: of: expected a list, found "maml"'],
  ['{ "op": "sum", "of": [null] }', 'expected a record, found null'],
  ['{ "op": "pairs" }', 'pairs: of: expected a list, found nothing'],
  ['{ "op": "times", "by": "2", "of": "maml" }', 'times takes 0, .* in size, found 2'],
  ['{ "op": "times", "by": null, "of": "maml" }', 'times takes 0, .* in size, found null'],
  ['{ "op": "times", "by": 2 }', 'expected a record, found nothing'],
  ['{ "op": "last", "at": "maml" }', 'expected a record, found nothing'],
  ['{ "op": "coupled" }', 'coupled takes an epsilon, .* to 1000, found none'],
  ['{ "op": "coupled", "epsilon": "1" }', 'coupled takes an epsilon, .* to 1000, found "1"'],
  ['{ "op": "coupled", "epsilon": 1, "share": 1 }', 'coupled: .*share.*'],
])('refuses what is no term: %s', (text, message) => {
  expect(() => leastTrajectories(JSON.parse(text))).toThrow(RangeError);
  expect(() => leastTrajectories(JSON.parse(text))).toThrow(new RegExp(`^term: ${message}$`));
});
