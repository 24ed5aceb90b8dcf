import type { TrajectoryBatch } from '@sgmrl/rollouts';

/**
 * A small finite MDP and its enumeration in plain arrays: an oracle that shares no code with the
 * estimators. Parameters are logits θ[s·A + a]; rewards are r(s, a).
 */
export interface Mdp {
  readonly states: number;
  readonly actions: number;
  readonly horizon: number;
  readonly discount: number;
  readonly initial: readonly number[];
  readonly transitions: readonly (readonly (readonly number[])[])[];
  readonly rewards: readonly (readonly number[])[];
}

export interface Trajectory {
  readonly states: readonly number[];
  readonly actions: readonly number[];
  readonly rewards: readonly number[];
}

export type Parameters = ArrayLike<number>;

export const probabilities = ({ actions }: Mdp, theta: Parameters, s: number): readonly number[] => {
  const exps = Array.from({ length: actions }, (_, a) => Math.exp(theta[s * actions + a]));
  const total = exps.reduce((x, y) => x + y);
  return exps.map((e) => e / total);
};

/** Every trajectory. */
export const trajectories = (mdp: Mdp): readonly Trajectory[] => {
  const extend = (t: Trajectory, s: number): readonly Trajectory[] =>
    Array.from({ length: mdp.actions }, (_, a) => ({
      states: [...t.states, s],
      actions: [...t.actions, a],
      rewards: [...t.rewards, mdp.rewards[s][a]],
    }));
  const start: Trajectory = { states: [], actions: [], rewards: [] };
  const all = Array.from({ length: mdp.states }, (_, s) => s);
  return Array.from({ length: mdp.horizon }).reduce<readonly Trajectory[]>(
    (partial) => partial.flatMap((t) => all.flatMap((s) => extend(t, s))),
    [start],
  );
};

/** q(τ; θ) */
export const probability = (mdp: Mdp, theta: Parameters, t: Trajectory): number =>
  t.states.reduce(
    (p, s, h) =>
      p *
      (h === 0 ? mdp.initial[s] : mdp.transitions[t.states[h - 1]][t.actions[h - 1]][s]) *
      probabilities(mdp, theta, s)[t.actions[h]],
    1,
  );

/** J(θ) by backward induction. */
export const expectedReturn = (mdp: Mdp, theta: Parameters): number => {
  let value = mdp.initial.map(() => 0);
  for (let h = 0; h < mdp.horizon; h++) {
    const next = value;
    value = mdp.initial.map((_, s) =>
      probabilities(mdp, theta, s).reduce((sum, p, a) => {
        const expected = mdp.transitions[s][a].reduce((e, q, s2) => e + q * next[s2], 0);
        return sum + p * (mdp.rewards[s][a] + mdp.discount * expected);
      }, 0),
    );
  }
  return value.reduce((sum, v, s) => sum + mdp.initial[s] * v, 0);
};

/** Σ_h x_h ∇log π(a_h|s_h), with x given per step. */
export const weightedScore = (mdp: Mdp, theta: Parameters, t: Trajectory, x: readonly number[]): number[] => {
  const score = new Array<number>(mdp.states * mdp.actions).fill(0);
  t.states.forEach((s, h) => {
    probabilities(mdp, theta, s).forEach((p, a) => {
      score[s * mdp.actions + a] += x[h] * ((a === t.actions[h] ? 1 : 0) - p);
    });
  });
  return score;
};

/** Σ_{t≥h} γ^t r_t for each h. */
export const rewardToGo = (mdp: Mdp, t: Trajectory): readonly number[] =>
  t.rewards.map((_, h) => t.rewards.reduce((sum, r, u) => (u >= h ? sum + mdp.discount ** u * r : sum), 0));

/** U(θ, D) with reward-to-go weights. */
export const adapted = (
  mdp: Mdp,
  theta: Parameters,
  batch: readonly Trajectory[],
  alpha: number,
): number[] => {
  const next = Array.from(theta);
  for (const t of batch) {
    weightedScore(mdp, theta, t, rewardToGo(mdp, t)).forEach((x, i) => {
      next[i] += (alpha / batch.length) * x;
    });
  }
  return next;
};

/**
 * All ordered batches of n trajectories with positive probability, with their probabilities under
 * θ.
 */
export const batches = (
  mdp: Mdp,
  theta: Parameters,
  n: number,
): readonly { readonly batch: readonly Trajectory[]; readonly p: number }[] => {
  const single = trajectories(mdp)
    .map((t) => ({ batch: [t], p: probability(mdp, theta, t) }))
    .filter(({ p }) => p > 0);
  return Array.from({ length: n - 1 }).reduce<readonly { batch: readonly Trajectory[]; p: number }[]>(
    (soFar) => soFar.flatMap((x) => single.map((y) => ({ batch: [...x.batch, ...y.batch], p: x.p * y.p }))),
    single,
  );
};

/** V_ζ(θ) = E_{D^1…D^ζ} J(θ^ζ) by enumeration. */
export const metaObjective = (mdp: Mdp, theta: Parameters, n: number, alpha: number, zeta: number): number =>
  zeta === 0
    ? expectedReturn(mdp, theta)
    : batches(mdp, theta, n).reduce(
        (sum, { batch, p }) =>
          sum + p * metaObjective(mdp, adapted(mdp, theta, batch, alpha), n, alpha, zeta - 1),
        0,
      );

/** Central differences of a function of θ, extrapolated once (error O(h⁴)). */
export const differentiate = (f: (theta: Parameters) => number, theta: Parameters, h = 1e-3): number[] =>
  Array.from(theta, (_, i) => {
    const at = (step: number) => f(Array.from(theta, (x, j) => (i === j ? x + step : x)));
    const slope = (step: number) => (at(step) - at(-step)) / (2 * step);
    return (4 * slope(h / 2) - slope(h)) / 3;
  });

/** The same trajectories as the estimators' batch. */
export const toBatch = (batch: readonly Trajectory[]): TrajectoryBatch => {
  const steps = batch[0].states.length;
  const rows = batch.length * steps;
  const flat = (column: (t: Trajectory) => readonly number[]) => Float64Array.from(batch.flatMap(column));
  return {
    trajectories: batch.length,
    steps,
    observations: { rows, columns: 1, data: flat((t) => t.states) },
    actions: { rows, columns: 1, data: flat((t) => t.actions) },
    rewards: flat((t) => t.rewards),
    mask: new Float64Array(rows).fill(1),
    lengths: batch.map(() => steps),
  };
};

/** Two states, two actions, two steps, nothing special. */
export const smallMdp: Mdp = {
  states: 2,
  actions: 2,
  horizon: 2,
  discount: 0.9,
  initial: [0.6, 0.4],
  transitions: [
    [
      [0.7, 0.3],
      [0.2, 0.8],
    ],
    [
      [0.5, 0.5],
      [0.9, 0.1],
    ],
  ],
  rewards: [
    [0.1, 1],
    [0.8, 0.3],
  ],
};

export const smallTheta: readonly number[] = [0.3, -0.2, 0.5, 0.1];
