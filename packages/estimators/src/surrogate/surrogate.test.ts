import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import type { Algorithm } from '../algorithm';
import { adapt, innerStep, type InnerStep } from '../inner-step';
import { metaGradient } from '../meta-gradient';
import { outerEstimate } from '../outer-estimate';
import {
  adapted as adaptedBy,
  batches,
  differentiate,
  expectedReturn,
  probabilities,
  smallMdp,
  smallTheta as theta,
  toBatch,
  type Mdp,
  type Parameters,
  type Trajectory,
} from '../testing/mdp';
import { parts } from '../terms/library';
import { shrunk, sum, times, unchained, type Term } from '../terms/term';
import type { AdaptationTrace } from '../trace';
import { divergenceCurvature } from './divergence-curvature';
import type { SurrogateShape } from './shape';
import { surrogateGradient, surrogateValue } from './surrogate';
import { surrogateData, type SurrogateData, type SurrogateStep } from './surrogate-data';

const policy = tabularSoftmax(2, 2);
const elsewhere: readonly number[] = [0.45, -0.3, 0.35, 0.2];
const direction = [0.7, -0.4, 0.2, 0.9];

const algorithm = (estimator: Term, innerSteps: number): Algorithm => ({
  estimator,
  innerSteps,
  stepSize: 0.7,
  discount: smallMdp.discount,
  metaBatchSize: 1,
  trajectories: 2,
  evaluationTrajectories: 2,
  innerWeights: rewardToGo,
  outerWeights: rewardToGo,
});

/** Pairs of trajectories that visit every state and action. */
const pairs = batches(smallMdp, theta, 2).filter(
  ({ batch: [one, two] }) =>
    one.actions.join() !== two.actions.join() && one.states.join() !== two.states.join(),
);
const pair = (n: number) => toBatch(pairs[(37 * n) % pairs.length].batch);

interface Kept {
  readonly trace: AdaptationTrace;
  readonly data: SurrogateData;
}

/** An adaptation from θ and its outer batch. */
const keep = (choice: Algorithm): Kept => {
  const steps: InnerStep[] = [];
  let parameters: Parameters = theta;
  for (let t = 0; t < choice.innerSteps; t++) {
    const step = innerStep(choice)(parameters, pair(t + 1));
    steps.push(step);
    parameters = adapt(policy, choice)(step);
  }
  const outerBatch = pair(9);
  const trace = { steps, outer: outerEstimate(policy, choice)(parameters, outerBatch) };
  return { trace, data: surrogateData(policy, choice)(trace, parameters, outerBatch) };
};

const expectClose = (x: Parameters, y: Parameters, digits: number): void => {
  expect(x).toHaveLength(y.length);
  Array.from(x).forEach((value, i) => {
    expect(value).toBeCloseTo(y[i], digits);
  });
};

/** Every part with as much curvature beside it. */
const settings = [1, 0, 0.4].flatMap((curvature) =>
  Object.keys(parts).flatMap((name) => [1, 2].map((innerSteps) => [name, curvature, innerSteps] as const)),
);
const withCurvature = (curvature: number, part: Term): Term => sum(times(curvature, 'curvature'), part);

const plain: SurrogateShape = {};
const proximal: SurrogateShape = { clip: 0.07, klPenalty: 0.5 };

it.each(settings)(
  'has at θ_k the meta-gradient: %s, %f times curvature, %i steps',
  (name, curvature, innerSteps) => {
    const choice = algorithm(withCurvature(curvature, name), innerSteps);
    const { trace, data } = keep(choice);
    for (const shape of [plain, proximal]) {
      const gradient = surrogateGradient(policy, choice, shape)(data, theta);
      expectClose(gradient, metaGradient(policy, choice)(trace), 12);
      const { gain, divergence } = surrogateValue(policy, choice, shape)(data, theta);
      expect(Math.abs(gain)).toBeLessThan(1e-14);
      expect(Math.abs(divergence)).toBeLessThan(1e-14);
    }
  },
);

it.each(settings)(
  'has the gradient of its value: %s, %f times curvature, %i steps',
  (name, curvature, innerSteps) => {
    const choice = algorithm(withCurvature(curvature, name), innerSteps);
    const { data } = keep(choice);
    for (const shape of [plain, proximal]) {
      const gain = (x: Parameters) => surrogateValue(policy, choice, shape)(data, Array.from(x)).gain;
      expectClose(
        surrogateGradient(policy, choice, shape)(data, elsewhere),
        differentiate(gain, elsewhere, 1e-4),
        8,
      );
    }
  },
);

it.each(settings)(
  'has the curvature of its divergence: %s, %f times curvature, %i steps',
  (name, curvature, innerSteps) => {
    const choice = algorithm(withCurvature(curvature, name), innerSteps);
    const { data } = keep(choice);
    const along = (x: Parameters) => (e: number) =>
      surrogateValue(policy, choice)(
        data,
        Array.from(x, (value, i) => value + e * direction[i]),
      ).divergence;
    const slope = (x: Parameters) => {
      const f = along(x);
      return (8 * (f(1e-3) - f(-1e-3)) - (f(2e-3) - f(-2e-3))) / 12e-3;
    };
    expectClose(divergenceCurvature(policy, choice)(data, direction), differentiate(slope, theta), 7);
  },
);

it('subtracts (η/ζ) Σ_t of the divergences of the inner policies, means over time steps of ρ − 1 − log ρ', () => {
  const choice = algorithm('maml', 2);
  const { data } = keep(choice);
  const gain = (klPenalty: number) =>
    surrogateValue(policy, choice, { clip: 0.07, klPenalty })(data, elsewhere).gain;
  const divergence = (batch: readonly Trajectory[], from: Parameters, to: Parameters) => {
    const terms = batch.flatMap(({ states, actions }) =>
      states.map((s, h) => {
        const at = (x: Parameters) => probabilities(smallMdp, x, s)[actions[h]];
        const ratio = at(to) / at(from);
        return ratio - 1 - Math.log(ratio);
      }),
    );
    return terms.reduce((sum, x) => sum + x, 0) / terms.length;
  };
  const [first, second] = [1, 2].map((n) => pairs[(37 * n) % pairs.length].batch);
  const once = (x: Parameters) => adaptedBy(smallMdp, x, first, 0.7);
  const sum = divergence(first, theta, elsewhere) + divergence(second, once(theta), once(elsewhere));
  expect(sum).toBeGreaterThan(0.01);
  expect(gain(0.5) - gain(0)).toBeCloseTo(-(0.5 / 2) * sum, 12);
});

describe('one step an episode, N = M = 1, every batch enumerated', () => {
  const bandit: Mdp = { ...smallMdp, horizon: 1 };
  const choice = { ...algorithm('maml', 1), trajectories: 1, evaluationTrajectories: 1 };

  /** E of the gain at `x` over the data that θ draws. */
  const expectedGain = (x: readonly number[]): number =>
    batches(bandit, theta, 1).reduce((sum, { batch, p }) => {
      const step = innerStep(choice)(theta, toBatch(batch));
      const reached = adapt(policy, choice)(step);
      return batches(bandit, reached, 1).reduce((inner, { batch: last, p: q }) => {
        const outerBatch = toBatch(last);
        const trace = { steps: [step], outer: outerEstimate(policy, choice)(reached, outerBatch) };
        const data = surrogateData(policy, choice)(trace, reached, outerBatch);
        return inner + p * q * surrogateValue(policy, choice)(data, x).gain;
      }, sum);
    }, 0);

  it('expects the gain J(U(θ′, D)) − J(U(θ, D)) over the data of θ', () => {
    const exact = batches(bandit, theta, 1).reduce((sum, { batch, p }) => {
      const value = (x: Parameters) => expectedReturn(bandit, adaptedBy(bandit, x, batch, choice.stepSize));
      return sum + p * (value(elsewhere) - value(theta));
    }, 0);
    expect(Math.abs(exact)).toBeGreaterThan(0.01);
    expect(expectedGain(elsewhere)).toBeCloseTo(exact, 12);
  });
});

it('has the curvature JᵀFJ of the explicit matrices, J by finite differences of the adaptation', () => {
  const choice = algorithm('maml', 2);
  const { data } = keep(choice);
  const [first, second] = [pairs[37 % pairs.length].batch, pairs[(2 * 37) % pairs.length].batch];
  const adaptation = (x: Parameters) =>
    adaptedBy(smallMdp, adaptedBy(smallMdp, x, first, choice.stepSize), second, choice.stepSize);
  // Row i of J is the derivative of the i-th adapted parameter.
  const jacobian = theta.map((_, i) => differentiate((x) => adaptation(x)[i], theta));
  const { batch, parameters } = data.outerBatch;
  const scores = Array.from(batch.mask, (_, row) =>
    Array.from(
      policy.weightedScore(
        parameters,
        batch,
        Array.from(batch.mask, (_mask, other) => (other === row ? 1 : 0)),
      ),
    ),
  );
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i], 0);
  const moved = jacobian.map((row) => dot(row, direction));
  const fisher = theta.map(
    (_, i) => scores.reduce((sum, score) => sum + score[i] * dot(score, moved), 0) / scores.length,
  );
  const expected = theta.map((_, j) =>
    dot(
      jacobian.map((row) => row[j]),
      fisher,
    ),
  );
  expectClose(divergenceCurvature(policy, choice)(data, direction), expected, 9);
});

it('takes the curvature on the first trajectories, if asked: on one of two alike it is that of both', () => {
  const choice = algorithm('maml', 1);
  const twins = (n: number) => {
    const [one] = pairs[n].batch;
    return toBatch([one, one]);
  };
  const step = innerStep(choice)(theta, twins(1));
  const reached = adapt(policy, choice)(step);
  const trace = { steps: [step], outer: outerEstimate(policy, choice)(reached, twins(20)) };
  const data = surrogateData(policy, choice)(trace, reached, twins(20));
  const on = (curvatureTrajectories: number) =>
    divergenceCurvature(policy, choice, { curvatureTrajectories })(data, direction);
  const whole = divergenceCurvature(policy, choice)(data, direction);
  expectClose(on(1), whole, 14);
  expectClose(on(7), whole, 14);

  // Of four alike, two.
  const four = (n: number) => {
    const [one] = pairs[n].batch;
    return toBatch([one, one, one, one]);
  };
  const ofFour = { ...choice, trajectories: 4 };
  const wide = {
    steps: [innerStep(ofFour)(theta, four(1))],
    outer: outerEstimate(policy, choice)(reached, four(20)),
  };
  const curvature = divergenceCurvature(policy, ofFour, { curvatureTrajectories: 2 });
  expectClose(curvature(surrogateData(policy, ofFour)(wide, reached, four(20)), direction), whole, 14);

  // Of two that differ, the first alone.
  const { data: mixed } = keep(algorithm('maml', 0));
  const first = toBatch([pairs[(37 * 9) % pairs.length].batch[0]]);
  const { logProbability, weights } = mixed.outerBatch;
  const { length } = first.mask;
  const alone = {
    ...mixed,
    outerBatch: {
      ...mixed.outerBatch,
      batch: first,
      logProbability: Array.from(logProbability).slice(0, length),
      weights: Array.from(weights).slice(0, length),
    },
  };
  expectClose(
    divergenceCurvature(policy, algorithm('maml', 0), { curvatureTrajectories: 1 })(mixed, direction),
    divergenceCurvature(policy, algorithm('maml', 0))(alone, direction),
    14,
  );
});

it.each<[string, Term]>([
  ['shrunk', shrunk('dice')],
  ['unchained', unchained('dice')],
])('has at θ_k the meta-gradient of a part that is %s', (_what, part) => {
  const choice = { ...algorithm(sum('curvature', part), 2), shrinkageFactor: 0.25 };
  const { trace, data } = keep(choice);
  expectClose(surrogateGradient(policy, choice)(data, theta), metaGradient(policy, choice)(trace), 12);
});

describe('a bandit of two arms, by hand', () => {
  const bandit = tabularSoftmax(1, 2);
  const column = (data: readonly number[]) => ({ rows: 2, columns: 1, data });
  const batch = {
    trajectories: 2,
    steps: 1,
    observations: column([0, 0]),
    actions: column([0, 1]),
    rewards: [1, 2],
    mask: [1, 1],
    lengths: [1, 1],
  };
  const half = Math.log(0.5);
  const kept = { parameters: [0, 0], batch, logProbability: [half, half], weights: [1, 1] };
  const data = (fields: Partial<SurrogateStep>): SurrogateData => ({
    steps: [{ ...kept, curvature: 1, scoreWeights: undefined, ...fields }],
    outerBatch: kept,
  });
  const maml = { estimator: 'maml', stepSize: 0.5 };

  it.each<[string, Term, number]>([
    // Σ (w/N) ρ ∇log π = 3/2 (−¼, ¼), of which α is taken.
    ['with the likelihood ratio, for lvc', sum('curvature', 'lvc'), (0.5 * 3) / 8],
    ['without it, for MAML', 'maml', 0.5 / 4],
  ])('takes its inner step %s', (_what, estimator, step) => {
    const settings = { estimator, stepSize: 0.5 };
    const ofSecondArm = { ...data({ weights: [0, 1] }), outerBatch: { ...kept, weights: [0, 1] } };
    // θ = (0, log 3) has the probabilities ¼ and ¾.
    const reached = 1 / (1 + Math.exp(-(Math.log(3) + 2 * step)));
    const { gain } = surrogateValue(bandit, settings)(ofSecondArm, [0, Math.log(3)]);
    expect(gain).toBeCloseTo(reached / 0.5 - 1, 12);
  });

  it('asks nothing of an inner step that was ever so unlikely, unless its divergence costs', () => {
    const unlikely = data({ logProbability: [-1000, half] });
    expect(surrogateValue(bandit, maml)(unlikely, [0, 1]).gain).toBeLessThan(Infinity);
    expect(surrogateValue(bandit, maml, { klPenalty: 1 })(unlikely, [0, 1]).gain).toBe(-Infinity);
    const [first, second] = Array.from(surrogateGradient(bandit, maml)(unlikely, [0, 1]));
    expect(first + second).toBeCloseTo(0, 12);
  });

  it('takes no notice of a row without weight inside the inner step, however likely it has become', () => {
    const inside = { estimator: sum('curvature', 'lvc'), stepSize: 0.5 };
    const without = data({ weights: [0, 1] });
    const unlikely = data({ weights: [0, 1], logProbability: [-1000, half] });
    for (const of of [
      surrogateGradient(bandit, inside),
      (x: SurrogateData, at: Parameters) => [surrogateValue(bandit, inside)(x, at).gain],
    ])
      expect(Array.from(of(unlikely, [0, 1]))).toEqual(Array.from(of(without, [0, 1])));
  });

  it('takes no derivative of an inner step without curvature', () => {
    let calls = 0;
    const counting: typeof bandit = {
      ...bandit,
      weightedScore: (...of) => (calls++, bandit.weightedScore(...of)),
      hessianVectorProduct: (...of) => (calls++, bandit.hessianVectorProduct(...of)),
      curvatureAndScore: (...of) => (calls++, bandit.curvatureAndScore(...of)),
    };
    const firstOrder = { estimator: 'fomaml', stepSize: 0.5 };
    surrogateValue(counting, firstOrder)(data({ curvature: 0 }), [0, 1]);
    expect(calls).toBe(0);
    surrogateGradient(counting, firstOrder)(data({ curvature: 0 }), [0, 1]);
    // The outer policy gradient alone.
    expect(calls).toBe(1);
  });

  it('has the curvature of the steps that run, padding left out', () => {
    const ended = { lengths: [1], mask: [1, 0], rewards: [1, 0], actions: column([0, 0]) };
    const padded = { ...batch, ...ended, trajectories: 1, steps: 2 };
    const outer = { steps: [], outerBatch: { ...kept, batch: padded, weights: [1, 0] } };
    // The score is (½, −½): F = ¼ ((1, −1), (−1, 1)).
    expect(Array.from(divergenceCurvature(bandit, maml)(outer, [1, 0]))).toEqual([0.25, -0.25]);
  });
});
