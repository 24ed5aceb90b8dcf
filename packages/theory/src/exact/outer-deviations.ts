import { discountedRewards } from '@sgmrl/rollouts';
import { scale, type Vector } from '@sgmrl/vector';
import { pairCovariances, rewardsAhead } from './pair-covariances';
import {
  innerProduct,
  prefixLevels,
  prefixProducts,
  prefixSums,
  processOf,
  sumsOverTrajectories,
  type PrefixLevel,
  type Process,
} from './prefix-tree';
import { centred, expectedSquares, factorColumns, product } from './second-moments';
import { softmaxProbabilities } from './softmax';
import { trajectoryProbabilities, type TrajectorySupport } from './trajectory-support';

/**
 * What an estimator asks about counterfactual parameters θ′: an estimate of J(θ) − J(θ′), or of
 * ∇J(θ′).
 */
export interface Counterfactual {
  readonly kind: 'value' | 'gradient';
  readonly parameters: Vector;
}

/** One way that all which an outer batch says may be off together. */
export interface OuterDeviation {
  /** Of the policy gradient ĝ, in R^d. */
  readonly gradient: Vector;
  /** Of the mean return Ĵ. */
  readonly value: number;
  /** Of each answer: one number for a value, d for a gradient. */
  readonly answers: readonly Vector[];
}

/**
 * The exact covariance, factored, of all that an outer batch of M trajectories tells an estimator:
 * of ĝ, Ĵ and the answers for counterfactuals with plain reward-to-go weights. It is Σ_k L_k L_kᵀ
 * over the deviations L_k, as many as its rank. Derived in docs/theory/exact-moments.md:
 *
 * ĝ and Ĵ are means over trajectories: their covariances are those of one trajectory, divided by M.
 * An answer is, with r̃ the centred discounted rewards and x_t = 1 − Π_{h≤t} ρ_h, or Π_{h≤t} ρ_h
 * times the score of the first t steps, a U-statistic of order two,
 * (1/M) Σ_i ⟨r̃_i, x_i⟩ − 1/(M(M−1)) Σ_{i≠j} ⟨r̃_i, x_j⟩, whose second sum is uncorrelated with
 * everything else.
 *
 * Gradients of a softmax policy sum to zero over the actions of a state: all but the last action of
 * each say it all.
 */
export const outerDeviations = (
  support: TrajectorySupport,
  discount: number,
  trajectories: number,
): ((parameters: Vector) => (counterfactuals: readonly Counterfactual[]) => readonly OuterDeviation[]) => {
  const { actions } = support;
  const levels = prefixLevels(support);
  const rewards = processOf(levels, discountedRewards(support.batch, discount));
  const returns = innerProduct(
    levels,
    rewards,
    rewards.map((r) => r.map(() => 1)),
  );
  return (parameters) => {
    const pi = softmaxProbabilities(parameters, support);
    const probabilities = sumsOverTrajectories(levels, trajectoryProbabilities(support, parameters));
    const single = probabilities[levels.length - 1];
    const scores = scoreTables(pi, actions).map((table) => prefixSums(levels, table));
    const own = [...scores.map((score) => innerProduct(levels, rewards, score)), returns].map((x) =>
      centred(x, single),
    );
    const reward = trajectories === 1 ? rewards : rewards.map((r, t) => centred(r, probabilities[t]));
    const ahead = rewardsAhead(levels, reward, probabilities);
    return (counterfactuals) => {
      const lacks = counterfactuals.flatMap((each) => answers(levels, actions, pi, each));
      const all = [...own, ...lacks.map((x) => centred(innerProduct(levels, reward, x), single))];
      const covariance = expectedSquares(all, single);
      if (trajectories > 1)
        addPairs(
          covariance,
          own.length,
          pairCovariances(reward, ahead, lacks, probabilities),
          trajectories - 1,
        );
      return factorColumns(covariance, all.length).map((column) =>
        deviation(scale(1 / Math.sqrt(trajectories), column), support, counterfactuals),
      );
    };
  };
};

/**
 * ∂log π(a|s)/∂θ_c for every pair (s, a), a table for each coordinate c but those of last actions.
 */
const scoreTables = (pi: Float64Array, actions: number): readonly Float64Array[] =>
  Array.from(pi.keys())
    .filter((c) => (c + 1) % actions !== 0)
    .map((c) => {
      const table = new Float64Array(pi.length);
      const start = c - (c % actions);
      table.fill(-pi[c], start, start + actions);
      table[c] += 1;
      return table;
    });

/** x for each number that answers for a counterfactual. */
const answers = (
  levels: readonly PrefixLevel[],
  actions: number,
  pi: Float64Array,
  { kind, parameters }: Counterfactual,
): readonly Process[] => {
  const other = softmaxProbabilities(parameters, { states: pi.length / actions, actions });
  // What has probability zero is multiplied by it later; the ratio must only stay a number.
  const ratio = other.map((p, k) => (pi[k] > 0 ? p / pi[k] : 0));
  const products = prefixProducts(levels, ratio);
  return kind === 'value'
    ? [products.map(lack)]
    : scoreTables(other, actions).map((table) =>
        prefixSums(levels, table).map((score, t) => product(products[t], score)),
      );
};

/** 1 − x */
const lack = (x: Float64Array): Float64Array => {
  const out = new Float64Array(x.length);
  for (let n = 0; n < out.length; n++) out[n] = 1 - x[n];
  return out;
};

/**
 * Adds the covariances of the second sum, less the factor 1/M that all have, to the rows and
 * columns from `first` on.
 */
const addPairs = (covariance: Float64Array, first: number, pairs: Float64Array, others: number): void => {
  const size = Math.sqrt(pairs.length);
  for (let k = 0; k < size; k++)
    for (let l = 0; l < size; l++)
      covariance[(first + k) * (first + size) + first + l] += pairs[k * size + l] / others;
};

/** Reads a column in the order of the numbers that it is made of. */
const deviation = (
  column: Float64Array,
  { states, actions }: TrajectorySupport,
  counterfactuals: readonly Counterfactual[],
): OuterDeviation => {
  let next = 0;
  const nextGradient = (): Float64Array => {
    const out = new Float64Array(states * actions);
    for (let c = 0, rest = 0; c < out.length; c++) {
      const last = (c + 1) % actions === 0;
      out[c] = last ? -rest : column[next++];
      rest = last ? 0 : rest + out[c];
    }
    return out;
  };
  return {
    gradient: nextGradient(),
    value: column[next++],
    answers: counterfactuals.map(({ kind }) => (kind === 'value' ? [column[next++]] : nextGradient())),
  };
};
