import * as fc from 'fast-check';
import { choices, fromQuery, start, toQuery } from './choices';

it('what is chosen survives an address', () => {
  const steps = fc.record(
    Object.fromEntries(
      choices.map(({ name, low, high, step }) => [
        name,
        fc.integer({ min: 0, max: Math.round((high - low) / step) }).map((k) => low + k * step),
      ]),
    ),
  );
  fc.assert(
    fc.property(steps, fc.constantFrom('', 'dice', '{"op":"sum","of":[]} &=?'), (given, term) => {
      const all = { ...start, ...given, term };
      expect(fromQuery(toQuery(all))).toEqual(all);
    }),
  );
});

it('an address without choices is the start', () => {
  expect(fromQuery('')).toEqual(start);
  expect(toQuery(start)).toBe('');
});

it.each(['alpha=x', 'alpha=', 'alpha=-1', 'alpha=Infinity', 'n=1.5', 'n=99', 'zeta=NaN', 'other=1'])(
  'what does not fit is left out: %s',
  (query) => {
    expect(fromQuery(query)).toEqual(start);
  },
);
