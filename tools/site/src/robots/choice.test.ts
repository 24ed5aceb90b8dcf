import * as fc from 'fast-check';
import { fromQuery, greatestSeed, start, toQuery } from './choice';

it('what is chosen survives an address', () => {
  fc.assert(
    fc.property(
      fc.record({
        direction: fc.constantFrom('forwards' as const, 'backwards' as const),
        seed: fc.integer({ min: 0, max: greatestSeed }),
      }),
      (choice) => {
        expect(fromQuery(toQuery(choice))).toEqual(choice);
      },
    ),
  );
});

it('an address without choices is the start', () => {
  expect(toQuery(start)).toBe('');
  expect(fromQuery('')).toEqual(start);
});

it.each(['direction=up', 'seed=-1', 'seed=1.5', 'seed=x', 'seed=', 'seed=1000001', 'other=1'])(
  'what does not fit is left out: %s',
  (query) => {
    expect(fromQuery(query)).toEqual(start);
  },
);
