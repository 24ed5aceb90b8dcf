import { subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { metaGradient } from './meta-gradient';
import { metaGradientParts } from './meta-gradient-parts';
import { parts } from './terms/library';
import { leastTrajectories } from './terms/least-trajectories';
import { shrunk, sum, times, type Term } from './terms/term';
import { algorithm, distance, expectation, policy } from './testing/expectation';
import { differentiate, metaObjective, smallMdp as mdp, smallTheta as theta } from './testing/mdp';
import { terms } from './testing/terms';
import { tracePolicy, traces, type TraceCase } from './testing/traces';

describe('its parts', () => {
  const factors = fc.constantFrom(0, 0.25, 1);
  const settingsOf = ({ adaptation }: TraceCase, estimator: Term, shrinkageFactor = 1) => ({
    ...adaptation,
    estimator,
    shrinkageFactor,
  });
  const takes = ({ trace }: TraceCase, term: Term) =>
    trace.steps.every(({ batch }) => batch.trajectories >= leastTrajectories(term));
  const expectClose = (x: Vector, y: Vector) => {
    const size = 1 + Math.hypot(...Array.from(x)) + Math.hypot(...Array.from(y));
    expect(distance(Array.from(x), Array.from(y))).toBeLessThanOrEqual(1e-10 * size);
  };
  const at = (one: TraceCase, term: Term, factor?: number) =>
    metaGradientParts(tracePolicy, settingsOf(one, term, factor))(one.trace);

  it('leave the bits of the gradient as they are', () => {
    fc.assert(
      fc.property(traces, terms, factors, (one, term, factor) => {
        fc.pre(takes(one, term));
        const gradient = metaGradient(tracePolicy, settingsOf(one, term, factor))(one.trace);
        expect(at(one, term, factor).gradient).toEqual(gradient);
      }),
    );
  });

  it('are the gradient of MAML and what debiasing adds to it', () => {
    fc.assert(
      fc.property(traces, fc.constantFrom(...Object.values(parts)), factors, (one, part, factor) => {
        fc.pre(takes(one, part));
        const maml = at(one, 'maml').gradient;
        for (const term of [sum('curvature', part), shrunk(sum('curvature', part))]) {
          const { gradient, parts: found } = at(one, term, factor);
          if (found === undefined) {
            expectClose(gradient, maml);
            return;
          }
          expectClose(found.rest, maml);
        }
      }),
    );
  });

  it('say what is shrunk as it would be if it were not, where no scores read λ', () => {
    fc.assert(
      fc.property(traces, factors, (one, factor) => {
        const { gradient, parts: found } = at(one, sum('maml', shrunk('value')), factor);
        const [maml, whole] = [at(one, 'maml').gradient, at(one, 'sg-mrl').gradient];
        expectClose(gradient, scaledSum(1 - factor, maml, factor, whole));
        expectClose(found?.debiasing ?? [], scaledSum(1, whole, -1, maml));
      }),
    );
  });

  it('tell what is shrunk from what is not', () => {
    fc.assert(
      fc.property(traces, factors, (one, factor) => {
        const { parts: found } = at(one, sum('curvature', 'value', shrunk(times(3, 'value'))), factor);
        const [maml, sgMrl] = [at(one, 'maml').gradient, at(one, 'sg-mrl').gradient];
        expectClose(found?.rest ?? [], sgMrl);
        expectClose(found?.debiasing ?? [], scaledSum(3, sgMrl, -3, maml));
      }),
    );
  });

  it('shrinking an exact term biases it by −(1 − w) E c, by enumeration', () => {
    const shrinkageFactor = 0.25;
    const choice = { ...algorithm('value', 1, 2), estimator: shrunk('sg-mrl'), shrinkageFactor };
    const exact = differentiate((x) => metaObjective(mdp, x, 2, choice.stepSize, 1), theta);
    const mean = expectation(choice, (steps, outer) => metaGradient(policy, choice)({ steps, outer }));
    const c = expectation(
      choice,
      (steps, outer) => metaGradientParts(policy, choice)({ steps, outer }).parts?.debiasing ?? [],
    );
    const bias = c.map((x) => -(1 - shrinkageFactor) * x);
    expect(Math.hypot(...c)).toBeGreaterThan(0.01);
    expect(distance(subtract(mean, exact), bias)).toBeLessThan(1e-7);
  });

  it('are none where a term has no scores', () => {
    fc.assert(
      fc.property(traces, (one) => {
        for (const term of ['maml', 'fomaml']) expect(at(one, term).parts).toBe(undefined);
      }),
    );
  });

  it('refuses a shrinkage factor that is none', () => {
    for (const factor of [-0.1, 1.1, NaN])
      expect(() =>
        metaGradientParts(policy, { ...algorithm('value', 1, 1), shrinkageFactor: factor }),
      ).toThrow(new RangeError(`shrinkageFactor: expected a number from 0 to 1, found ${String(factor)}`));
  });
});

const scaledSum = (a: number, x: Vector, b: number, y: Vector): Vector =>
  Float64Array.from(x, (entry, i) => a * entry + b * y[i]);
