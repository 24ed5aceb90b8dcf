import { excessOf } from './excess';
import { interpret } from './interpretation';
import { misfits } from './misfits';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import { last, sum, times, type Term } from './term';

/** `step-0` is the sum of `step-1` and `step-1`, and so on: with so many names 2^names leaves. */
const doubling = (count: number): Names['terms'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i): [string, Term] => {
      const next = i === count - 1 ? 'value' : `step-${String(i + 1)}`;
      return [`step-${String(i)}`, sum(next, next)];
    }),
  );

const withTerms = (terms: Names['terms']): Names => ({ ...builtInNames, terms });

/** Records how often a name is looked up. */
const counted = (terms: Names['terms']) => {
  const read = { times: 0 };
  const names = withTerms(
    new Proxy(terms, {
      get: (target, name: string) => {
        read.times++;
        return target[name];
      },
    }),
  );
  return { read, names };
};

/** How many leaves an interpretation meets. */
const leavesMet = (term: Term, names: Names): number =>
  interpret<number>(
    {
      curvature: 1,
      pairs: () => 1,
      leaf: () => 1,
      sum: (of) => of.reduce((all, one) => all + one, 0),
      times: (_by, of) => of,
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: (at, before) => at + before,
      coupled: () => 1,
    },
    names,
  )(term);

describe('names that double', () => {
  it('are read while they stand for at most 10 000 terms', () => {
    expect(leavesMet('step-0', withTerms(doubling(11)))).toBe(2 ** 11);
    const message = /^term: expected a term of at most 10000 parts, names followed, found \d+$/;
    expect(() => leavesMet('step-0', withTerms(doubling(13)))).toThrow(message);
  });

  it('are refused after each has been looked up once', () => {
    const { read, names } = counted(doubling(60));
    expect(excessOf('step-0', names)).toEqual({
      path: [],
      within: [],
      expected: 'a term of at most 10000 parts, names followed',
      found: expect.any(Number),
    });
    expect(read.times).toBe(60);
    expect(() => leavesMet('step-0', names)).toThrow(RangeError);
    expect(misfits('step-0', names)).toHaveLength(1);
    expect(read.times).toBe(180);
  });
});

it('reads a value that stands in many places once', () => {
  const shared = Array.from({ length: 100 }).reduce<Term>((of) => sum(of, of), 'value');
  expect(excessOf(shared, builtInNames)?.found).toBeGreaterThan(2 ** 99);
});

it('finds no end after each name has been looked up once, where all stand for all', () => {
  const all = Array.from({ length: 30 }, (_, i) => `name-${String(i)}`);
  const { read, names } = counted(Object.fromEntries(all.map((name) => [name, sum(...all)])));
  const found = excessOf(times(2, 'name-3'), names);
  expect(found).toMatchObject({ path: ['of'], found: 'name-3 → name-0 → name-0' });
  expect(read.times).toBe(2);
});

it('knows how deep a term is where it stands, though it has stood where less was around', () => {
  const nested = (depth: number, inner: Term): Term =>
    Array.from({ length: depth }).reduce<Term>((of) => sum(of), inner);
  const names = withTerms({ deep: nested(150, 'value') });
  expect(excessOf(last('deep', nested(20, 'deep')), names)).toBeUndefined();
  expect(excessOf(last('deep', nested(60, 'deep')), names)?.expected).toMatch(/at most 200 deep/);
  expect(excessOf(last(nested(60, 'deep'), 'deep'), names)?.expected).toMatch(/at most 200 deep/);
  // The name stands for 151 in one another, below `last` and the sums: 1 + 47 + 1 + 151 = 200.
  for (const [sums, expected] of [
    [47, undefined],
    [48, 'a term nested at most 200 deep, names followed'],
  ] as const) {
    expect(excessOf(last('deep', nested(sums, 'deep')), names)?.expected).toBe(expected);
    expect(excessOf(last(nested(sums, 'deep'), 'deep'), names)?.expected).toBe(expected);
  }
});

it('takes 10 000 terms, and 200 in one another, and no more', () => {
  const wide = (count: number): Term => sum(...Array.from({ length: count }, () => 'value'));
  expect(excessOf(wide(9_999), builtInNames)).toBeUndefined();
  expect(excessOf(wide(10_000), builtInNames)).toEqual({
    path: [],
    within: [],
    expected: 'a term of at most 10000 parts, names followed',
    found: 10_001,
  });
  const nested = (depth: number): Term =>
    Array.from({ length: depth }).reduce<Term>((of) => times(2, of), 'value');
  expect(excessOf(nested(199), builtInNames)).toBeUndefined();
  expect(excessOf(nested(200), builtInNames)).toEqual({
    path: Array.from({ length: 200 }, () => 'of'),
    within: [],
    expected: 'a term nested at most 200 deep, names followed',
    found: 'deeper',
  });
});

it('follows names only, and leaves what is no term to others', () => {
  const names = withTerms({ 3: sum('3') });
  expect(excessOf('3', names)).toMatchObject({ found: '3 → 3' });
  for (const none of ['3', 'null', '{ "op": "sum", "of": [null] }'])
    expect(excessOf(JSON.parse(none), names)).toBeUndefined();
});

it('says which names it has followed, where they lead too deep', () => {
  const chain = Array.from({ length: 300 }, (_, i) => `name-${String(i)}`);
  const names = withTerms(
    Object.fromEntries(chain.map((name, i): [string, Term] => [name, chain[i + 1] ?? 'value'])),
  );
  expect(excessOf('name-0', names)).toEqual({
    path: [],
    within: chain.slice(0, 200),
    expected: 'a term nested at most 200 deep, names followed',
    found: 'deeper',
  });
});
