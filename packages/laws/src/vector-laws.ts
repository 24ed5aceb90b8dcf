import type { Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { bothHold, verdict, type Verdict } from './verdict';

/** The operations of a real vector space on R^d. */
export interface VectorSpace {
  /** x + y */
  readonly add: (x: Vector, y: Vector) => Vector;
  /** a x */
  readonly scale: (a: number, x: Vector) => Vector;
  /** −x */
  readonly negate: (x: Vector) => Vector;
  /** 0 in R^d */
  readonly zeros: (dimension: number) => Vector;
}

interface Points {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly z: readonly number[];
  readonly a: number;
  readonly b: number;
}

/**
 * Whole numbers, on which float64 arithmetic is exact and float32 arithmetic is not: products of
 * two factors and an entry stay below 2^53, and entries may be above 2^24. Laws then hold to the
 * bit.
 */
const points: fc.Arbitrary<Points> = fc.integer({ min: 0, max: 20 }).chain((length) => {
  const factor = fc.integer({ min: -1000, max: 1000 });
  const entry = fc.integer({ min: -1_073_741_824, max: 1_073_741_824 });
  const vector = fc.array(entry, { minLength: length, maxLength: length });
  return fc.record({ x: vector, y: vector, z: vector, a: factor, b: factor });
});

/** Equal entries, 0 and −0 alike. */
const same = (x: Vector, y: Vector): Verdict =>
  verdict(
    x.length === y.length && Array.from(x).every((entry, i) => entry === y[i]),
    () => `left side ${fc.stringify([...Array.from(x)])}, right side ${fc.stringify([...Array.from(y)])}`,
  );

const axioms: readonly (readonly [string, string, (space: VectorSpace, points: Points) => Verdict])[] = [
  [
    'associativity',
    '(x + y) + z = x + (y + z)',
    ({ add }, { x, y, z }) => same(add(add(x, y), z), add(x, add(y, z))),
  ],
  ['commutativity', 'x + y = y + x', ({ add }, { x, y }) => same(add(x, y), add(y, x))],
  ['zero', 'x + 0 = x', ({ add, zeros }, { x }) => same(add(x, zeros(x.length)), x)],
  ['negation', 'x + (−x) = 0', ({ add, negate, zeros }, { x }) => same(add(x, negate(x)), zeros(x.length))],
  ['unit', '1x = x', ({ scale }, { x }) => same(scale(1, x), x)],
  [
    'compatibility',
    'a(bx) = (ab)x',
    ({ scale }, { x, a, b }) => same(scale(a, scale(b, x)), scale(a * b, x)),
  ],
  [
    'distributivity',
    'a(x + y) = ax + ay and (a + b)x = ax + bx',
    ({ add, scale }, { x, y, a, b }) =>
      bothHold(same(scale(a, add(x, y)), add(scale(a, x), scale(a, y))), () =>
        same(scale(a + b, x), add(scale(a, x), scale(b, x))),
      ),
  ],
  [
    'lasting results',
    'no later operation changes a result',
    ({ add, scale, negate, zeros }, { x, y, z, a, b }) => {
      const results = [add(x, y), scale(a, x), negate(x), zeros(x.length)];
      const before = results.map((result) => Array.from(result));
      const later = [add(y, z), scale(b, z), negate(z), zeros(x.length)];
      add(later[3], z);
      const after = results.map((result) => Array.from(result));
      return verdict(sameData(before, after), () => `${fc.stringify(before)} became ${fc.stringify(after)}`);
    },
  ],
  [
    'untouched operands',
    'no operation changes its operands',
    ({ add, scale, negate }, { x, y, a }) => {
      const [left, right] = [Float64Array.from(x), Float64Array.from(y)];
      add(left, right);
      scale(a, left);
      negate(left);
      return verdict(
        sameData([...left, ...right], [...x, ...y]),
        () => `the operands became ${fc.stringify([...left])} and ${fc.stringify([...right])}`,
      );
    },
  ],
];

/**
 * The axioms of a real vector space, on whole numbers, where float64 is exact.
 *
 * @example
 * ```ts
 * import { assertLaw, vectorLaws } from '@sgmrl/laws';
 * import { add, negate, scale, zeros } from '@sgmrl/vector';
 * for (const law of vectorLaws({ add, negate, scale, zeros }))
 *   assertLaw(law, { seed: 1, runs: 100 });
 * ```
 */
export const vectorLaws = (space: VectorSpace): readonly Law[] =>
  axioms.map(([name, statement, holds]) =>
    law({ name, statement, examples: points, predicate: (example) => holds(space, example) }),
  );
