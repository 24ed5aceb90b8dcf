import { power } from '@sgmrl/elementary';
import { select, without, type StepWeights, type TrajectoryBatch, type Weighting } from '@sgmrl/rollouts';
import { returnGradient, sequences, trajectoryProbabilities } from '@sgmrl/theory';
import { axpy, norm, scale, subtract, zeros, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { estimationProblems, prepare, type EstimationProblem } from './estimator';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { bothHold, forEvery, holds, verdict, type Verdict } from './verdict';

/** Two batches of one size of step, and a discount γ. */
export interface WeightingExample {
  /** What is weighed. */
  readonly batch: TrajectoryBatch;
  /** What is fitted may be fitted to this one. */
  readonly other: TrajectoryBatch;
  /** γ */
  readonly discount: number;
}

const eighths = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: -8 * most, max: 8 * most }).map((n) => n / 8);

const vectorOf = (length: number): fc.Arbitrary<readonly number[]> =>
  fc.array(eighths(2), { minLength: length, maxLength: length });

/** Batches of 2 to 5 trajectories, of which some end early. */
const batchesOf = (steps: number): fc.Arbitrary<TrajectoryBatch> =>
  fc.array(fc.integer({ min: 1, max: steps }), { minLength: 2, maxLength: 5 }).chain((lengths) => {
    const rows = lengths.length * steps;
    const mask = lengths.flatMap((length) => Array.from({ length: steps }, (_, h) => (h < length ? 1 : 0)));
    const column = (data: readonly number[]) => ({ rows, columns: 1, data: data.map((x, i) => x * mask[i]) });
    return fc.tuple(vectorOf(rows), vectorOf(rows), vectorOf(rows)).map(([seen, done, paid]) => ({
      trajectories: lengths.length,
      steps,
      observations: column(seen),
      actions: column(done),
      rewards: column(paid).data,
      mask,
      lengths,
    }));
  });

const examples: fc.Arbitrary<WeightingExample> = fc.integer({ min: 1, max: 4 }).chain((steps) =>
  fc.record({
    batch: batchesOf(steps),
    other: batchesOf(steps),
    discount: fc.constantFrom(0.5, 0.9, 1),
  }),
);

/** ‖x − y‖ ≤ 10⁻⁸ (1 + ‖y‖): a baseline may be the solution of a linear system. */
const near = (what: string, x: Vector, y: Vector): Verdict => {
  const distance = x.length === y.length ? norm(subtract(x, y)) : Infinity;
  return verdict(
    distance <= 1e-8 * (1 + norm(y)),
    () => `${what}: expected ${fc.stringify([...Array.from(y)])}, found ${fc.stringify([...Array.from(x)])}`,
  );
};

const nearWeights = (what: string, x: StepWeights, y: StepWeights): Verdict =>
  bothHold(near(`w ${what}`, x.values, y.values), () => near(`s ${what}`, [x.scale], [y.scale]));

const wellFormed = (
  { values, scale: s, decay }: StepWeights,
  { mask }: TrajectoryBatch,
  stated: number,
): Verdict =>
  forEvery(
    [
      [values.length === mask.length, `${String(values.length)} weights for ${String(mask.length)} rows`],
      [values.every(Number.isFinite), `weights ${fc.stringify([...values])}`],
      [values.every((w, row) => mask[row] !== 0 || w === 0), 'a weight on padding'],
      [Number.isFinite(s) && s >= 0, `a scale of ${String(s)}`],
      [decay === stated && decay >= 0 && decay <= 1, `a decay of ${String(decay)}, stated ${String(stated)}`],
    ] as const,
    ([fits, found]) => verdict(fits, () => found),
  );

const rowsOf = ({ steps }: TrajectoryBatch, values: Vector, n: number): Vector =>
  Array.from(values).slice(n * steps, (n + 1) * steps);

/** A batch with one more of reward at a step. */
const paidMore = (batch: TrajectoryBatch, row: number): TrajectoryBatch => ({
  ...batch,
  rewards: Array.from(batch.rewards, (r, i) => (i === row ? r + 1 : r)),
});

/**
 * What a reward at step k adds: Δw_{h'} = κ^{h−h'} Δw_h for h' ≤ h ≤ k, as κ says of what comes
 * after an action.
 */
const fades = (weighting: Weighting, { batch, other, discount }: WeightingExample): Verdict => {
  const weigh = weighting.fit(discount)(other);
  const { decay } = weighting.facts(discount);
  const before = weigh(batch).values;
  return forEvery(batch.lengths, (length, n) =>
    forEvery(
      Array.from({ length }, (_, k) => k),
      (k) => {
        const after = weigh(paidMore(batch, n * batch.steps + k)).values;
        const added = rowsOf(batch, subtract(after, before), n);
        const shown = Array.from({ length: k + 1 }, (_, h) => added[h]);
        const said = shown.map((_, h) => power(decay, k - h) * added[k]);
        return near(`Δw of a reward at step ${String(k)}, κ = ${String(decay)}`, shown, said);
      },
    ),
  );
};

/** Another trajectory n: nothing of it but its length stays. */
const replaced = (batch: TrajectoryBatch, n: number): TrajectoryBatch => {
  const change = (data: Vector): readonly number[] =>
    Array.from(data, (x, row) => (Math.floor(row / batch.steps) === n ? (3 - x) * batch.mask[row] : x));
  return {
    ...batch,
    observations: { ...batch.observations, data: change(batch.observations.data) },
    actions: { ...batch.actions, data: change(batch.actions.data) },
    rewards: change(batch.rewards),
  };
};

const leavesOut = (weighting: Weighting, { batch, discount }: WeightingExample): Verdict => {
  const { leaveOneOut, fit } = weighting;
  if (leaveOneOut === undefined) return holds;
  return forEvery(batch.lengths, (_, n) => {
    const quick = leaveOneOut(discount)(batch)(n);
    const plain = fit(discount)(without(batch, n))(batch);
    const changed = replaced(batch, n);
    const others = batch.lengths.map((_length, m) => m).filter((m) => m !== n);
    return bothHold(nearWeights(`without trajectory ${String(n)}`, quick, plain), () =>
      forEvery(others, (m) =>
        verdict(
          sameData(
            rowsOf(batch, quick.values, m),
            rowsOf(batch, leaveOneOut(discount)(changed)(n).values, m),
          ),
          () => `weights of trajectory ${String(m)} depend on trajectory ${String(n)}, which is left out`,
        ),
      ),
    );
  });
};

/** E[(1/N) Σ_τ Σ_h w_h ∇log π] = s∇J for N = 1 and 2, all batches enumerated. */
const isUnbiased = (weighting: Weighting, problem: EstimationProblem): Verdict => {
  const { mdp, logits, setting } = problem;
  if (!weighting.facts(setting.discount).unbiased) return holds;
  const { policy, support } = prepare(problem);
  const probabilities = trajectoryProbabilities(support, logits);
  const { gradient } = returnGradient(mdp, setting.discount)(logits);
  return forEvery([1, 2], (size) => {
    let mean: Vector = zeros(logits.length);
    let expected: Vector = zeros(logits.length);
    for (const indices of sequences(support.batch.trajectories, size)) {
      const batch = select(support.batch, indices);
      const { values, scale: s } = weighting.fit(setting.discount)(batch)(batch);
      const probability = indices.reduce((product, i) => product * probabilities[i], 1);
      mean = axpy(probability / size, policy.weightedScore(logits, batch, values), mean);
      expected = axpy(probability, scale(s, gradient), expected);
    }
    return near(`the policy gradient of ${String(size)} trajectories, on average`, mean, expected);
  });
};

/**
 * The laws of a {@link Weighting}: what it says of itself in `facts` is true, and `fit` and
 * `leaveOneOut` are as their contract has them. Estimators rely on all of it. Batches have 2 to 5
 * trajectories of up to 4 steps, observations and actions of one number; where weights say that
 * they are unbiased, the policy gradient is enumerated on finite MDPs.
 *
 * @example
 * ```ts
 * import { assertLaw, weightingLaws } from '@sgmrl/laws';
 * import { fromWeightsSpec } from '@sgmrl/rollouts';
 * const advantages = fromWeightsSpec({ kind: 'advantage', lambda: 0.95 });
 * for (const law of weightingLaws(advantages)) assertLaw(law, { seed: 1, runs: 20 });
 * ```
 */
export const weightingLaws = (weighting: Weighting): readonly Law[] => {
  const rule = (name: string, statement: string, predicate: (example: WeightingExample) => Verdict): Law =>
    law({ name, statement, examples, predicate });
  return [
    rule(
      'shape of weights',
      'one finite number a row, zero on padding; s ≥ 0; κ in [0, 1] as stated',
      ({ batch, other, discount }) => {
        const { decay } = weighting.facts(discount);
        const fitTo = weighting.fit(discount);
        return forEvery([batch, other], (reference) => wellFormed(fitTo(reference)(batch), batch, decay));
      },
    ),
    rule(
      'pure weights',
      'the same batches give the same weights, and stay as they are',
      ({ batch, other, discount }) => {
        const before = structuredClone({ batch, other });
        const weigh = (): StepWeights => weighting.fit(discount)(other)(batch);
        const [first, second] = [weigh(), weigh()];
        return bothHold(
          verdict(sameData(first, second), () => `${fc.stringify(first)} and ${fc.stringify(second)}`),
          () => verdict(sameData(before, { batch, other }), () => 'a batch was changed'),
        );
      },
    ),
    rule(
      'trajectories apart',
      'once fitted, a trajectory is weighed without regard to those beside it',
      ({ batch, other, discount }) => {
        const weigh = weighting.fit(discount)(other);
        const together = weigh(batch);
        return forEvery(batch.lengths, (_, n) => {
          const alone = weigh(select(batch, [n]));
          const there = { ...together, values: Float64Array.from(rowsOf(batch, together.values, n)) };
          return nearWeights(`of trajectory ${String(n)} alone`, alone, there);
        });
      },
    ),
    rule(
      'fitted as stated',
      'weights that are not fitted are the same whatever batch they could be fitted to',
      ({ batch, other, discount }) =>
        weighting.facts(discount).fitted
          ? holds
          : nearWeights(
              'fitted to another batch',
              weighting.fit(discount)(other)(batch),
              weighting.fit(discount)(batch)(batch),
            ),
    ),
    rule(
      'scale as stated',
      's depends on the batch of weights that are normalised, and of no others',
      ({ batch, other, discount }) => {
        const fitTo = weighting.fit(discount);
        return weighting.facts(discount).normalised
          ? holds
          : near('s, fitted to another batch', [fitTo(other)(batch).scale], [fitTo(batch)(batch).scale]);
      },
    ),
    rule(
      'decay as stated',
      'a reward at step k adds κ^{h−h′} times as much to w_h′ as to w_h, h′ ≤ h ≤ k',
      (example) => fades(weighting, example),
    ),
    rule(
      'leaving one out',
      'leaveOneOut is fitting to the others, to the last bit blind to the one left out',
      (example) => leavesOut(weighting, example),
    ),
    law({
      name: 'unbiased as stated',
      statement: 'E[(1/N) Σ w ∇log π] = s∇J where weights say so',
      examples: estimationProblems(1),
      predicate: (problem) => isUnbiased(weighting, problem),
    }),
  ];
};
