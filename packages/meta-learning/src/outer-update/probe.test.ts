import { divergenceCurvature, surrogateGradient, surrogateValue } from '@sgmrl/estimators';
import { sgd } from '@sgmrl/optimizers';
import { key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { plan } from '../job';
import { run } from '../run';
import { initialState } from '../state';
import { tabularProblem } from '../testing/problems';
import { probe } from './probe';
import { proximal } from './proximal';
import { trustRegion } from './trust-region';

const { policy, algorithm } = tabularProblem;
const clipped = { ...tabularProblem, update: proximal({ clip: 0.01, klPenalty: 3, steps: 2 }, sgd(1)) };
const contribution = run(clipped)(plan(clipped)(initialState(clipped)(key(3)))[0]);
if (E.isLeft(contribution) || contribution.right.data === undefined) throw new Error('expected data');
const { data } = contribution.right;
const parameters = [0.3, -0.2, 0.5, 0.1, -0.4, 0.2];
const direction = [1, 0, -1, 2, 0.5, 0];

it('answers with the value or the gradient of the surrogate of the outer update', () => {
  const shape = { clip: 0.01, klPenalty: 3 };
  const { gain, divergence } = surrogateValue(policy, algorithm, shape)(data, parameters);
  const ask = probe(clipped);
  const of = { iteration: 1, index: 0, data };
  expect(ask({ ...of, question: { kind: 'value', parameters } })).toEqual([gain, divergence]);
  expect(ask({ ...of, question: { kind: 'gradient', parameters } })).toEqual(
    surrogateGradient(policy, algorithm, shape)(data, parameters),
  );
  expect(gain).not.toBeCloseTo(surrogateValue(policy, algorithm)(data, parameters).gain, 6);
});

it('answers with no number where an inner step leads beyond float32', () => {
  const strict = (theta: Vector): Vector => {
    if (Array.from(theta).some((x) => Math.abs(x) > 3.5e38 && Number.isFinite(x)))
      throw new RangeError('parameters: expected numbers that are not infinite in float32');
    return theta;
  };
  const inFloat32: typeof policy = {
    ...policy,
    precision: 'float32',
    logProbability: (theta, ...rest) => policy.logProbability(strict(theta), ...rest),
    weightedScore: (theta, ...rest) => policy.weightedScore(strict(theta), ...rest),
    curvatureAndScore: (theta, ...rest) => policy.curvatureAndScore(strict(theta), ...rest),
  };
  const ask = probe({ ...clipped, policy: inFloat32, algorithm: { ...algorithm, stepSize: 1e39 } });
  const of = { iteration: 1, index: 0, data };
  for (const kind of ['value', 'gradient'] as const) {
    const answer = Array.from(ask({ ...of, question: { kind, parameters } }));
    expect(answer.every(Number.isFinite)).toBe(false);
  }
  // Where it leads to numbers of float32, it is the policy itself, to the bit.
  const within = probe({ ...clipped, policy: inFloat32 });
  for (const kind of ['value', 'gradient'] as const)
    expect(within({ ...of, question: { kind, parameters } })).toEqual(
      probe(clipped)({ ...of, question: { kind, parameters } }),
    );
});

it('answers with the curvature of the divergence on as many trajectories as the trust region takes', () => {
  const region = { maxKl: 1, damping: 1, conjugateGradientSteps: 1, backtracks: 1, backtrackRatio: 0.5 };
  const asked = { iteration: 1, index: 0, data, question: { kind: 'curvature', direction } } as const;
  const on = (curvatureTrajectories: number) =>
    probe({ ...tabularProblem, update: trustRegion({ ...region, curvatureTrajectories }) })(asked);
  expect(on(2)).toEqual(
    divergenceCurvature(policy, algorithm, { curvatureTrajectories: 2 })(data, direction),
  );
  expect(on(2)).not.toEqual(on(3));
});

it('asks nothing of an outer update without a surrogate', () => {
  const asked = { iteration: 1, index: 0, data, question: { kind: 'value', parameters } } as const;
  expect(() => probe(tabularProblem)(asked)).toThrow(
    new RangeError('probe: expected an outer update with a surrogate, found one without'),
  );
});
