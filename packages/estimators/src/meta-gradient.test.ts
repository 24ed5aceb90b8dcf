import { scale } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { Algorithm } from './algorithm';
import { adapt, innerStep } from './inner-step';
import { metaGradient } from './meta-gradient';
import type { OuterEstimate } from './outer-estimate';
import { parts } from './terms/library';
import { builtInNames } from './terms/built-in-names';
import type { Names } from './terms/names';
import { leaves } from './terms/leaves';
import { sum, times } from './terms/term';
import { algorithm, distance, exactOuter, expectation, policy } from './testing/expectation';
import {
  batches,
  differentiate,
  metaObjective,
  smallMdp as mdp,
  smallTheta as theta,
  toBatch,
  trajectories,
} from './testing/mdp';

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

  it.each([
    ['alone', 'mine', []],
    ['alone', 'mine', [1, 2, 3]],
    ['after another', sum('value', 'mine'), [1, 2, 3, 4, 5]],
    ['before another', sum('mine', 'value'), [1, 2, 3]],
    ['times a number', times(2, 'mine'), [1]],
  ])('is refused where its weights are not one number a row, %s', (_, estimator, weights) => {
    const names = {
      ...builtInNames,
      leaves: { ...leaves, mine: { ...leaves.value, scoreWeights: () => () => weights } },
    };
    const choice: Algorithm = { ...algorithm('none', 1, 2), estimator, names };
    const step = innerStep(choice)(theta, toBatch(batches(mdp, theta, 2)[0].batch));
    const outer = exactOuter(adapt(policy, choice)(step));
    expect(() => metaGradient(policy, choice)({ steps: [step], outer })).toThrow(
      new RangeError(
        `term mine: scoreWeights: expected 4 numbers, one a row of the batch, found ${String(weights.length)}`,
      ),
    );
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
