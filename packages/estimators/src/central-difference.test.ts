import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import { add, norm, scale, subtract, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import type { Redraw } from './central-difference';
import { adapt } from './inner-step';
import { metaGradient, metaGradientWith } from './meta-gradient';
import { metaGradientPartsWith } from './meta-gradient-parts';
import { surrogateData } from './surrogate/surrogate-data';
import { drawsAnew } from './terms/draws-anew';
import { interpret } from './terms/interpretation';
import type { LeafNumbers } from './terms/leaf';
import { leastTrajectories } from './terms/least-trajectories';
import { costOf } from './terms/price';
import { numbersByName } from './terms/names';
import { shrinks } from './terms/shrinks';
import { coupled, last, minus, shrunk, sum, times, type Term } from './terms/term';
import { coupledTerms } from './testing/terms';
import { tracePolicy, traces, tracesOf, traceShapes, type TraceCase } from './testing/traces';

const close = (x: Vector, y: Vector): void => {
  expect(norm(subtract(x, y))).toBeLessThan(1e-9 * (1 + norm(x) + norm(y)));
};

/** An entry of a matrix that is not symmetric, another one at each inner step. */
const entry = (t: number, i: number, j: number): number => ((3 * i + 5 * j + 7 * t) % 11) / 11 - 0.4;

const times2 = (t: number, x: Vector): Vector =>
  Float64Array.from(x, (_, i) => Array.from(x).reduce((so, xj, j) => so + entry(t, i, j) * xj, 0));

/** E[g] = Aθ + b: of it a central difference is exact. */
const affine: Redraw<never, number> = (t, theta) =>
  E.right({ gradient: Float64Array.from(times2(t, theta), (x) => x + 0.3), drawn: t });

const gradientWith = <Failure, Drawn>(
  { adaptation, trace }: TraceCase,
  estimator: Term,
  redraw: Redraw<Failure, Drawn>,
) => metaGradientWith(tracePolicy, { ...adaptation, estimator })(redraw)(trace);

const of = <Failure, A>(either: E.Either<Failure, A>): A => {
  if (E.isLeft(either)) throw new Error('could not draw');
  return either.right;
};

it('adds α times the Jacobian of the field at λ, step by step', () => {
  fc.assert(
    fc.property(traces, fc.constantFrom(0.1, 3), (one, epsilon) => {
      const { stepSize } = one.adaptation;
      const expected = one.trace.steps.reduceRight<Vector>(
        (lambda, _, t) => add(lambda, scale(stepSize, times2(t, lambda))),
        one.trace.outer.gradient,
      );
      const { gradient, drawn } = of(gradientWith(one, coupled(epsilon), affine));
      close(gradient, expected);
      const ts = one.trace.steps.map((_, t) => t).reverse();
      expect(drawn).toEqual(norm(one.trace.outer.gradient) === 0 ? [] : ts.flatMap((t) => [t, t]));
    }),
  );
});

it('counts as often as it stands there, beside what draws nothing', () => {
  fc.assert(
    fc.property(traces, (one) => {
      const { trace, adaptation } = one;
      const first = { ...one, trace: { ...trace, steps: trace.steps.slice(0, 1) } };
      const { gradient } = trace.outer;
      const beside = metaGradient(tracePolicy, { ...adaptation, estimator: 'sg-mrl' })(first.trace);
      const term = sum(times(2, coupled(0.5)), 'sg-mrl', times(-0.5, coupled({ share: 1 })));
      close(
        of(gradientWith(first, term, affine)).gradient,
        add(beside, scale(1.5 * adaptation.stepSize, times2(0, gradient))),
      );
    }),
  );
});

it('is α/6 ε² times the third derivative away from the Jacobian', () => {
  // g(θ) = θ³ a coordinate: [g(x + ε) − g(x − ε)]/2ε = 3x² + ε².
  const cubic: Redraw<never, undefined> = (_t, theta) =>
    E.right({ gradient: Float64Array.from(theta, (x) => x * x * x), drawn: undefined });
  fc.assert(
    fc.property(traces, (one) => {
      const [step] = one.trace.steps;
      const along = Float64Array.from(step.parameters, (_, i) => (i === 0 ? 2 : 0));
      const outer = { ...one.trace.outer, gradient: along };
      const single = { ...one, trace: { steps: [step], outer } };
      const x = step.parameters[0];
      const { gradient } = of(gradientWith(single, coupled(0.5), cubic));
      expect(gradient[0]).toBeCloseTo(2 + 2 * one.adaptation.stepSize * (3 * x * x + 0.25), 10);
    }),
  );
});

it('asks at θ ± ελ̂, ε a share of the inner step', () => {
  fc.assert(
    fc.property(traces, (one) => {
      const [step] = one.trace.steps;
      const { gradient } = one.trace.outer;
      fc.pre(norm(gradient) > 1e-6);
      const asked: Vector[] = [];
      const single = { ...one, trace: { ...one.trace, steps: [step] } };
      const noting: Redraw<never, undefined> = (t, theta) => {
        asked.push(theta);
        return E.map((found: { readonly gradient: Vector }) => ({ ...found, drawn: undefined }))(
          affine(t, theta),
        );
      };
      of(gradientWith(single, coupled({ share: 0.5 }), noting));
      const moved = norm(subtract(adapt(tracePolicy, one.adaptation)(step), step.parameters));
      const expected = scale((0.5 * Math.max(moved, 1e-3)) / norm(gradient), gradient);
      close(subtract(asked[0], step.parameters), expected);
      close(subtract(asked[1], step.parameters), scale(-1, expected));
    }),
  );
});

it('computes no inner step again whose end the trace knows', () => {
  const steps: Vector[] = [];
  const counting = {
    ...tracePolicy,
    weightedScore: (...of: Parameters<typeof tracePolicy.weightedScore>) => {
      steps.push(of[0]);
      return tracePolicy.weightedScore(...of);
    },
  };
  fc.assert(
    fc.property(traces, ({ trace, adaptation }) => {
      fc.pre(norm(trace.outer.gradient) > 0);
      const difference = metaGradientWith(counting, { ...adaptation, estimator: coupled({ share: 0.5 }) });
      const end = trace.steps[trace.steps.length - 1];
      steps.length = 0;
      const unknown = of(difference(affine)(trace));
      expect(steps).toEqual([end.parameters]);
      const known = of(difference(affine)({ ...trace, adapted: adapt(tracePolicy, adaptation)(end) }));
      expect(steps).toHaveLength(1);
      expect(known).toEqual(unknown);
    }),
  );
});

it('is homogeneous: s times the outer gradient gives s times the meta-gradient', () => {
  const cubic: Redraw<never, undefined> = (_t, theta) =>
    E.right({ gradient: Float64Array.from(theta, (x) => x * x * x), drawn: undefined });
  fc.assert(
    fc.property(traces, fc.constantFrom(-2, 0.25, 8), (one, s) => {
      const outer = { ...one.trace.outer, gradient: scale(s, one.trace.outer.gradient) };
      const scaled = { ...one, trace: { ...one.trace, outer } };
      close(
        of(gradientWith(scaled, coupled(0.3), cubic)).gradient,
        scale(s, of(gradientWith(one, coupled(0.3), cubic)).gradient),
      );
    }),
  );
});

it('costs what it draws: two sides of N trajectories a step and term', () => {
  fc.assert(
    fc.property(traces, coupledTerms, (one, term) => {
      const { trajectories } = one.trace.steps[0].batch;
      fc.pre(norm(one.trace.outer.gradient) > 0 && leastTrajectories(term) <= trajectories);
      const { drawn } = of(gradientWith(one, last(term, 'fomaml'), affine));
      const sizes = { innerSteps: one.trace.steps.length, trajectories };
      expect(drawn.length * trajectories).toBe(costOf(last(term, 'fomaml'), sizes).trajectories);
    }),
  );
});

it('draws nothing along λ = 0', () => {
  fc.assert(
    fc.property(traces, (one) => {
      const outer = { ...one.trace.outer, gradient: scale(0, one.trace.outer.gradient) };
      const { gradient, drawn } = of(
        gradientWith({ ...one, trace: { ...one.trace, outer } }, coupled(0.1), affine),
      );
      expect([norm(gradient), drawn]).toEqual([0, []]);
    }),
  );
});

it('stops at the first side that cannot be drawn', () => {
  fc.assert(
    fc.property(traces, (one) => {
      fc.pre(norm(one.trace.outer.gradient) > 0);
      const failing: Redraw<string, undefined> = (t) => E.left(`step ${String(t)}`);
      const lastStep = one.trace.steps.length - 1;
      expect(gradientWith(one, coupled(0.1), failing)).toEqual(E.left(`step ${String(lastStep)}`));
      expect(E.isRight(gradientWith(one, 'sg-mrl', failing))).toBe(true);
    }),
  );
});

it.each([0, 1])('asks for no side after side %i, which cannot be drawn', (failing) => {
  fc.assert(
    fc.property(traces, (one) => {
      fc.pre(norm(one.trace.outer.gradient) > 0);
      let asked = 0;
      const failingOnce: Redraw<string, number> = (t, theta) =>
        asked++ === failing ? E.left('could not draw') : affine(t, theta);
      expect(gradientWith(one, coupled(0.1), failingOnce)).toEqual(E.left('could not draw'));
      expect(asked).toBe(failing + 1);
    }),
  );
});

it('is refused where nothing can be drawn', () => {
  const settings = {
    estimator: sum('curvature', times(0.5, coupled(0.1))),
    stepSize: 1,
    discount: 1,
    innerWeights: rewardToGo,
    outerWeights: rewardToGo,
  } as const;
  const text = /: expected an estimator that draws no trajectories of its own, found .*"coupled"/;
  expect(() => metaGradient(tabularSoftmax(1, 2), settings)).toThrow(RangeError);
  expect(() => metaGradient(tabularSoftmax(1, 2), settings)).toThrow(text);
  expect(() => surrogateData(tabularSoftmax(1, 2), settings)).toThrow(text);
});

describe('its parts', () => {
  /** A term without its scores, and with curvature in the place of differences. */
  const curvatureOf = interpret<Term, LeafNumbers>(
    {
      curvature: 'curvature',
      pairs: () => sum(),
      leaf: () => sum(),
      sum: (of) => sum(...of),
      times: (by, of) => times(by, of),
      centred: (of) => of,
      unchained: (of) => of,
      shrunk: (of) => of,
      last: (at, before) => last(at, before),
      coupled: () => 'curvature',
    },
    numbersByName,
  );

  const partsOf = ({ trace, adaptation }: TraceCase, estimator: Term) =>
    of(metaGradientPartsWith(tracePolicy, { ...adaptation, estimator })(affine)(trace));

  it('are the meta-gradient with curvature in the place of differences, and what is left', () => {
    fc.assert(
      fc.property(traces, coupledTerms, (one, term) => {
        fc.pre(drawsAnew(term) && !shrinks(term));
        fc.pre(leastTrajectories(term) <= one.trace.steps[0].batch.trajectories);
        const { gradient, parts } = partsOf(one, term);
        expect(gradient).toEqual(of(gradientWith(one, term, affine)).gradient);
        const settings = { ...one.adaptation, estimator: curvatureOf(term) };
        const rest = metaGradient(tracePolicy, settings)(one.trace);
        close(parts?.rest ?? gradient, rest);
        close(parts?.debiasing ?? scale(0, gradient), subtract(gradient, rest));
      }),
    );
  });

  it('are those of MAML and the rest for coupled rollouts', () => {
    fc.assert(
      fc.property(traces, (one) => {
        fc.pre(norm(one.trace.outer.gradient) > 0);
        const { parts } = partsOf(one, 'coupled');
        const maml = metaGradient(tracePolicy, { ...one.adaptation, estimator: 'maml' })(one.trace);
        close(parts?.rest ?? [], maml);
      }),
    );
  });

  it('are not told where another part is shrunk: what is coupled is not linear in it', () => {
    fc.assert(
      fc.property(traces, (one) => {
        expect(partsOf(one, sum(coupled(0.2), shrunk('value'))).parts).toBeUndefined();
      }),
    );
    const twoSteps = traceShapes.chain((shape) => tracesOf({ ...shape, innerSteps: 2 }));
    fc.assert(
      fc.property(twoSteps, (one) => {
        fc.pre(norm(one.trace.outer.gradient) > 0);
        expect(partsOf(one, last(coupled(0.2), sum('curvature', shrunk('value')))).parts).toBeUndefined();
      }),
    );
  });

  it('have no curvature where differences take each other away', () => {
    fc.assert(
      fc.property(traces, (one) => {
        fc.pre(norm(one.trace.outer.gradient) > 0);
        const { gradient, parts } = partsOf(one, minus(coupled(0.2), coupled(0.1)));
        close(parts?.rest ?? [], one.trace.outer.gradient);
        close(parts?.debiasing ?? [], subtract(gradient, one.trace.outer.gradient));
      }),
    );
  });

  it('come with what was drawn, or with the failure to draw', () => {
    fc.assert(
      fc.property(traces, (one) => {
        expect(partsOf(one, 'coupled').drawn).toEqual(of(gradientWith(one, 'coupled', affine)).drawn);
        fc.pre(norm(one.trace.outer.gradient) > 0);
        const { adaptation, trace } = one;
        const failing = metaGradientPartsWith(tracePolicy, { ...adaptation, estimator: 'coupled' })(() =>
          E.left('nothing to draw from'),
        );
        expect(failing(trace)).toEqual(E.left('nothing to draw from'));
      }),
    );
  });
});
