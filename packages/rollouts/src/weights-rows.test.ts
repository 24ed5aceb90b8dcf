import * as E from 'fp-ts/lib/Either.js';
import { weightsRows } from './weights-rows';
import { fromWeightsSpec } from './weights-spec';

const rows = Object.entries(weightsRows);

it('are the kinds of weights, each with a spec to begin with', () => {
  expect(Object.fromEntries(rows.map(([kind, row]) => [kind, row.default]))).toStrictEqual({
    'reward-to-go': { kind: 'reward-to-go' },
    advantage: { kind: 'advantage', lambda: 1 },
    'normalised-advantage': { kind: 'normalised-advantage', lambda: 1 },
    'scaled-advantage': { kind: 'scaled-advantage', lambda: 1, scale: 'state' },
  });
});

it.each(rows)('%s: takes its own spec alone, and makes its weights', (kind, row) => {
  const { spec, default: start } = row;
  for (const [other, { default: given }] of rows) {
    expect(spec.is(given)).toBe(other === kind);
    expect(spec.decode(given)._tag).toBe(other === kind ? 'Right' : 'Left');
  }
  expect(row.build(start).name).toBe(kind);
  expect(row.build(start).facts(0.5)).toEqual(fromWeightsSpec(start).facts(0.5));
  expect(row.about).not.toBe('');
});

it('a scale is a positive number, or that of the state', () => {
  const { spec } = weightsRows['scaled-advantage'];
  const withScale = (scale: unknown) => ({ kind: 'scaled-advantage', lambda: 1, scale });
  for (const scale of ['state', 0.5, 2]) {
    expect(spec.decode(withScale(scale))).toEqual(E.right(withScale(scale)));
    expect(spec.is(withScale(scale))).toBe(true);
  }
  for (const scale of ['states', 0, -1, NaN, null]) {
    expect(E.isLeft(spec.decode(withScale(scale)))).toBe(true);
    expect(spec.is(withScale(scale))).toBe(false);
  }
});

it('a scale that is none is told, and no other', () => {
  const { spec } = weightsRows['scaled-advantage'];
  const wrong = (scale: unknown) => {
    const decoded = spec.decode({ kind: 'scaled-advantage', lambda: 2, scale });
    return E.isLeft(decoded) ? decoded.left.map(({ context }) => context[context.length - 1].key) : [];
  };
  expect(['state', 0.5, 'states', 0].map(wrong)).toEqual([
    ['lambda'],
    ['lambda'],
    ['lambda', 'scale'],
    ['lambda', 'scale'],
  ]);
});

it.each(['advantage', 'normalised-advantage', 'scaled-advantage'] as const)(
  '%s: λ is from 0 to 1',
  (kind) => {
    const { spec, default: start } = weightsRows[kind];
    const takes = (lambda: unknown) => spec.is({ ...start, lambda });
    expect([0, 0.5, 1].map(takes)).toEqual([true, true, true]);
    expect([-0.1, 1.1, NaN, '1', undefined].map(takes)).toEqual(new Array(5).fill(false));
  },
);
