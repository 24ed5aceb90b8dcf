import { interval, type Interval } from '@sgmrl/codecs';
import { exp, log } from '@sgmrl/elementary';
import { normal, quantileIndex, uniform } from '@sgmrl/prng';
import type { Matrix, Vector } from '@sgmrl/vector';
import { checkActionRows, checkBounded, checkIndices, checkLength, checkRows, checkSize } from './checks';
import type { Policy, StateActions } from './policy';
import { indices } from './policy-spaces';

/** Standard deviations of the initial logits. */
export const initialScales: Interval = interval(0, 100);

/**
 * The softmax policy of a finite MDP, in float64 closed form: π(a|s; θ) = exp θ_sa / Σ_b exp θ_sb.
 *
 * θ holds the logits state by state: entry s·`actions` + a. An observation is one column with the
 * state's index, an action one column with the action's. `initialize` draws independent logits of
 * standard deviation `initialScale`, in [0, 100]; at the default 0 the policy starts uniform. Sizes
 * and indices that do not fit throw a RangeError.
 *
 * With π_s the probabilities at state s and e_a the unit vector of action a, everything happens in
 * the block of s: the score is e_a − π_s, its derivative along v is v_sa − ⟨π_s, v_s⟩, and the
 * Hessian of log π is −(diag π_s − π_s π_sᵀ), which does not depend on the action.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { tabularSoftmax } from '@sgmrl/policies';
 * const policy = tabularSoftmax(2, 2);
 * const column = (...data: number[]) => ({ rows: data.length, columns: 1, data });
 * const data = { observations: column(0, 1), actions: column(1, 1) };
 * // At θ = 0 both actions have probability 1/2, so a row of weight w contributes w·(e_a − ½).
 * deepStrictEqual([...Array.from(policy.weightedScore([0, 0, 0, 0], data, [2, 4]))], [-1, 1, -2, 2]);
 * ```
 */
export const tabularSoftmax = (states: number, actions: number, initialScale = 0): Policy => {
  checkSize('tabularSoftmax: states', states);
  checkSize('tabularSoftmax: actions', actions);
  checkBounded('tabularSoftmax: initialScale', initialScales, initialScale);
  const dimension = states * actions;

  const checkStates = (observations: Matrix): void => {
    checkRows('observations', observations, 1);
    checkIndices('observations', observations.data, states);
  };

  /**
   * The rows that were found to fit last, most often those asked for next: estimators stay at one
   * batch for many calls.
   */
  let fitting: StateActions | undefined;
  const check = (data: StateActions): void => {
    if (fitting?.observations === data.observations && fitting.actions === data.actions) return;
    checkStates(data.observations);
    checkActionRows(data, 1);
    checkIndices('actions', data.actions.data, actions);
    fitting = data;
  };

  /** π(a|s) for all states and actions, in the layout of θ. */
  const probabilitiesAt = (parameters: Vector): Float64Array => {
    const out = new Float64Array(dimension);
    for (let start = 0; start < dimension; start += actions) {
      const end = start + actions;
      let greatest = parameters[start];
      for (let i = start + 1; i < end; i += 1) if (parameters[i] > greatest) greatest = parameters[i];
      let total = 0;
      for (let i = start; i < end; i += 1) total += out[i] = exp(parameters[i] - greatest);
      for (let i = start; i < end; i += 1) out[i] /= total;
    }
    return out;
  };

  /**
   * π at the parameters asked for last, most often those asked for next: estimators stay at one θ
   * for many calls.
   */
  let last: { readonly parameters: Vector; readonly pi: Float64Array } | undefined;
  const probabilities = (parameters: Vector): Float64Array => {
    if (last?.parameters === parameters) return last.pi;
    checkLength('parameters', parameters, dimension);
    last = { parameters, pi: probabilitiesAt(parameters) };
    return last.pi;
  };

  /** log Σ_b exp θ_sb for each state. */
  const logNormalizers = (parameters: Vector): Float64Array => {
    const out = new Float64Array(states);
    for (let s = 0, start = 0; s < states; s += 1, start += actions) {
      const end = start + actions;
      let greatest = parameters[start];
      for (let i = start + 1; i < end; i += 1) if (parameters[i] > greatest) greatest = parameters[i];
      let total = 0;
      for (let i = start; i < end; i += 1) total += exp(parameters[i] - greatest);
      out[s] = greatest + log(total);
    }
    return out;
  };

  /** ⟨π_s, v_s⟩ for each state. */
  const means = (pi: Vector, direction: Vector): Float64Array => {
    checkLength('direction', direction, dimension);
    const out = new Float64Array(states);
    for (let s = 0, i = 0; s < states; s += 1) {
      let total = 0;
      for (const end = i + actions; i < end; i += 1) total += pi[i] * direction[i];
      out[s] = total;
    }
    return out;
  };

  /** The total weight of each state's rows. */
  const stateWeights = ({ observations }: StateActions, weights: Vector): Float64Array => {
    checkLength('weights', weights, observations.rows);
    const out = new Float64Array(states);
    const index = observations.data;
    for (let k = 0; k < observations.rows; k += 1) out[index[k]] += weights[k];
    return out;
  };

  /** out += Σ_k w_k (e_{a_k} − π_{s_k}) */
  const addScore = (out: Float64Array, pi: Vector, data: StateActions, weights: Vector): Float64Array => {
    const state = data.observations.data;
    const action = data.actions.data;
    for (let k = 0; k < data.observations.rows; k += 1) out[state[k] * actions + action[k]] += weights[k];
    const total = stateWeights(data, weights);
    for (let s = 0, i = 0; s < states; s += 1)
      for (const end = i + actions; i < end; i += 1) out[i] -= total[s] * pi[i];
    return out;
  };

  /** −Σ_k w_k (diag π_{s_k} − π_{s_k} π_{s_k}ᵀ) v */
  const curvature = (
    pi: Vector,
    mean: Vector,
    data: StateActions,
    weights: Vector,
    direction: Vector,
  ): Float64Array => {
    const out = new Float64Array(dimension);
    const total = stateWeights(data, weights);
    for (let s = 0, i = 0; s < states; s += 1)
      for (const end = i + actions; i < end; i += 1) out[i] = -total[s] * pi[i] * (direction[i] - mean[s]);
    return out;
  };

  /** v_{s_k a_k} − ⟨π_{s_k}, v_{s_k}⟩ for each row. */
  const directional = (mean: Vector, { observations, actions: chosen }: StateActions, direction: Vector) => {
    const out = new Float64Array(observations.rows);
    for (let k = 0; k < out.length; k += 1) {
      const s = observations.data[k];
      out[k] = direction[s * actions + chosen.data[k]] - mean[s];
    }
    return out;
  };

  return {
    name: `tabular-softmax(${states}×${actions})`,
    precision: 'float64',
    observationSpace: indices(states),
    actionSpace: indices(actions),
    dimension,
    blocks: [{ name: 'logits', shape: [states, actions] }],
    initialize: (key) =>
      initialScale === 0
        ? new Float64Array(dimension)
        : Float64Array.from(normal(key, dimension), (z) => initialScale * z),
    sample: (parameters, observations, key) => {
      checkStates(observations);
      const pi = probabilities(parameters);
      const u = uniform(key, observations.rows);
      const data = new Float64Array(observations.rows);
      for (let k = 0; k < data.length; k += 1)
        data[k] = quantileIndex(pi, observations.data[k] * actions, actions, u[k]);
      return { rows: observations.rows, columns: 1, data };
    },
    logProbability: (parameters, data) => {
      check(data);
      checkLength('parameters', parameters, dimension);
      const { observations, actions: chosen } = data;
      const normalizer = logNormalizers(parameters);
      const out = new Float64Array(observations.rows);
      for (let k = 0; k < out.length; k += 1) {
        const s = observations.data[k];
        out[k] = parameters[s * actions + chosen.data[k]] - normalizer[s];
      }
      return out;
    },
    weightedScore: (parameters, data, weights) => {
      check(data);
      return addScore(new Float64Array(dimension), probabilities(parameters), data, weights);
    },
    weightedScores: (parameters, data, weights) => {
      check(data);
      const pi = probabilities(parameters);
      return weights.map((w) => addScore(new Float64Array(dimension), pi, data, w));
    },
    directionalDerivative: (parameters, data, direction) => {
      check(data);
      return directional(means(probabilities(parameters), direction), data, direction);
    },
    hessianVectorProduct: (parameters, data, weights, direction) => {
      check(data);
      const pi = probabilities(parameters);
      return curvature(pi, means(pi, direction), data, weights, direction);
    },
    curvatureAndScore: (parameters, data, weights, direction, scoreWeights) => {
      check(data);
      const pi = probabilities(parameters);
      const mean = means(pi, direction);
      return addScore(
        curvature(pi, mean, data, weights, direction),
        pi,
        data,
        scoreWeights(directional(mean, data, direction)),
      );
    },
  };
};
