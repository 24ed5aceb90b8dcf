import { select } from '@sgmrl/rollouts';
import {
  adapt,
  innerStep,
  metaGradient,
  sum,
  type AdaptationTrace,
  type InnerStep,
  type Term,
} from '@sgmrl/estimators';
import { categoricalMlp, initializeBackend, normalised } from '@sgmrl/policies';
import { asAlgorithm, type Setting } from '../setting';
import { randomLogits, randomMdp, relativeError, right } from '../testing/examples';
import {
  allPaths,
  finiteDifferences,
  plainPathGradient,
  plainReturn,
  tuples,
} from '../testing/plain-enumeration';
import { trajectorySupport, trajectoryProbabilities } from './trajectory-support';
import { outerExpectation } from './exact-moments';

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
  innerWeights: { kind: 'reward-to-go' },
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
  const algorithm = asAlgorithm(setting, { estimator });
  const estimate = metaGradient(policy, algorithm);
  const support = right(trajectorySupport(mdp));
  const exact = outerExpectation(mdp, setting.discount);
  const total = [0, 0, 0, 0];
  const go = (probability: number, steps: readonly InnerStep[], parameters: ArrayLike<number>): void => {
    if (steps.length < setting.innerSteps) {
      trajectoryProbabilities(support, tableOf(parameters)).forEach((p, n) => {
        const step = innerStep(algorithm)(parameters, select(support.batch, [n]));
        go(probability * p, [...steps, step], adapt(policy, algorithm)(step));
      });
      return;
    }
    const { gradient, value, ...outer } = exact(tableOf(parameters));
    const trace: AdaptationTrace = {
      steps,
      outer: {
        ...outer,
        value,
        gradient: back(gradient),
        valueAbove: (other) => outer.valueAbove(tableOf(other)),
        gradientAt: (other) => back(outer.gradientAt(tableOf(other))),
      },
    };
    Array.from(estimate(trace)).forEach((x, i) => {
      total[i] += probability * x;
    });
  };
  go(1, [], theta);
  return total;
};

it.each([1, 2])('a policy over normalised observations is exact after %i steps', async (innerSteps) => {
  const setting = settingOf(innerSteps);
  const gradient = finiteDifferences((x) => valueOf(setting, innerSteps, x), theta);
  const unbiased = await expectationOf(setting, sum('curvature', 'value'));
  expect(relativeError(unbiased, gradient)).toBeLessThan(1e-4);
  const biased = await expectationOf(setting, 'curvature');
  expect(relativeError(biased, gradient)).toBeGreaterThan(1e-2);
});
