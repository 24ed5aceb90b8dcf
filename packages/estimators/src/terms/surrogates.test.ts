import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo, type StepWeights, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Algorithm } from '../algorithm';
import type { InnerStep } from '../inner-step';
import { metaGradient } from '../meta-gradient';
import { sum as sumOf, type Term } from './term';

/**
 * Each of these estimators was published as a scalar surrogate whose second derivative is meant to
 * estimate ∇²J. Here the surrogates are written down as published and differentiated by finite
 * differences.
 */
const policy = tabularSoftmax(2, 2);
const theta = [0.3, -0.2, 0.5, 0.1];
const lambda = [0.7, -0.4, 0.2, 0.9];
const rewards = [0.4, -0.3, 0.8];

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });
const batch: TrajectoryBatch = {
  trajectories: 1,
  steps: 3,
  observations: column([0, 1, 0]),
  actions: column([1, 0, 0]),
  rewards,
  mask: [1, 1, 1],
  lengths: [3],
};

const weightsOf = (values: readonly number[], decay: number): StepWeights => ({
  values: Float64Array.from(values),
  scale: 1,
  decay,
});

/** Rewards discounted from the start: w_h = Σ_{t≥h} r_t with r already discounted. */
const toGo = weightsOf([0.9, 0.5, 0.8], 1);
/** Advantage-like weights with memory. */
const faded = weightsOf([0.6, -0.7, 0.3], 0.6);

/** log π(a_h|s_h; x) − log π(a_h|s_h; θ) for h = 0, 1, 2. */
const logRatios = (x: readonly number[]): readonly number[] => {
  const here = policy.logProbability(theta, batch);
  return Array.from(policy.logProbability(x, batch), (log, h) => log - here[h]);
};

const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);

type Surrogate = (weights: StepWeights) => (x: readonly number[]) => number;

/** Σ_t r_t Π_{h≤t} ρ_h */
const diceSurrogate: Surrogate = () => (x) =>
  sum(rewards.map((r, t) => r * Math.exp(sum(logRatios(x).slice(0, t + 1)))));

/** Σ_h w_h (☐(x_h) − ☐(κ x_{h−1})) */
const loadedDiceSurrogate: Surrogate =
  ({ values, decay }) =>
  (x) => {
    let total = 0;
    let memory = 0;
    logRatios(x).forEach((log, h) => {
      const before = decay * memory;
      memory = before + log;
      total += values[h] * (Math.exp(memory) - Math.exp(before));
    });
    return total;
  };

/** Σ_h w_h ρ_h */
const lvcSurrogate: Surrogate =
  ({ values }) =>
  (x) =>
    sum(logRatios(x).map((log, h) => values[h] * Math.exp(log)));

/** Σ_h w_h (ρ_h − 1) + Σ_{h<h′} w_{h′} (ρ_h − 1)(ρ_{h′} − 1) */
const taypoSurrogate: Surrogate =
  ({ values }) =>
  (x) => {
    const excess = logRatios(x).map(Math.expm1);
    return sum(excess.map((e, h) => values[h] * e * (1 + sum(excess.slice(0, h)))));
  };

/** ∇²f(θ) λ by central differences. */
const curvature = (f: (x: readonly number[]) => number): readonly number[] => {
  const e = 1e-3;
  const at = (i: number, a: number, b: number): number =>
    f(theta.map((x, j) => x + e * (b * lambda[j] + (j === i ? a : 0))));
  return theta.map((_x, i) => (at(i, 1, 1) - at(i, 1, -1) - at(i, -1, 1) + at(i, -1, -1)) / (4 * e * e));
};

const algorithm = (part: Term): Algorithm => ({
  estimator: sumOf('curvature', part),
  innerSteps: 1,
  stepSize: 1,
  discount: 1,
  metaBatchSize: 1,
  trajectories: 1,
  evaluationTrajectories: 1,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
});

/** The matrix of the Jacobian part and the debiasing part, times a vector. */
const foldedCurvature = (
  part: Term,
  weights: StepWeights,
  along: readonly number[] = lambda,
): readonly number[] => {
  const step: InnerStep = { parameters: theta, batch, weights };
  const outer = { scale: 1, gradient: along, value: 0, valueAbove: () => 0, gradientAt: () => along };
  const gradient = metaGradient(policy, algorithm(part))({ steps: [step], outer });
  return along.map((x, i) => gradient[i] - x);
};

const cases: readonly (readonly [Term, Surrogate, StepWeights])[] = [
  ['dice', diceSurrogate, toGo],
  ['loaded-dice', loadedDiceSurrogate, toGo],
  ['loaded-dice', loadedDiceSurrogate, faded],
  ['lvc', lvcSurrogate, toGo],
  ['lvc', lvcSurrogate, faded],
  ['taypo-2', taypoSurrogate, toGo],
  ['taypo-2', taypoSurrogate, faded],
];

it.each(cases)('%s: the fold gives the second derivative of the published surrogate', (name, f, weights) => {
  const folded = foldedCurvature(name, weights);
  curvature(f(weights)).forEach((x, i) => {
    expect(folded[i]).toBeCloseTo(x, 5);
  });
});

it('dice, loaded-dice and taypo-2 are one estimator for plain reward-to-go, and three for weights with memory', () => {
  const distance = (a: Term, b: Term, weights: StepWeights): number =>
    Math.hypot(...foldedCurvature(a, weights).map((x, i) => x - foldedCurvature(b, weights)[i]));
  expect(distance('dice', 'loaded-dice', toGo)).toBeLessThan(1e-15);
  expect(distance('dice', 'taypo-2', toGo)).toBeLessThan(1e-15);
  expect(distance('dice', 'loaded-dice', faded)).toBeGreaterThan(0.01);
  expect(distance('dice', 'taypo-2', faded)).toBeGreaterThan(0.01);
  expect(distance('loaded-dice', 'taypo-2', faded)).toBeGreaterThan(0.01);
});

it('full-hessian completes ∇²ν by g(τ) ⟨∇log q(τ), λ⟩', () => {
  const score = Array.from(policy.weightedScore(theta, batch, batch.mask));
  const gradient = Array.from(policy.weightedScore(theta, batch, toGo.values));
  const along = sum(score.map((s, i) => s * lambda[i]));
  const fixed = foldedCurvature('none', toGo);
  foldedCurvature('full-hessian', toGo).forEach((x, i) => {
    expect(x).toBeCloseTo(fixed[i] + gradient[i] * along, 14);
  });
});

/** The greatest |M_ij − M_ji| of the matrix that the fold applies. */
const asymmetry = (part: Term, weights: StepWeights): number => {
  const columns = theta.map((_x, j) =>
    foldedCurvature(
      part,
      weights,
      theta.map((_y, i) => (i === j ? 1 : 0)),
    ),
  );
  return Math.max(...columns.flatMap((column, j) => column.map((x, i) => Math.abs(x - columns[i][j]))));
};

describe('a second derivative is symmetric', () => {
  it('dice is, for weights that do not fade', () => {
    expect(asymmetry('dice', toGo)).toBeLessThan(1e-15);
  });

  it('dice is not, for weights that fade: it is the second derivative of no surrogate then', () => {
    expect(asymmetry('dice', faded)).toBeGreaterThan(0.05);
  });

  it.each(['loaded-dice', 'lvc', 'taypo-2'] as const)('%s is, for both', (debiasing) => {
    expect(asymmetry(debiasing, toGo)).toBeLessThan(1e-15);
    expect(asymmetry(debiasing, faded)).toBeLessThan(1e-15);
  });
});
