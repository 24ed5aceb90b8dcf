import { tabularSoftmax } from '@sgmrl/policies';
import { scale, subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { Algorithm } from './algorithm';
import { adapt, innerStep, type InnerStep } from './inner-step';
import { metaGradient, metaGradientParts } from './meta-gradient';
import type { OuterEstimate } from './outer-estimate';
import { parts } from './terms/library';
import { builtInNames, type Names } from './terms/names';
import { leaves } from './terms/leaves';
import { leastTrajectories } from './terms/least-trajectories';
import { shrunk, sum, times, type Term } from './terms/term';
import { terms } from './testing/terms';
import { tracePolicy, traces, type TraceCase } from './testing/traces';
import {
  batches,
  differentiate,
  expectedReturn,
  metaObjective,
  smallMdp as mdp,
  smallTheta as theta,
  toBatch,
  trajectories,
  type Parameters,
} from './testing/mdp';

const policy = tabularSoftmax(mdp.states, mdp.actions);

/** A part with curvature beside it. */
const algorithm = (part: Term, innerSteps: number, trajectories: number): Algorithm => ({
  estimator: sum('curvature', part),
  innerSteps,
  stepSize: 0.7,
  discount: mdp.discount,
  metaBatchSize: 1,
  trajectories,
  evaluationTrajectories: 1,
  innerWeights: { kind: 'reward-to-go' },
  outerWeights: { kind: 'reward-to-go' },
});

/** What infinitely many outer trajectories would say. */
const exactOuter = (parameters: Parameters): OuterEstimate => {
  const value = expectedReturn(mdp, parameters);
  return {
    scale: 1,
    gradient: differentiate((x) => expectedReturn(mdp, x), parameters),
    value,
    valueAbove: (counterfactual) => value - expectedReturn(mdp, counterfactual),
    gradientAt: (counterfactual) => differentiate((x) => expectedReturn(mdp, x), counterfactual),
  };
};

/** E over all inner batches of an estimate made from the inner steps and exact outer values. */
const expectation = (
  choice: Algorithm,
  estimator: (steps: readonly InnerStep[], outer: OuterEstimate) => Parameters,
): number[] => {
  const visit = (parameters: Parameters, steps: readonly InnerStep[], weight: number): number[] => {
    if (steps.length === choice.innerSteps)
      return Array.from(estimator(steps, exactOuter(parameters)), (x) => weight * x);
    const total = new Array<number>(theta.length).fill(0);
    for (const { batch, p } of batches(mdp, parameters, choice.trajectories)) {
      const step = innerStep(choice)(parameters, toBatch(batch));
      visit(adapt(policy, choice)(step), [...steps, step], weight * p).forEach((x, i) => {
        total[i] += x;
      });
    }
    return total;
  };
  return visit(theta, [], 1);
};

const distance = (x: Parameters, y: Parameters): number => Math.hypot(...Array.from(x, (a, i) => a - y[i]));

const relativeBias = (choice: Algorithm, names?: Names): number => {
  const exact = differentiate(
    (x) => metaObjective(mdp, x, choice.trajectories, choice.stepSize, choice.innerSteps),
    theta,
  );
  const mean = expectation(choice, (steps, outer) =>
    metaGradient(policy, { ...choice, ...(names && { names }) })({ steps, outer }),
  );
  return distance(mean, exact) / Math.hypot(...exact);
};

describe('one inner step, N = 2, all batches enumerated', () => {
  it.each([
    'algorithm-1',
    'trajectory-baseline',
    'leave-one-out',
    'leave-one-out-corrected',
    'leave-group-out',
  ] as const)('%s has no bias', (part) => {
    expect(relativeBias(algorithm(part, 1, 2))).toBeLessThan(1e-8);
  });

  it('MAML is biased: the law can fail', () => {
    expect(relativeBias(algorithm('none', 1, 2))).toBeGreaterThan(0.05);
  });

  it.each(['first-order', 'first-order-causal', 'leave-one-out-linear'] as const)(
    '%s is biased by O(α²/N): about 16 times less at a quarter of α',
    (part) => {
      const biasAt = (stepSize: number) => relativeBias({ ...algorithm(part, 1, 2), stepSize });
      expect(biasAt(0.7)).toBeLessThan(relativeBias(algorithm('none', 1, 2)) / 10);
      expect(biasAt(0.01)).toBeLessThan(biasAt(0.04) / 10);
    },
  );
});

describe('one inner step, N = 1', () => {
  it.each(['leave-one-out', 'leave-one-out-corrected', 'leave-group-out'] as const)(
    '%s has no bias: it needs no second trajectory',
    (part) => {
      expect(relativeBias(algorithm(part, 1, 1))).toBeLessThan(1e-8);
    },
  );
});

describe('weights normalised over the batch, one inner step, N = 2', () => {
  const normalised = (part: Term, stepSize: number): Algorithm => ({
    ...algorithm(part, 1, 2),
    stepSize,
    innerWeights: { kind: 'normalised-advantage', lambda: 1 },
  });
  /** V of the inner step as it is taken, with weights that depend on the whole batch. */
  const objective = (choice: Algorithm) => (x: Parameters) =>
    batches(mdp, x, 2).reduce(
      (sum, { batch, p }) =>
        sum + p * expectedReturn(mdp, adapt(policy, choice)(innerStep(choice)(x, toBatch(batch)))),
      0,
    );
  const biasOf = (choice: Algorithm): number => {
    const exact = differentiate(objective(choice), theta);
    const mean = expectation(choice, (steps, outer) => metaGradient(policy, choice)({ steps, outer }));
    return distance(mean, exact) / Math.hypot(...exact);
  };

  it.each(['leave-one-out', 'leave-one-out-corrected'] as const)(
    '%s has no bias: it makes the weights of the others anew',
    (part) => {
      expect(biasOf(normalised(part, 0.7))).toBeLessThan(1e-8);
    },
  );

  it('leave-one-out-linear is biased by O(α²/N): about 16 times less at a quarter of α', () => {
    const biasAt = (stepSize: number) => biasOf(normalised('leave-one-out-linear', stepSize));
    expect(biasAt(0.01)).toBeLessThan(biasAt(0.04) / 10);
  });

  it.each(['first-order', 'first-order-causal', 'dice', 'loaded-dice', 'full-hessian', 'taypo-2'] as const)(
    '%s is biased by O(α): it forgets that one trajectory moves the weights of all',
    (part) => {
      const biasAt = (stepSize: number) => biasOf(normalised(part, stepSize));
      expect(biasAt(0.01) / biasAt(0.04)).toBeCloseTo(0.25, 1);
      expect(biasAt(0.01)).toBeGreaterThan(10 * biasOf(normalised('leave-one-out-linear', 0.01)));
    },
  );
});

describe('two inner steps, N = 1', () => {
  it('algorithm-1 has no bias', () => {
    expect(relativeBias(algorithm('algorithm-1', 2, 1))).toBeLessThan(1e-8);
  });

  it('needs the score of every step: MAML does not have it', () => {
    expect(relativeBias(algorithm('none', 2, 1))).toBeGreaterThan(0.05);
  });
});

describe('with a leaf of one’s own', () => {
  /** (k Ĵ − b) S */
  const affine = (k: number, b: number): Names => ({
    ...builtInNames,
    leaves: {
      ...leaves,
      mine: {
        ...leaves.value,
        scoreWeights: ({ trace: { steps, outer }, t }) => {
          const weights = scale(k * outer.value - b, steps[t].batch.mask);
          return () => weights;
        },
      },
    },
  });

  it.each([
    [1, 2],
    [2, 1],
  ])('has no bias with a constant baseline, ζ = %i, N = %i', (innerSteps, n) => {
    expect(relativeBias(algorithm('mine', innerSteps, n), affine(1, 0.7))).toBeLessThan(1e-8);
  });

  it('is biased where the leaf is wrong', () => {
    expect(relativeBias(algorithm('mine', 1, 2), affine(2, 0))).toBeGreaterThan(0.05);
  });
});

it('refuses a name that stands for nothing, and says which there are', () => {
  for (const name of ['algorthm-1', 'toString'])
    expect(() => metaGradient(policy, algorithm(name, 1, 1))).toThrow(
      /^term: expected one of curvature, value, .*, found '(algorthm-1|toString)'$/,
    );
});

it('is the outer policy gradient where the term is nothing (FOMAML)', () => {
  const choice: Algorithm = { ...algorithm('none', 1, 2), estimator: sum() };
  for (const { batch } of batches(mdp, theta, 2).slice(0, 20)) {
    const step = innerStep(choice)(theta, toBatch(batch));
    const outer = exactOuter(adapt(policy, choice)(step));
    expect(distance(metaGradient(policy, choice)({ steps: [step], outer }), outer.gradient)).toBe(0);
  }
});

describe('is linear in what the outer batch says: s times all estimates give s times the gradient', () => {
  const scaled = (s: number, outer: OuterEstimate): OuterEstimate => ({
    scale: s * outer.scale,
    gradient: scale(s, outer.gradient),
    value: s * outer.value,
    valueAbove: (counterfactual) => s * outer.valueAbove(counterfactual),
    gradientAt: (counterfactual) => scale(s, outer.gradientAt(counterfactual)),
  });

  it.each(Object.keys(parts))('%s', (part) => {
    const choice = algorithm(part, 2, 3);
    const all = trajectories(mdp);
    const first = innerStep(choice)(theta, toBatch([all[3], all[7], all[14]]));
    const second = innerStep(choice)(adapt(policy, choice)(first), toBatch([all[1], all[6], all[12]]));
    const outer = exactOuter(adapt(policy, choice)(second));
    const gradient = (estimate: OuterEstimate) =>
      metaGradient(policy, choice)({ steps: [first, second], outer: estimate });
    const plain = gradient(outer);
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (s) => {
        expect(distance(gradient(scaled(s, outer)), scale(s, plain))).toBeLessThan(1e-12 * s);
      }),
    );
  });
});

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
