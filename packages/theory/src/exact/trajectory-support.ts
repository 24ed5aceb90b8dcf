import { checkMdp, sizeOf, type TabularMdp } from '@sgmrl/environments';
import type { TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { softmaxProbabilities } from './softmax';
import type { TooLarge } from '../theory-error';

/** Trajectories that one enumeration may hold. */
const trajectoryLimit = 200_000;

/** Steps of one trajectory. */
const stepLimit = 1_000;

/** Steps of all of them together: numbers that are held for each are 40 bytes. */
const rowLimit = 10_000_000;

/**
 * Every trajectory that the environment allows, once, as one batch. Only the policy's share of
 * their probabilities depends on θ, so the support is enumerated once for all parameters.
 */
export interface TrajectorySupport {
  /** S, the states of the MDP. */
  readonly states: number;
  /** A, the actions in each state. */
  readonly actions: number;
  /** All T trajectories. */
  readonly batch: TrajectoryBatch;
  /** p(s_0) Π_h p(s_{h+1}|s_h, a_h) of each trajectory, T; positive. */
  readonly environment: Float64Array;
  /** s·A + a of each row. */
  readonly pairs: Int32Array;
}

/**
 * The number of trajectories (s_0, a_0, …, s_{H−1}, a_{H−1}) of positive environment probability.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { countTrajectories } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 20 };
 * strictEqual(countTrajectories(coin), 2 ** 20);
 * ```
 */
export const countTrajectories = (mdp: TabularMdp): number => {
  checkMdp(mdp);
  const paths = mdp.initial.map(() => 1);
  for (let h = mdp.horizon - 1; h >= 0; h--) {
    const after = h === mdp.horizon - 1 ? undefined : [...paths];
    mdp.transitions.forEach((rows, s) => {
      paths[s] = rows.reduce((sum, row) => sum + (after === undefined ? 1 : reachable(row, after)), 0);
    });
  }
  return reachable(mdp.initial, paths);
};

const reachable = (probabilities: readonly number[], paths: readonly number[]): number =>
  probabilities.reduce((sum, p, s) => sum + (p > 0 ? paths[s] : 0), 0);

/**
 * Enumerates the trajectories of a finite MDP, those of probability zero left out. Left when there
 * are more than 200 000, or when they are longer than 1000 steps or hold more than ten million in
 * all.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { trajectorySupport } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 2 };
 * const support = trajectorySupport(coin);
 * if (support._tag === 'Left') throw new Error('too large');
 * deepStrictEqual([...Array.from(support.right.batch.rewards)], [0, 0, 0, 1, 1, 0, 1, 1]);
 * ```
 */
export const trajectorySupport = (mdp: TabularMdp): E.Either<TooLarge, TrajectorySupport> => {
  checkMdp(mdp);
  const { horizon } = mdp;
  const tooLarge = (what: string, count: number, limit: number): E.Either<TooLarge, never> =>
    E.left({ kind: 'too-large', what, count, limit });
  if (horizon > stepLimit) return tooLarge('steps of a trajectory', horizon, stepLimit);
  const count = countTrajectories(mdp);
  if (count > trajectoryLimit) return tooLarge('trajectories', count, trajectoryLimit);
  return count * horizon > rowLimit
    ? tooLarge('steps of trajectories', count * horizon, rowLimit)
    : E.right(enumerate(mdp, count));
};

const enumerate = (mdp: TabularMdp, count: number): TrajectorySupport => {
  const { states, actions, horizon } = sizeOf(mdp);
  const stateData = new Float64Array(count * horizon);
  const actionData = new Float64Array(count * horizon);
  const environment = new Float64Array(count);
  const path = { states: new Float64Array(horizon), actions: new Float64Array(horizon) };
  let found = 0;

  const visit = (h: number, next: readonly number[], probability: number): void => {
    if (h === horizon) {
      stateData.set(path.states, found * horizon);
      actionData.set(path.actions, found * horizon);
      environment[found] = probability;
      found++;
      return;
    }
    next.forEach((p, s) => {
      if (p === 0) return;
      path.states[h] = s;
      for (let a = 0; a < actions; a++) {
        path.actions[h] = a;
        visit(h + 1, h + 1 === horizon ? [] : mdp.transitions[s][a], probability * p);
      }
    });
  };
  visit(0, mdp.initial, 1);

  const rows = count * horizon;
  const pairs = Int32Array.from(stateData, (s, row) => s * actions + actionData[row]);
  const flatRewards = mdp.rewards.flat();
  return {
    states,
    actions,
    environment,
    pairs,
    batch: {
      trajectories: count,
      steps: horizon,
      observations: { rows, columns: 1, data: stateData },
      actions: { rows, columns: 1, data: actionData },
      rewards: Float64Array.from(pairs, (pair) => flatRewards[pair]),
      mask: new Float64Array(rows).fill(1),
      lengths: Array.from({ length: count }, () => horizon),
    },
  };
};

/**
 * q(τ; θ) = p(s_0) Π_h π(a_h|s_h; θ) p(s_{h+1}|s_h, a_h) of every trajectory of the support, T.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { trajectoryProbabilities, trajectorySupport } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 2 };
 * const support = trajectorySupport(coin);
 * if (support._tag === 'Left') throw new Error('too large');
 * // Logits 0 and log 3: the rewarded side has probability ¾.
 * const q = trajectoryProbabilities(support.right, [0, Math.log(3)]);
 * ok([1, 3, 3, 9].every((x, i) => Math.abs(q[i] - x / 16) < 1e-15));
 * ```
 */
export const trajectoryProbabilities = (support: TrajectorySupport, logits: Vector): Float64Array => {
  const { environment, pairs, batch } = support;
  const pi = softmaxProbabilities(logits, support);
  const out = Float64Array.from(environment);
  for (let n = 0, row = 0; n < out.length; n++)
    for (const end = row + batch.steps; row < end; row++) out[n] *= pi[pairs[row]];
  return out;
};
