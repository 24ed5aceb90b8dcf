import { catalogue, drawsAnew, stepSizeGradient, sum, type Term } from '@sgmrl/estimators';
import { parametersAt, reparametrised, tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import type { Setting } from '../setting';
import { courses, expectation, type Course } from '../testing/any-policy';
import { randomLogits, randomMdp, relativeError } from '../testing/examples';
import {
  allPaths,
  finiteDifferences,
  plainPathGradient,
  plainReturn,
  tuples,
} from '../testing/plain-enumeration';

/**
 * V(θ, α) with a step size for each parameter, θ′ = θ + α ∘ g(θ, D), from the definitions; ρ_i =
 * log(α_i/α).
 */
const valueOf = (
  setting: Setting,
  innerSteps: number,
  theta: readonly number[],
  rho: readonly number[],
): number => {
  if (innerSteps === 0) return plainReturn(mdp, setting.discount, theta);
  return tuples(allPaths(mdp, theta), setting.trajectories).reduce((total, batch) => {
    const gradients = batch.map((path) => plainPathGradient(mdp, setting.discount, theta, path));
    const adapted = theta.map(
      (x, i) =>
        x +
        setting.stepSize *
          Math.exp(rho[i]) *
          (gradients.reduce((all, gradient) => all + gradient[i], 0) / setting.trajectories),
    );
    const probability = batch.reduce((p, path) => p * path.probability, 1);
    return total + probability * valueOf(setting, innerSteps - 1, adapted, rho);
  }, 0);
};

const mdp = randomMdp(7, 2, 2, 1);
const theta = randomLogits(2, 4);
const rho = [0.4, -0.9, 0.2, 1.1];

const settingOf = (innerSteps: number, trajectories: number): Setting => ({
  innerSteps,
  stepSize: 0.8,
  discount: 0.9,
  trajectories,
  evaluationTrajectories: 2,
  innerWeights: rewardToGo,
});

const scale = rho.map((r) => Math.exp(r / 2));
const coordinates = { origin: theta, scale };
const policy = reparametrised(tabularSoftmax(2, 2), coordinates);
const table = {
  of: (phi: ArrayLike<number>) => Array.from(parametersAt(coordinates)(phi)),
  back: (gradient: ArrayLike<number>) => scale.map((s, i) => s * gradient[i]),
};

const estimated = (setting: Setting, all: readonly Course[], estimator: Term) => {
  const estimate = stepSizeGradient(policy, {
    stepSize: setting.stepSize,
    discount: setting.discount,
    innerWeights: setting.innerWeights,
    estimator,
  });
  const both = expectation(all, ({ steps, parameters, outer }) => {
    const { parameters: ofPhi, logStepSizes } = estimate({ steps, outer }, parameters);
    return [...Array.from(ofPhi, (x, i) => x / scale[i]), ...Array.from(logStepSizes)];
  });
  return { theta: both.slice(0, 4), rho: both.slice(4) };
};

describe.each([
  [1, 2],
  [2, 2],
])('the gradient of V(θ, α) after %i steps on %i trajectories', (innerSteps, trajectories) => {
  const setting = settingOf(innerSteps, trajectories);
  const exact = {
    theta: finiteDifferences((x) => valueOf(setting, innerSteps, x, rho), theta),
    rho: finiteDifferences((x) => valueOf(setting, innerSteps, theta, x), rho),
  };
  const all = courses(mdp, setting, policy, table, new Float64Array(4));

  const unbiased = catalogue.filter(
    ({ estimator }) =>
      !drawsAnew(estimator) && relativeError(estimated(setting, all, estimator).theta, exact.theta) < 1e-6,
  );

  it('is met by every term that has no bias, in θ and in α', () => {
    expect(unbiased.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['algorithm-1', 'trajectory-baseline']),
    );
    for (const { estimator } of unbiased)
      expect(relativeError(estimated(setting, all, estimator).rho, exact.rho)).toBeLessThan(1e-6);
  });

  it(`is ${innerSteps === 1 ? 'met' : 'missed'} in α by MAML, which misses it in θ`, () => {
    for (const estimator of ['maml', 'fomaml', sum('curvature', 'lvc')]) {
      const { theta: ofTheta, rho: ofRho } = estimated(setting, all, estimator);
      expect(relativeError(ofTheta, exact.theta)).toBeGreaterThan(1e-3);
      const error = relativeError(ofRho, exact.rho);
      if (innerSteps === 1) expect(error).toBeLessThan(1e-6);
      else expect(error).toBeGreaterThan(1e-3);
    }
  });
});
