import { power } from '@sgmrl/elementary';
import { sizeOf, type TabularMdp } from '@sgmrl/environments';
import {
  adapt,
  innerStep,
  maml,
  outerEstimate,
  type AdaptationTrace,
  type Algorithm,
  type InnerStep,
  type OuterEstimate,
} from '@sgmrl/estimators';
import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import { rewardToGo, select, type TrajectoryBatch } from '@sgmrl/rollouts';
import {
  asAlgorithm,
  countTrajectories,
  sequences,
  trajectoryProbabilities,
  trajectorySupport,
  type Setting,
  type TrajectorySupport,
} from '@sgmrl/theory';
import { axpy, scale, zeros, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { mdps, mdpsOfSize } from './arbitraries';
import { cutAtEnds, withEnd } from './early-end';

/**
 * All that an estimator of the meta-gradient may look at: a task's adaptation and its outer
 * data.
 */
export interface EvaluatedTrace extends AdaptationTrace {
  /** θ^ζ */
  readonly adapted: Vector;
  /** D_o ~ q(·; θ^ζ), from which `outer` was made. */
  readonly evaluation: TrajectoryBatch;
}

/**
 * An estimator of the meta-gradient, as the laws take it: of s∇V, where s is the scale of
 * everything in the outer estimate. One that reads the outer batch itself multiplies by
 * `outer.scale`. The laws hand it an algorithm whose sizes they choose and whose variant is MAML's,
 * so `metaGradient` itself is MAML here, and another variant is `(policy, algorithm) =>
 * metaGradient(policy, { ...algorithm, estimator: 'sg-mrl' })`.
 */
export type Estimator = (policy: Policy, algorithm: Algorithm) => (trace: EvaluatedTrace) => Vector;

/** A finite MDP, logits of the tabular softmax policy, and the sizes of the batches. */
export interface EstimationProblem {
  /** The one task. */
  readonly mdp: TabularMdp;
  /** θ, flat, state-major. */
  readonly logits: readonly number[];
  /** α, γ, ζ, N, M and the inner weights. */
  readonly setting: Setting;
  /**
   * s: everything in the outer estimate is multiplied by it, as outer weights of a scale of their
   * own do.
   */
  readonly outerScale: number;
}

const logitsOf = (size: number): fc.Arbitrary<readonly number[]> =>
  fc.array(
    fc.integer({ min: -12, max: 12 }).map((n) => n / 8),
    { minLength: size, maxLength: size },
  );

/** The greatest N and M of a problem, and the most data that it may take to enumerate one. */
const largestBatch = 5;
const dataLimit = 1024;

const batchSizes = Array.from({ length: largestBatch * largestBatch }, (_, i) => ({
  trajectories: 1 + Math.floor(i / largestBatch),
  evaluationTrajectories: 1 + (i % largestBatch),
}));

/**
 * N, from the least on, and M for which ζ inner batches and an outer batch can be drawn in few
 * enough ways; one of each at any rate, if one will do.
 */
const sizesFor = (mdp: TabularMdp, innerSteps: number, least: number): typeof batchSizes => {
  const kinds = countTrajectories(mdp);
  return batchSizes.filter(
    ({ trajectories, evaluationTrajectories }, i) =>
      trajectories >= least &&
      (i === 0 || power(kinds, innerSteps * trajectories + evaluationTrajectories) <= dataLimit),
  );
};

/**
 * Throws a RangeError unless estimators of batches with at least so many trajectories can be
 * judged.
 */
export const checkLeast = (least: number): void => {
  if (!(Number.isInteger(least) && least >= 1 && least <= largestBatch))
    throw new RangeError(
      `leastTrajectories: expected an integer from 1 to ${String(largestBatch)}, found ${String(least)}`,
    );
};

const checkMaximum = (maximumInnerSteps: number): void => {
  if (maximumInnerSteps !== 1 && maximumInnerSteps !== 2)
    throw new RangeError(`maximumInnerSteps: expected 1 or 2, found ${String(maximumInnerSteps)}`);
};

/** Throws a RangeError unless a program handed over a function. */
export const checkEstimator = (estimator: Estimator): void => {
  if (typeof estimator !== 'function')
    throw new RangeError(`estimator: expected a function, found ${String(estimator)}`);
};

const smallMdps = fc.oneof(
  mdps({ states: 2, actions: 2, horizon: 2 }),
  mdpsOfSize({ states: 2, actions: 2, horizon: 2 }).map(withEnd),
);

/**
 * Random problems, small enough that all data can be enumerated: up to 2 states, 2 actions and 2
 * steps. In half of them the last state is an end: it earns nothing and is never left, and
 * trajectories stop there. N and M are up to 5, and such that all data can be drawn in at most 2¹⁰
 * ways, if not N = M = 1: with one inner step both reach 5 where there are 2 trajectories, and N +
 * M reaches 5 where there are 4. α is in {¼, …, 2}, γ in {½, ¾, 1}, the outer scale s in {¼, 1, 3}.
 *
 * @param leastTrajectories the least N, from 1 to 5. The larger it is, the fewer trajectories the
 *   MDPs have.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { estimationProblems } from '@sgmrl/laws';
 * import { adaptedValue, countTrajectories } from '@sgmrl/theory';
 * import * as fc from 'fast-check';
 * fc.assert(
 *   fc.property(estimationProblems(), ({ mdp, setting }) => {
 *     ok(countTrajectories(mdp) <= (2 * 2) ** 2); // states and actions, twice
 *     ok(Math.max(setting.trajectories, setting.evaluationTrajectories) <= 5);
 *     ok(adaptedValue(mdp, setting)._tag === 'Right'); // V_ζ is known exactly
 *   }),
 * );
 * ```
 */
export const estimationProblems = (
  maximumInnerSteps: 1 | 2 = 2,
  leastTrajectories = 1,
): fc.Arbitrary<EstimationProblem> => {
  checkLeast(leastTrajectories);
  checkMaximum(maximumInnerSteps);
  return fc
    .record({
      mdp: smallMdps,
      innerSteps: fc.integer({ min: 1, max: maximumInnerSteps }),
      quarters: fc.integer({ min: 1, max: 8 }),
      discount: fc.constantFrom(0.5, 0.75, 1),
    })
    .map((parts) => ({ ...parts, sizes: sizesFor(parts.mdp, parts.innerSteps, leastTrajectories) }))
    .filter(({ sizes }) => sizes.length > 0)
    .chain(({ mdp, innerSteps, quarters, discount, sizes: fitting }) => {
      const { states, actions } = sizeOf(mdp);
      return fc.record({
        mdp: fc.constant(mdp),
        logits: logitsOf(states * actions),
        setting: fc.constantFrom(...fitting).map((sizes): Setting => ({
          ...sizes,
          innerSteps,
          stepSize: quarters / 4,
          discount,
          innerWeights: rewardToGo,
        })),
        outerScale: fc.constantFrom(1, 0.25, 3),
      });
    });
};

/** A problem with policy, algorithm and all trajectories in place, those cut that reach an end. */
export interface Prepared {
  readonly policy: Policy;
  readonly algorithm: Algorithm;
  readonly support: TrajectorySupport;
}

export const prepare = ({ mdp, setting }: EstimationProblem): Prepared => {
  const { states, actions } = sizeOf(mdp);
  const support = trajectorySupport(mdp);
  if (support._tag === 'Left') throw new Error('an estimation problem too large to enumerate');
  return {
    policy: tabularSoftmax(states, actions),
    algorithm: asAlgorithm(setting, maml),
    support: { ...support.right, batch: cutAtEnds(mdp, support.right.batch) },
  };
};

/** The outer estimate times s. */
export const timesScale = (s: number, outer: OuterEstimate): OuterEstimate => ({
  scale: s * outer.scale,
  gradient: scale(s, outer.gradient),
  value: s * outer.value,
  valueAbove: (counterfactual) => s * outer.valueAbove(counterfactual),
  gradientAt: (counterfactual) => scale(s, outer.gradientAt(counterfactual)),
});

/**
 * E[Ĝ] over every sequence of inner batches and every outer batch, in every order: an
 * estimator need not treat all trajectories alike.
 */
export const expectationOf = (estimator: Estimator, problem: EstimationProblem): Vector => {
  const { policy, algorithm, support } = prepare(problem);
  const estimate = estimator(policy, algorithm);
  const readEvaluation = outerEstimate(policy, algorithm);
  const batches = (size: number) =>
    sequences(support.batch.trajectories, size).map((indices) => ({
      indices,
      batch: select(support.batch, indices),
    }));
  const inner = batches(algorithm.trajectories);
  const evaluations = batches(algorithm.evaluationTrajectories);
  let sum = zeros(problem.logits.length);
  const visit = (steps: readonly InnerStep[], parameters: Vector, probability: number): void => {
    const single = trajectoryProbabilities(support, parameters);
    const probabilityOf = (indices: readonly number[]): number =>
      indices.reduce((p, n) => p * single[n], probability);
    if (steps.length < algorithm.innerSteps)
      for (const { indices, batch } of inner) {
        const step = innerStep(algorithm)(parameters, batch);
        visit([...steps, step], adapt(policy, algorithm)(step), probabilityOf(indices));
      }
    else
      for (const { indices, batch: evaluation } of evaluations) {
        const outer = timesScale(problem.outerScale, readEvaluation(parameters, evaluation));
        const found = estimate({ steps, outer, adapted: parameters, evaluation });
        sum = axpy(probabilityOf(indices), found, sum);
      }
  };
  visit([], problem.logits, 1);
  return sum;
};

/** A problem, and which trajectories happen to be drawn. */
export interface Draw {
  /** Whose N and M are those of the draw. */
  readonly problem: EstimationProblem;
  /** Chooses the trajectories of each inner batch; large numbers wrap around. */
  readonly inner: readonly (readonly number[])[];
  /** Chooses those of the outer batch. */
  readonly evaluation: readonly number[];
}

/** Enough for parts that treat four trajectories, or four groups of them, apart. */
const largestDraw = 8;

const picks = fc.array(fc.nat(1000), { minLength: largestDraw, maxLength: largestDraw });

/** Random problems with random data: N from the least to the given number, M up to eight. */
export const drawsUpTo = (trajectories: number, least = 1): fc.Arbitrary<Draw> =>
  fc
    .record({
      problem: estimationProblems(),
      inner: fc.array(picks, { minLength: 2, maxLength: 2 }),
      evaluation: picks,
      size: fc.integer({ min: least, max: Math.min(trajectories, largestDraw) }),
      evaluationSize: fc.integer({ min: 1, max: largestDraw }),
    })
    .map(({ problem, inner, evaluation, size, evaluationSize }) => ({
      problem: {
        ...problem,
        setting: { ...problem.setting, trajectories: size, evaluationTrajectories: evaluationSize },
      },
      inner: inner.slice(0, problem.setting.innerSteps).map((batch) => batch.slice(0, size)),
      evaluation: evaluation.slice(0, evaluationSize),
    }));

/** Random problems with random data; batches of up to eight trajectories. */
export const draws: fc.Arbitrary<Draw> = drawsUpTo(largestDraw);

/** A draw, and other orders of its trajectories. */
export interface ReorderedDraw {
  readonly draw: Draw;
  /** The same trajectories in each batch, in other places. */
  readonly reordered: Draw;
}

const orders = fc.shuffledSubarray(
  Array.from({ length: largestDraw }, (_, place) => place),
  { minLength: largestDraw },
);

/**
 * Draws of so many inner trajectories, from the least on, and each batch of them in an order of its
 * own.
 */
export const reorderedDraws = (trajectories: number, least = 1): fc.Arbitrary<ReorderedDraw> =>
  fc
    .record({
      draw: drawsUpTo(trajectories, least),
      places: fc.array(orders, { minLength: 3, maxLength: 3 }),
    })
    .map(({ draw, places }) => {
      const reorder = (drawn: readonly number[], order: readonly number[]): readonly number[] =>
        order.filter((place) => place < drawn.length).map((place) => drawn[place]);
      return {
        draw,
        reordered: {
          ...draw,
          inner: draw.inner.map((drawn, t) => reorder(drawn, places[t])),
          evaluation: reorder(draw.evaluation, places[2]),
        },
      };
    });

/** Two states, two actions, two steps; every trajectory earns something else. */
const plainProblem = (size: number): EstimationProblem => ({
  mdp: {
    initial: [0.5, 0.5],
    transitions: [0, 1].map((state) =>
      [0, 1].map((action) => (state === action ? [0.25, 0.75] : [0.5, 0.5])),
    ),
    rewards: [
      [1, -0.5],
      [0.25, 2],
    ],
    horizon: 2,
  },
  logits: [0.5, -0.25, 0, 0.75],
  setting: {
    innerSteps: 2,
    trajectories: size,
    evaluationTrajectories: size,
    stepSize: 0.5,
    discount: 0.75,
    innerWeights: rewardToGo,
  },
  outerScale: 1,
});

/**
 * For N = M from two to five, at most the given number and the least at least: different
 * trajectories in each batch, and then the last of them in the first place and the others one place
 * on.
 */
export const rotatedDraws = (trajectories: number, least = 1): readonly ReorderedDraw[] =>
  [2, 3, 4, 5]
    .filter((size) => size >= least && size <= trajectories)
    .map((size) => {
      const batch = (from: number): readonly number[] => Array.from({ length: size }, (_, n) => from + 3 * n);
      const rotated = (drawn: readonly number[]): readonly number[] =>
        drawn.map((_, n) => drawn[(n + size - 1) % size]);
      const draw = { problem: plainProblem(size), inner: [batch(0), batch(5)], evaluation: batch(10) };
      const reordered = {
        ...draw,
        inner: draw.inner.map(rotated),
        evaluation: rotated(draw.evaluation),
      };
      return { draw, reordered };
    });

/** What a draw changes on its way to the estimator. */
export interface Changes {
  /** Applied to the inner and outer batches. */
  readonly batch?: (batch: TrajectoryBatch) => TrajectoryBatch;
  /** Applied to the outer batch alone. */
  readonly evaluation?: (batch: TrajectoryBatch) => TrajectoryBatch;
}

/** The trace of a draw; the same draw and changes give the same trace. */
export const traceOf = (
  { policy, algorithm, support }: Prepared,
  { problem, inner, evaluation }: Draw,
  { batch: change = (batch) => batch, evaluation: changeEvaluation = (batch) => batch }: Changes = {},
): EvaluatedTrace => {
  const pick = (picks: readonly number[]): TrajectoryBatch =>
    change(
      select(
        support.batch,
        picks.map((n) => n % support.batch.trajectories),
      ),
    );
  const steps: InnerStep[] = [];
  let adapted: Vector = problem.logits;
  for (const picks of inner) {
    const step = innerStep(algorithm)(adapted, pick(picks));
    steps.push(step);
    adapted = adapt(policy, algorithm)(step);
  }
  const batch = changeEvaluation(pick(evaluation));
  const outer = timesScale(problem.outerScale, outerEstimate(policy, algorithm)(adapted, batch));
  return { steps, adapted, evaluation: batch, outer };
};
