import { metaGradient, sum, type Term } from '@sgmrl/estimators';
import { normalised } from '@sgmrl/policies';
import { categoricalMlp, initializeBackend } from '@sgmrl/policies-tfjs';
import { rewardToGo } from '@sgmrl/rollouts';
import { asAlgorithm, type Setting } from '../setting';
import { courses, expectation } from '../testing/any-policy';
import { randomLogits, randomMdp, relativeError, right } from '../testing/examples';
import {
  allPaths,
  finiteDifferences,
  plainPathGradient,
  plainReturn,
  tuples,
} from '../testing/plain-enumeration';

/**
 * A policy over normalised observations is a policy: the state's number comes as (s − m)/σ to a
 * softmax of a line, W_a (s − m)/σ + b_a. What the estimators mean is told by the definitions, from
 * the table of logits that this is.
 */
const mdp = randomMdp(5, 3, 2, 2);
const [mean, scale, clip] = [0.75, 0.5, 2];
const seen = (state: number): number => Math.min(Math.max((state - mean) / scale, -clip), clip);
const states = mdp.initial.map((_, s) => s);

/** θ = (W, b) ↦ logits, and its transpose on gradients. */
const tableOf = (theta: ArrayLike<number>): readonly number[] =>
  states.flatMap((s) => [theta[0] * seen(s) + theta[2], theta[1] * seen(s) + theta[3]]);
const back = (gradient: ArrayLike<number>): readonly number[] =>
  [0, 1, 2, 3].map((i) =>
    states.reduce((total, s) => total + gradient[2 * s + (i % 2)] * (i < 2 ? seen(s) : 1), 0),
  );

const settingOf = (innerSteps: number): Setting => ({
  innerSteps,
  stepSize: 0.7,
  discount: 0.9,
  trajectories: 1,
  evaluationTrajectories: 2,
  innerWeights: rewardToGo,
});

/** V_ζ(θ) from the definitions. */
const valueOf = (setting: Setting, innerSteps: number, theta: readonly number[]): number => {
  const table = tableOf(theta);
  if (innerSteps === 0) return plainReturn(mdp, setting.discount, table);
  return tuples(allPaths(mdp, table), setting.trajectories).reduce((total, [path]) => {
    const step = back(plainPathGradient(mdp, setting.discount, table, path));
    const adapted = theta.map((x, i) => x + setting.stepSize * step[i]);
    return total + path.probability * valueOf(setting, innerSteps - 1, adapted);
  }, 0);
};

const theta = randomLogits(3, 4).map((x) => x / 2);

const expectationOf = async (setting: Setting, estimator: Term): Promise<readonly number[]> => {
  const policy = normalised(
    categoricalMlp(right(await initializeBackend()))({
      observationSize: 1,
      actions: 2,
      hidden: [],
      activation: 'tanh',
    }),
    { mean: [mean], scale: [scale], clip },
  );
  const estimate = metaGradient(policy, asAlgorithm(setting, { estimator }));
  return expectation(courses(mdp, setting, policy, { of: tableOf, back }, theta), estimate);
};

it.each([1, 2])('a policy over normalised observations is exact after %i steps', async (innerSteps) => {
  const setting = settingOf(innerSteps);
  const gradient = finiteDifferences((x) => valueOf(setting, innerSteps, x), theta);
  const unbiased = await expectationOf(setting, sum('curvature', 'value'));
  expect(relativeError(unbiased, gradient)).toBeLessThan(1e-4);
  const biased = await expectationOf(setting, 'curvature');
  expect(relativeError(biased, gradient)).toBeGreaterThan(1e-2);
});
