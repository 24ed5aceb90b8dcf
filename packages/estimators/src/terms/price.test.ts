import type { Policy, StateActions } from '@sgmrl/policies';
import { advantagesOver, rewardToGo, type Baseline } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { adjoints } from '../adjoints';
import { outerEstimate } from '../outer-estimate';
import { terms } from '../testing/terms';
import { ragged, tracePolicy, traces } from '../testing/traces';
import { noCost, type Cost } from './cost';
import type { Epsilon } from './epsilon';
import { costOf } from './price';
import { coupled, last, sum, times, unchained } from './term';

type Counts = { -readonly [K in keyof Cost]: number };

/** The policy, counting its calls; those on `outerBatch` apart. */
const counting = (counts: Counts, outerBatch: () => StateActions | undefined): Policy => ({
  ...tracePolicy,
  weightedScore: (parameters, data, weights) => {
    counts[data === outerBatch() ? 'outerScores' : 'scores']++;
    return tracePolicy.weightedScore(parameters, data, weights);
  },
  weightedScores: (parameters, data, weights) => {
    counts.scores += weights.length;
    return tracePolicy.weightedScores(parameters, data, weights);
  },
  directionalDerivative: (parameters, data, direction) => {
    counts.directionalDerivatives++;
    return tracePolicy.directionalDerivative(parameters, data, direction);
  },
  hessianVectorProduct: (parameters, data, weights, direction) => {
    counts.hessianVectorProducts++;
    return tracePolicy.hessianVectorProduct(parameters, data, weights, direction);
  },
  curvatureAndScore: (parameters, data, weights, direction, scoreWeights) => {
    counts.hessianVectorProducts++;
    return tracePolicy.curvatureAndScore(parameters, data, weights, direction, scoreWeights);
  },
  logProbability: (parameters, data) => {
    counts.logProbabilities++;
    return tracePolicy.logProbability(parameters, data);
  },
});

/** Predicts nothing, and counts how often it is fitted. */
const countingFits = (counts: Counts, fitted: boolean): Baseline => ({
  name: 'counting',
  fitted,
  fit: () => {
    counts.fits++;
    return { predict: ({ mask }) => new Float64Array(mask.length) };
  },
});

const measured = fc.record({ one: traces, term: terms, outerBatch: ragged(2, 2) });

it('counts the calls that a meta-gradient makes', () => {
  fc.assert(
    fc.property(measured, ({ one: { adaptation, trace }, term, outerBatch }) => {
      const counts: Counts = { ...noCost };
      const policy = counting(counts, () => outerBatch);
      const sizes = { innerSteps: trace.steps.length, trajectories: trace.steps[0].batch.trajectories };
      const [withFits, without] = [true, false].map((fitted) => {
        const outer = outerEstimate(policy, { discount: 0.9, outerWeights: rewardToGo })(
          trace.steps[0].parameters,
          outerBatch,
        );
        Object.assign(counts, noCost);
        const innerWeights = advantagesOver(countingFits(counts, fitted), 0.5);
        adjoints(policy, { ...adaptation, innerWeights, estimator: term })({ ...trace, outer });
        return { ...counts };
      });
      expect(withFits).toEqual(costOf(term, sizes));
      // What is not fitted has nothing to do there.
      expect({ ...without, fits: 0 }).toEqual(costOf(term, { ...sizes, fitted: false }));
    }),
    { numRuns: 300 },
  );
});

it.each<[string, Partial<Cost>]>([
  ['left-out', { scores: 21, logProbabilities: 21, fits: 20 }],
  ['remainder', { scores: 6, logProbabilities: 6, outerScores: 1, fits: 4 }],
  [
    'group-influence',
    { scores: 6, directionalDerivatives: 4, logProbabilities: 9, outerScores: 4, fits: 24 },
  ],
  ['influence', { scores: 1, directionalDerivatives: 1, fits: 20 }],
  ['value', { scores: 1 }],
  ['maml', { hessianVectorProducts: 1 }],
])('%s alone, N = 20', (name, cost) => {
  expect(costOf(name, { innerSteps: 1, trajectories: 20 })).toEqual({ ...noCost, ...cost });
});

it('takes what adds up to nothing for nothing, and no step for free', () => {
  const sizes = { innerSteps: 2, trajectories: 3 };
  expect(costOf(sum('curvature', times(-1, 'curvature')), sizes)).toEqual(noCost);
  expect(costOf(times(0, 'left-out'), sizes)).toEqual(noCost);
  expect(costOf('sg-mrl', { ...sizes, innerSteps: 0 })).toEqual(noCost);
});

it('counts curvature by 1/N with what else there is of it', () => {
  const quarter = sum(times('1/N', 'curvature'), times(-0.25, 'curvature'));
  const cost = (trajectories: number) => costOf(quarter, { innerSteps: 1, trajectories });
  expect(cost(4)).toEqual(noCost);
  expect(cost(5)).toEqual({ ...noCost, hessianVectorProducts: 1 });
});

it('draws both sides of a difference anew, a gradient on each; a share asks for the step itself, too', () => {
  const cost = (epsilon: Epsilon) => costOf(coupled(epsilon), { innerSteps: 1, trajectories: 20 });
  expect(cost(0.1)).toEqual({ ...noCost, scores: 2, trajectories: 40 });
  expect(cost({ share: 0.1 })).toEqual({ ...noCost, scores: 3, trajectories: 40 });
});

it('refuses sizes that are none', () => {
  expect(() => costOf('maml', { innerSteps: -1, trajectories: 1 })).toThrow(
    new RangeError('innerSteps: expected an integer from 0, found -1'),
  );
  expect(() => costOf('maml', { innerSteps: 1, trajectories: 0 })).toThrow(
    new RangeError('trajectories: expected an integer from 1, found 0'),
  );
});

it('takes log-probabilities at θ^ζ once for all leaves and steps', () => {
  const sizes = { innerSteps: 3, trajectories: 6 };
  expect(costOf(sum(times(0.5, 'left-out'), 'dice'), sizes).logProbabilities).toBe(3 * 6 + 1);
  expect(costOf(sum('left-out', 'remainder'), sizes).logProbabilities).toBe(3 * (6 + 5) + 1);
  expect(costOf(last('value', 'left-out'), { ...sizes, innerSteps: 1 }).logProbabilities).toBe(0);
});

it('asks for MAML’s own fold in the steps after one that is unchained', () => {
  const sizes = { innerSteps: 3, trajectories: 3 };
  expect(costOf(unchained('dice'), sizes)).toEqual({
    ...noCost,
    hessianVectorProducts: 2,
    directionalDerivatives: 3,
    scores: 3,
  });
  expect(costOf(last(unchained('dice'), sum()), sizes)).toEqual({
    ...noCost,
    directionalDerivatives: 1,
    scores: 1,
  });
});
