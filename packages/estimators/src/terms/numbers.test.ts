import { add, scale, subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { sameMaps, terms, uncentredTerms } from '../testing/terms';
import {
  everyWeights,
  gradientOf,
  quadraticOuter,
  traceShapes,
  traces,
  tracesOf,
  type TraceCase,
} from '../testing/traces';
import {
  fading,
  future,
  itself,
  last,
  pairs,
  past,
  sum,
  transpose,
  unchained,
  window,
  type Term,
} from './term';

const size = (x: Vector): number => Math.hypot(...Array.from(x));

const expectClose = (x: Vector, y: Vector): void => {
  expect(size(subtract(x, y))).toBeLessThanOrEqual(1e-10 * (1 + size(x) + size(y)));
};

it('two ways to write one map give the same numbers, whatever ζ, N, H, the weights and the ends', () => {
  fc.assert(
    fc.property(traces, sameMaps, (one, maps) => {
      for (const { left, right } of maps) expectClose(gradientOf(one, left), gradientOf(one, right));
    }),
  );
});

/** ⟦term⟧(λ) at inner step t, from the fold over this step alone. */
const added = ({ adaptation, trace }: TraceCase, term: Term, t: number, lambda: Vector): Vector =>
  subtract(
    gradientOf(
      { adaptation, trace: { steps: [trace.steps[t]], outer: { ...trace.outer, gradient: lambda } } },
      term,
    ),
    lambda,
  );

describe('one step at a time', () => {
  const twoSteps = traceShapes.chain((shape) => tracesOf({ ...shape, innerSteps: 2 }));

  it('a term adds to λ what the steps add alone', () => {
    fc.assert(
      fc.property(twoSteps, uncentredTerms, (one, term) => {
        const { gradient } = one.trace.outer;
        const lambda = add(gradient, added(one, term, 1, gradient));
        expectClose(gradientOf(one, term), add(lambda, added(one, term, 0, lambda)));
      }),
    );
  });

  it('an unchained term adds to λ what it makes of the adjoint of MAML', () => {
    fc.assert(
      fc.property(twoSteps, uncentredTerms, (one, term) => {
        const { gradient } = one.trace.outer;
        const part = sum(term, 'influence');
        const lambda = add(gradient, added(one, part, 1, gradient));
        const ofMaml = add(gradient, added(one, 'curvature', 1, gradient));
        expectClose(
          subtract(gradientOf(one, unchained(part)), lambda),
          // Curvature stays with λ.
          add(
            subtract(added(one, part, 0, ofMaml), added(one, curvatureOf(term), 0, ofMaml)),
            added(one, curvatureOf(term), 0, lambda),
          ),
        );
      }),
    );
  });

  it('last is one term in the last step and another before', () => {
    fc.assert(
      fc.property(twoSteps, uncentredTerms, uncentredTerms, (one, at, before) => {
        const { gradient } = one.trace.outer;
        const lambda = add(gradient, added(one, at, 1, gradient));
        expectClose(gradientOf(one, last(at, before)), add(lambda, added(one, before, 0, lambda)));
      }),
    );
  });
});

/** The curvature of a term of pairs: what is left where no pair counts. */
function curvatureOf(term: Term): Term {
  if (typeof term === 'string') return ['curvature', 'maml'].includes(term) ? 'curvature' : sum();
  switch (term.op) {
    case 'pairs':
    case 'coupled':
      return sum();
    case 'sum':
      return sum(...term.of.map(curvatureOf));
    case 'times':
      return { ...term, of: curvatureOf(term.of) };
    case 'last':
      return last(curvatureOf(term.at), curvatureOf(term.before));
    default:
      return curvatureOf(term.of);
  }
}

it('unchained is nothing where ζ = 1', () => {
  const single = traceShapes.chain((shape) => tracesOf({ ...shape, innerSteps: 1 }));
  fc.assert(
    fc.property(single, terms, (one, term) => {
      expect(gradientOf(one, unchained(term))).toEqual(gradientOf(one, term));
    }),
  );
});

it('s times all that the outer batch says gives s times the gradient', () => {
  fc.assert(
    fc.property(traces, terms, fc.constantFrom(-3, 0.5, 8), (one, term, s) => {
      const { outer } = one.trace;
      const scaled = {
        scale: s * outer.scale,
        gradient: scale(s, outer.gradient),
        value: s * outer.value,
        valueAbove: (x: Vector) => s * outer.valueAbove(x),
        gradientAt: (x: Vector) => scale(s, outer.gradientAt(x)),
      };
      expectClose(
        gradientOf({ ...one, trace: { ...one.trace, outer: scaled } }, term),
        scale(s, gradientOf(one, term)),
      );
    }),
  );
});

/** The columns of X in ⟦term⟧(λ) = Xλ at the first inner step. */
const matrixOf = (one: TraceCase, term: Term): readonly Vector[] =>
  [0, 1, 2, 3].map((i) =>
    added(
      one,
      term,
      0,
      [0, 1, 2, 3].map((j) => (i === j ? 1 : 0)),
    ),
  );

it('transpose is the transpose of the matrix', () => {
  fc.assert(
    fc.property(traces, uncentredTerms, (one, term) => {
      const [columns, rows] = [matrixOf(one, term), matrixOf(one, transpose(term))];
      const scaleOf = Math.max(1, ...columns.map(size));
      columns.forEach((column, i) => {
        rows.forEach((row, j) => {
          expect(Math.abs(column[j] - row[i])).toBeLessThan(1e-11 * scaleOf);
        });
      });
    }),
  );
});

describe('by hand: one trajectory of two steps, two states, λ = (1, 0, 0, 2)', () => {
  // θ = 0: π = ½. s_0 = (−½, ½, 0, 0) of action 1 in state 0, s_1 = (0, 0, ½, −½) of action 0 in
  // state 1.
  const column = (data: readonly number[]) => ({ rows: 2, columns: 1, data });
  const batch = {
    trajectories: 1,
    steps: 2,
    observations: column([0, 1]),
    actions: column([1, 0]),
    rewards: [3, 5],
    mask: [1, 1],
    lengths: [2],
  };
  const adaptation = { stepSize: 2, discount: 1, innerWeights: everyWeights[0] };
  const outer = { ...quadraticOuter(1, [0, 0, 0, 0], [1, 0, 0, 2], [0, 0, 0, 0], [0, 0, 0, 0]), value: 7 };
  const step = {
    parameters: [0, 0, 0, 0],
    batch,
    weights: { values: Float64Array.of(8, 5), decay: 0.5, scale: 1 },
  };
  const one = { adaptation, trace: { steps: [step], outer } };
  // d_0 = −½, d_1 = −1; ω_h = α Σ_h′ k(h, h′) d_h′ with w = (8, 5), κ = ½.
  it.each<[string, Term, number, number]>([
    ['itself', pairs(itself), 2 * 8 * -0.5, 2 * 5 * -1],
    ['past, own', pairs(past('own')), 0, 2 * 5 * -0.5],
    ['past, other', pairs(past('other')), 0, 2 * 8 * -0.5],
    ['past, own, fading', pairs(fading(past('own'))), 0, 2 * 5 * -0.5 * 0.5],
    ['future, own', pairs(future('own')), 2 * 8 * -1, 0],
    ['future, other', pairs(future('other')), 2 * 5 * -1, 0],
    ['future, other, in a window', window(0.25, pairs(future('other'))), 2 * 5 * -1 * 0.25, 0],
    ['value', 'value', 7, 7],
    ['e-maml', 'e-maml', 7, 7],
    [
      'centred, with nobody to compare with',
      'first-order-causal',
      2 * (8 * -0.5 + 5 * -1),
      2 * (5 * -1 + 0.5 * 5 * -0.5),
    ],
  ])('%s', (_what, term, first, second) => {
    expect(Array.from(gradientOf(one, term))).toEqual([1 - first / 2, first / 2, second / 2, 2 - second / 2]);
  });
});
