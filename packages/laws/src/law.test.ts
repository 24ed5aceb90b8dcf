import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { assertLaw, checkLaws, describeViolation, law } from './law';
import { holds, verdict } from './verdict';

const small = law({
  name: 'small',
  statement: 'n < 10',
  examples: fc.nat(1000),
  predicate: (n) => verdict(n < 10, () => `${String(n)} ≥ 10`),
});

const nonNegative = law({
  name: 'non-negative',
  statement: 'n ≥ 0',
  examples: fc.nat(1000),
  predicate: (n) => verdict(n >= 0, () => `${String(n)} is negative`),
});

const options = { seed: 3, runs: 100 };

describe('a law', () => {
  it('holds when its predicate holds for every example', () => {
    expect(nonNegative.check(options)).toEqual(E.right(undefined));
  });

  it('is broken by a smallest counterexample, the same for the same seed', () => {
    const found = small.check(options);
    expect(found).toMatchObject(
      E.left({ law: 'small', statement: 'n < 10', reason: '10 ≥ 10', counterexample: '10', seed: 3 }),
    );
    expect(small.check(options)).toEqual(found);
  });

  it('tries as many examples as it is told', () => {
    let tried = 0;
    const counting = law({
      name: 'counting',
      statement: '',
      examples: fc.nat(),
      predicate: () => {
        tried++;
        return holds;
      },
    });
    counting.check({ seed: 1, runs: 37 });
    expect(tried).toBe(37);
  });

  it('tries other examples with another seed', () => {
    const seen = (seed: number) => {
      const examples: number[] = [];
      law({
        name: 'seeing',
        statement: '',
        examples: fc.nat(),
        predicate: (n) => {
          examples.push(n);
          return holds;
        },
      }).check({ seed, runs: 10 });
      return examples;
    };
    expect(seen(1)).toEqual(seen(1));
    expect(seen(1)).not.toEqual(seen(2));
  });

  it('takes the seed of fast-check where none is given', () => {
    const found = small.check({ runs: 100 });
    const { seed = NaN } = fc.readConfigureGlobal();
    expect(found).toMatchObject(E.left({ seed }));
    expect(found).toEqual(small.check({ seed, runs: 100 }));
  });

  it('is broken when its predicate throws, whatever it throws', () => {
    const throwing = (thrown: unknown) =>
      law({
        name: 'throwing',
        statement: '',
        examples: fc.nat(),
        predicate: () => {
          throw thrown;
        },
      }).check(options);
    expect(throwing(new Error('no such state'))).toMatchObject(E.left({ reason: 'no such state' }));
    expect(throwing('text')).toMatchObject(E.left({ reason: 'text' }));
  });
});

describe('checkLaws', () => {
  it('lists every broken law', () => {
    expect(checkLaws([nonNegative], options)).toEqual(E.right(undefined));
    expect(checkLaws([small, nonNegative, small], options)).toMatchObject(
      E.left([{ law: 'small' }, { law: 'small' }]),
    );
  });
});

describe('assertLaw', () => {
  it('returns or throws', () => {
    expect(() => {
      assertLaw(nonNegative, options);
    }).not.toThrow();
    expect(() => {
      assertLaw(small, options);
    }).toThrow(/^small: n < 10\n.*10 ≥ 10\n.*10\n.*seed 3/);
  });
});

describe('describeViolation', () => {
  it('says all that is known', () => {
    const violation = { law: 'a', statement: 'b', reason: 'c', counterexample: 'd', seed: 5, runs: 6 };
    expect(describeViolation(violation).split('\n')).toEqual([
      'a: b',
      '  broken:         c',
      '  counterexample: d',
      '  found with seed 5 in run 6',
    ]);
  });
});

it('tries the examples that are named before those that are drawn, whatever the seed', () => {
  const seen: number[] = [];
  const noted = law({
    name: 'noted',
    statement: 'n ≥ 0',
    examples: fc.nat(),
    first: [-2, -1],
    predicate: (n) => {
      seen.push(n);
      return verdict(n !== -3, () => 'found -3');
    },
  });
  for (const seed of [1, 2]) assertLaw(noted, { seed, runs: 3 });
  expect([seen.length, ...seen.slice(0, 2), ...seen.slice(5, 7)]).toStrictEqual([10, -2, -1, -2, -1]);
});
