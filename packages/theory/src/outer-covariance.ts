import { discountedRewards } from '@sgmrl/rollouts';
import type { Matrix, Vector } from '@sgmrl/vector';
import { centreRows, covariance, expectedProducts, expectedSquares, factorColumns } from './second-moments';
import { softmaxProbabilities } from './softmax';
import { trajectoryProbabilities, type TrajectorySupport } from './trajectory-support';

/** What an estimator asks about counterfactual parameters θ′: an estimate of J(θ) − J(θ′), or of ∇J(θ′). */
export interface Question {
  readonly kind: 'value' | 'gradient';
  readonly parameters: Vector;
}

/**
 * The exact covariance of all that an evaluation batch of M trajectories tells an estimator, (d + 1 + K) × (d + 1 + K): of the
 * policy gradient ĝ (d numbers), the mean return Ĵ, and the K numbers that answer questions about counterfactuals, for
 * plain reward-to-go weights. Derived in docs/theory/exact-moments.md:
 *
 * ĝ and Ĵ are means over trajectories: their covariances are those of one trajectory, divided by M. An answer is
 * with r̃ the centred discounted rewards and x_t = 1 − Π_{h≤t} ρ_h, or Π_{h≤t} ρ_h times the score of the first t steps, a U-statistic of order two,
 * (1/M) Σ_i ⟨r̃_i, x_i⟩ − 1/(M(M−1)) Σ_{i≠j} ⟨r̃_i, x_j⟩, whose second sum is uncorrelated with everything else.
 */
export const outerCovariance = (
  support: TrajectorySupport,
  discount: number,
  trajectories: number,
): ((parameters: Vector, questions: readonly Question[]) => Matrix) => {
  const rewards = discountedRewards(support.batch, discount);
  const gradients = weightedCountsOfEach(support, rewards);
  return (parameters, questions) => {
    const probabilities = trajectoryProbabilities(support, parameters);
    const reward = trajectories === 1 ? rewards : centreRows(rewards, support.batch.steps, probabilities);
    const lacks = questions.flatMap((question) => answers(support, parameters, question));
    const single = covariance(
      features(support, rewards, gradients, parameters, reward, lacks),
      parameters.length + 1 + lacks.length,
      probabilities,
    );
    const first = parameters.length + 1;
    const data = Float64Array.from(single.data, (x) => x / trajectories);
    if (trajectories > 1)
      addPairs(data, single.columns, first, trajectories, pairCovariances(reward, lacks, probabilities));
    return { ...single, data };
  };
};

/** Σ_h w_h at the state-action pair of step h, w the reward-to-go; T × S·A. */
const weightedCountsOfEach = (support: TrajectorySupport, discounted: Vector): Float64Array => {
  const { batch, pairs, states, actions } = support;
  const out = new Float64Array(batch.trajectories * states * actions);
  for (let n = 0; n < batch.trajectories; n++) {
    let toGo = 0;
    for (let row = (n + 1) * batch.steps - 1; row >= n * batch.steps; row--) {
      toGo += discounted[row];
      out[n * states * actions + pairs[row]] += toGo;
    }
  }
  return out;
};

/** x for each number that answers a question; T × H each. */
const answers = (
  support: TrajectorySupport,
  parameters: Vector,
  { kind, parameters: other }: Question,
): readonly Float64Array[] => {
  const products = prefixProducts(support, parameters, other);
  return kind === 'value' ? [products.map((x) => 1 - x)] : reweightedScores(support, other, products);
};

/** Π_{h≤t} π(a_h|s_h; other) / π(a_h|s_h; parameters); T × H. */
const prefixProducts = (
  { batch, pairs, actions }: TrajectorySupport,
  parameters: Vector,
  other: Vector,
): Float64Array => {
  const pi = softmaxProbabilities(parameters, actions);
  // What has probability zero is multiplied by it later; the ratio must only stay a number.
  const ratio = softmaxProbabilities(other, actions).map((p, k) => (pi[k] > 0 ? p / pi[k] : 0));
  const out = new Float64Array(batch.trajectories * batch.steps);
  let product = 1;
  for (let row = 0; row < out.length; row++) {
    if (row % batch.steps === 0) product = 1;
    product *= ratio[pairs[row]];
    out[row] = product;
  }
  return out;
};

/** products_t Σ_{h≤t} ∇log π(a_h|s_h; other), coordinate by coordinate. */
const reweightedScores = (
  { batch, pairs, actions }: TrajectorySupport,
  other: Vector,
  products: Float64Array,
): readonly Float64Array[] => {
  const pi = softmaxProbabilities(other, actions);
  return Array.from(pi, (probability, coordinate) => {
    const state = Math.floor(coordinate / actions);
    const out = new Float64Array(products.length);
    let score = 0;
    for (let row = 0; row < out.length; row++) {
      if (row % batch.steps === 0) score = 0;
      if (pairs[row] === coordinate) score += 1;
      if (Math.floor(pairs[row] / actions) === state) score -= probability;
      out[row] = products[row] * score;
    }
    return out;
  });
};

/** What one trajectory contributes: its policy gradient, its return, ⟨r, x_k⟩ for each counterfactual; T × (d + 1 + K). */
const features = (
  support: TrajectorySupport,
  discounted: Vector,
  gradients: Float64Array,
  parameters: Vector,
  reward: Vector,
  lacks: readonly Float64Array[],
): Float64Array => {
  const { steps, trajectories } = support.batch;
  const d = parameters.length;
  const columns = d + 1 + lacks.length;
  const pi = softmaxProbabilities(parameters, support.actions);
  const out = new Float64Array(trajectories * columns);
  for (let n = 0; n < trajectories; n++) {
    for (let pair = 0; pair < d; pair++) out[n * columns + pair] = gradients[n * d + pair];
    for (let pair = 0; pair < d; pair++) {
      const state = pair - (pair % support.actions);
      const weight = gradients[n * d + pair];
      if (weight !== 0)
        for (let a = 0; a < support.actions; a++) out[n * columns + state + a] -= weight * pi[state + a];
    }
    for (let row = n * steps; row < (n + 1) * steps; row++) {
      out[n * columns + d] += discounted[row];
      for (let k = 0; k < lacks.length; k++) out[n * columns + d + 1 + k] += reward[row] * lacks[k][row];
    }
  }
  return out;
};

/**
 * E[⟨r̃_i, x^k_j⟩ ⟨r̃_i, x^l_j⟩] + E[⟨r̃_i, x^k_j⟩ ⟨r̃_j, x^l_i⟩] over independent i ≠ j, K × K. With E[r̃ r̃ᵀ] = Σ_m L_m L_mᵀ the first term is
 * Σ_m E[⟨L_m, x^k⟩ ⟨L_m, x^l⟩].
 */
const pairCovariances = (
  reward: Vector,
  lacks: readonly Float64Array[],
  probabilities: Float64Array,
): Float64Array => {
  const steps = reward.length / probabilities.length;
  const size = lacks.length;
  const columns = factorColumns({
    rows: steps,
    columns: steps,
    data: expectedSquares(reward, steps, probabilities),
  });
  const projected = new Float64Array(probabilities.length * size);
  const out = new Float64Array(size * size);
  for (const column of columns) {
    lacks.forEach((x, k) => {
      for (let n = 0; n < probabilities.length; n++) {
        let sum = 0;
        for (let t = 0; t < steps; t++) sum += column[t] * x[n * steps + t];
        projected[n * size + k] = sum;
      }
    });
    expectedSquares(projected, size, probabilities).forEach((x, index) => (out[index] += x));
  }
  const mixed = lacks.map((x) => expectedProducts(reward, x, steps, probabilities));
  mixed.forEach((x, k) => {
    mixed.forEach((y, l) => {
      let sum = 0;
      for (let t = 0; t < steps; t++)
        for (let u = 0; u < steps; u++) sum += y[t * steps + u] * x[u * steps + t];
      out[k * size + l] += sum;
    });
  });
  return out;
};

const addPairs = (
  data: Float64Array,
  columns: number,
  first: number,
  trajectories: number,
  pairs: Float64Array,
): void => {
  const size = columns - first;
  pairs.forEach((x, index) => {
    const [k, l] = [Math.floor(index / size), index % size];
    data[(first + k) * columns + first + l] += x / (trajectories * (trajectories - 1));
  });
};
