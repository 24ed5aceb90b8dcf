import { checkFields } from '@sgmrl/codecs';
import type { TabularMdp } from '@sgmrl/environments';
import { checkAlgorithm, maml, type AdaptationTrace, type OuterEstimate } from '@sgmrl/estimators';
import { add, allFinite, norm, subtract, type Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { expectedReturn, returnGradient } from './dynamic-programming';
import { momentSum, type ExactMoments, type MomentSum } from './moment-sum';
import { outerDeviations, type OuterDeviation, type Counterfactual } from './outer-deviations';
import { asAlgorithm, type Setting } from '../setting';
import type { TooLarge } from '../theory-error';
import {
  adaptationsOf,
  countTraces,
  drawsFor,
  ordered,
  reordered,
  unordered,
  type Adapted,
  type Draws,
} from './traces';
import { trajectorySupport, type TrajectorySupport } from './trajectory-support';

/** Adaptation traces that one exact expectation may sum over. */
const traceLimit = 300_000;

/**
 * An estimator that reads the outer data through the `OuterEstimate` only, and is affine in it:
 * every one of the catalogue is. Its counterfactuals must not depend on the outer estimate.
 */
export interface TraceEstimator {
  /** What it is called in messages: its place unless given. */
  readonly name?: string;
  /** Ĝ of the data of a trace: S·A numbers. */
  readonly estimate: (trace: AdaptationTrace) => Vector;
  /**
   * The greatest N for which the order of the trajectories of an inner batch does not matter to it:
   * Infinity where it never does, 1 if nothing is known.
   */
  readonly exchangeableUpTo: number;
}

/**
 * The exact expectation and covariance of estimators over all data they can see: every sequence of
 * ζ inner batches of N trajectories is enumerated and handed to the very code that trains. The
 * outer batch D_o needs no enumeration: estimators are affine in what they are told of it, whose
 * mean (by dynamic programming) and covariance (`outerDeviations`) are known.
 *
 * Of T possible trajectories there are T^N batches. Where the order in them does not matter to an
 * estimator, all orders are counted at once, and (T + N − 1 choose N) batches do. Left when there
 * are more than 300 000 sequences of batches to go through.
 *
 * Throws a RangeError where MDP, setting or logits do not fit, an estimate changes its length, or
 * an estimator that claims that order does not matter gives another estimate for another order, of
 * a few that are tried.
 *
 * @example
 * ```ts
 * import { rewardToGo } from '@sgmrl/rollouts';
 * import { deepStrictEqual } from 'node:assert';
 * import { exactMoments } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const setting = { innerSteps: 1, stepSize: 1, discount: 1, trajectories: 2, evaluationTrajectories: 2, innerWeights: rewardToGo };
 * // The return of the first of two trajectories before adaptation is 0 or 1: mean ½, variance ¼.
 * const moments = exactMoments(coin, setting, [0, 0])([
 *   { estimate: ({ steps }) => [steps[0].batch.rewards[0]], exchangeableUpTo: 1 },
 * ]);
 * if (moments._tag === 'Left') throw new Error('too large');
 * const [{ expectation, totalVariance }] = moments.right;
 * deepStrictEqual([expectation[0], totalVariance], [0.5, 0.25]);
 * ```
 */
export const exactMoments =
  (mdp: TabularMdp, setting: Setting, logits: Vector) =>
  (estimators: readonly TraceEstimator[]): E.Either<TooLarge, readonly ExactMoments[]> => {
    checkAlgorithm(asAlgorithm(setting, maml));
    const all = estimators.map(named);
    return pipe(
      trajectorySupport(mdp),
      E.chain((support) => {
        const momentsBy = momentsOverTraces(mdp, support, setting, logits);
        const [anyOrder, eachOrder] = [unordered, ordered].map((draws) =>
          all.filter(({ exchangeableUpTo }) => drawsFor(exchangeableUpTo, setting) === draws),
        );
        return pipe(
          momentsBy(unordered, anyOrder),
          E.bindTo('first'),
          E.bind('second', () => momentsBy(ordered, eachOrder)),
          E.map(({ first, second }) =>
            all.map((each) =>
              anyOrder.includes(each) ? first[anyOrder.indexOf(each)] : second[eachOrder.indexOf(each)],
            ),
          ),
        );
      }),
    );
  };

/** How many traces there are to go through; Left where they are too many. */
export const countedTraces = (
  support: TrajectorySupport,
  setting: Setting,
  draws: Draws,
): E.Either<TooLarge, number> => {
  const count = countTraces(support, setting, draws);
  return count > traceLimit
    ? E.left({ kind: 'too-large', what: draws.what, count, limit: traceLimit })
    : E.right(count);
};

interface Named extends TraceEstimator {
  readonly name: string;
}

/** An estimator with what it is called in messages. */
const named = (estimator: TraceEstimator, place: number): Named => {
  const { name = `estimator ${String(place)}` } = estimator;
  checkFields(name, estimator, { estimate: 'a function', exchangeableUpTo: 'a number' });
  return {
    name,
    estimate: (trace) => estimator.estimate(trace),
    exchangeableUpTo: estimator.exchangeableUpTo,
  };
};

/**
 * The moments of some estimators over batches drawn so; there is nothing to refuse where there are
 * no estimators.
 */
const momentsOverTraces =
  (mdp: TabularMdp, support: TrajectorySupport, setting: Setting, logits: Vector) =>
  (draws: Draws, estimators: readonly Named[]): E.Either<TooLarge, readonly ExactMoments[]> => {
    if (estimators.length === 0) return E.right([]);
    return pipe(
      countedTraces(support, setting, draws),
      E.map(() =>
        sumOverTraces(
          mdp,
          support,
          setting,
          logits,
          adaptationsOf(draws)(support, setting, logits),
          estimators,
          draws,
        ),
      ),
    );
  };

const noNumbers = (dimension: number): Vector => new Float64Array(dimension).fill(NaN);

/** Where numbers of an adaptation overflow, which estimators refuse, moments are no numbers. */
const sumOverTraces = (
  mdp: TabularMdp,
  support: TrajectorySupport,
  setting: Setting,
  logits: Vector,
  traces: Iterable<Adapted>,
  estimators: readonly Named[],
  draws: Draws,
): readonly ExactMoments[] => {
  const exactOuter = outerExpectation(mdp, setting.discount);
  const deviationsAt = outerDeviations(support, setting.discount, setting.evaluationTrajectories);
  const sums: MomentSum[] = [];
  const others = draws === unordered ? otherOrders(setting.trajectories) : [];
  let count = 0;
  for (const { probability, steps, parameters } of traces) {
    const outer = exactOuter(parameters);
    if (![parameters, outer.gradient, ...steps.map((step) => step.parameters)].every(allFinite)) {
      estimators.forEach((_, e) => {
        sums[e] ??= momentSum(logits.length);
        sums[e].add(probability, noNumbers(logits.length));
      });
      continue;
    }
    const deviationsOf = deviationsAt(parameters);
    const unasked = deviationsOf([]);
    const sample = isSample(count++) ? others.map((order) => reordered(setting, order)(steps)) : [];
    estimators.forEach((estimator, e) => {
      const { estimate } = estimator;
      const { outer: recorder, asked } = recording(outer);
      const mean = estimate({ steps, outer: recorder });
      for (const other of sample)
        checkSame(estimator, setting, outer, mean, estimate({ steps: other, outer }));
      sums[e] ??= momentSum(mean.length);
      sums[e].add(probability, mean);
      for (const deviation of asked.length === 0 ? unasked : deviationsOf(asked))
        sums[e].addSpread(
          probability,
          subtract(estimate({ steps, outer: moved(outer, asked, deviation) }), mean),
        );
    });
  }
  return sums.map((sum) => sum.moments());
};

/** Orders of N trajectories that make up all others, and the reversal. */
const otherOrders = (size: number): readonly (readonly number[])[] => {
  const order = Array.from({ length: size }, (_, n) => n);
  const [first, second, ...rest] = order;
  const orders = size < 2 ? [] : [[second, first, ...rest], [...order.slice(1), first], [...order].reverse()];
  return size === 2 ? orders.slice(0, 1) : orders;
};

/** The first traces, and fewer and fewer of those that follow: each power of two. */
const isSample = (count: number): boolean => count < 8 || (count & (count - 1)) === 0;

/** What rounding may do to an estimate, beside what it is made from; fits to data do most. */
const rounding = 1e-6;

/** Throws a RangeError where another order of the trajectories has changed an estimate. */
const checkSame = (
  { name, exchangeableUpTo }: Named,
  { trajectories }: Setting,
  outer: OuterEstimate,
  one: Vector,
  other: Vector,
): void => {
  const size = Math.max(norm(one), norm(outer.gradient), Math.abs(outer.value));
  if (norm(subtract(one, other)) <= rounding * size || !Number.isFinite(size)) return;
  throw new RangeError(
    `${name}: exchangeableUpTo: expected less than ${String(trajectories)}, as the order of so many ` +
      `trajectories changes the estimate, found ${String(exchangeableUpTo)}`,
  );
};

/**
 * What infinitely much outer data would say: ∇J, J and its differences at the adapted parameters.
 */
export const outerExpectation = (mdp: TabularMdp, discount: number): ((adapted: Vector) => OuterEstimate) => {
  const j = expectedReturn(mdp, discount);
  const gradient = returnGradient(mdp, discount);
  return (adapted) => {
    const here = gradient(adapted);
    return {
      scale: 1,
      ...here,
      valueAbove: (counterfactual) => here.value - j(counterfactual),
      gradientAt: (counterfactual) => gradient(counterfactual).gradient,
    };
  };
};

/** Counterfactual parameters, what was asked there, and the exact answer. */
interface Asked extends Counterfactual {
  readonly answer: Vector;
}

/** The same estimate, and a list that fills with what it is asked. */
const recording = (
  outer: OuterEstimate,
): { readonly outer: OuterEstimate; readonly asked: readonly Asked[] } => {
  const asked: Asked[] = [];
  const valueAbove = (parameters: Vector): number => {
    const above = outer.valueAbove(parameters);
    asked.push({ kind: 'value', parameters, answer: [above] });
    return above;
  };
  const gradientAt = (parameters: Vector): Vector => {
    const answer = outer.gradientAt(parameters);
    asked.push({ kind: 'gradient', parameters, answer });
    return answer;
  };
  return { asked, outer: { ...outer, valueAbove, gradientAt } };
};

/**
 * The outer estimate moved by a deviation; it answers for the same counterfactuals in the same
 * order.
 */
const moved = (outer: OuterEstimate, asked: readonly Asked[], deviation: OuterDeviation): OuterEstimate => {
  let next = 0;
  const answer = (): Vector => {
    const index = next++;
    return add(asked[index].answer, deviation.answers[index]);
  };
  return {
    scale: outer.scale,
    gradient: add(outer.gradient, deviation.gradient),
    value: outer.value + deviation.value,
    valueAbove: () => answer()[0],
    gradientAt: answer,
  };
};
