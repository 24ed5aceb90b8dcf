import { exp, log, square } from '@sgmrl/elementary';
import { foldIn, normal, uniform, type Key } from '@sgmrl/prng';
import * as fc from 'fast-check';
import { betsOnMean, evidenceIsPlausible, evidenceOf } from './bets';
import type { Actions } from './sampled-actions';
import {
  isNumber,
  isPositive,
  logDensity,
  logOfDraws,
  spreadOf,
  type SampledDensity,
  type Spread,
} from './sampled-density';
import { meanOf, sumIsPlausible } from './stray';
import { bothHold, forEvery, verdict, type Verdict } from './verdict';

/** 1/(1 + exp −x); both infinities have a value. */
const logistic = (x: number): number => 1 / (1 + exp(-x));

/** Draws of a normal distribution around the first draws, and its log-density. */
const proposalsAround = ({ median, scale }: Spread, count: number, key: Key) => {
  const size = median.length;
  const deviation = scale.map((x) => 1.1 * x);
  const noise = normal(key, count * size);
  return {
    proposals: Array.from({ length: count }, (_, k) =>
      median.map((m, j) => m + deviation[j] * noise[k * size + j]),
    ),
    logProposal: (action: readonly number[]): number =>
      action.reduce(
        (sum, a, j) =>
          sum - 0.5 * square((a - median[j]) / deviation[j]) - log(deviation[j] * Math.sqrt(2 * Math.PI)),
        0,
      ),
  };
};

/**
 * ∫ π(a|s) da = 1, by bridge sampling (Meng, Wong, 1996): for a normal density q around the draws,
 * q and π give E_q[π/(π + q)] = ∫ qπ/(π + q) = E_π[q/(π + q)] where π is normalised, and both are
 * means of numbers in [0, 1]. Their ratio estimates the integral. A proposal and a draw make a
 * pair, whose difference has a mean of zero then: bets are made on it.
 */
export const densityIsNormalised = (sampled: SampledDensity): Verdict => {
  const { first, draws, key } = sampled;
  const { log, inside } = logDensity(sampled);
  const { proposals, logProposal } = proposalsAround(spreadOf(first), draws.length, key);
  const [ofProposals, ofDraws] = [log(proposals), logOfDraws(sampled)];
  const numbers = bothHold(isNumber(proposals, ofProposals), () => isPositive(draws, ofDraws));
  return bothHold(numbers, () => {
    const above = ofProposals.map((l, k) => logistic(l - logProposal(proposals[k])));
    const below = ofDraws.map((l, k) => (inside(draws[k]) ? logistic(logProposal(draws[k]) - l) : 0));
    const differences = draws.map((_, k) => above[k] - below[k]);
    return verdict(
      evidenceIsPlausible(evidenceOf(betsOnMean(differences))),
      () =>
        `at observation ${fc.stringify(sampled.observation)}: ∫ π(a|s) da, judged by the draws of the policy, is about ${(meanOf(above) / meanOf(below)).toPrecision(3)}`,
    );
  });
};

type Statistic = readonly [string, (action: readonly number[], log: number) => number];

/** Functions of an action whose means tell distributions apart. */
const statisticsOf = ({ median, scale }: Spread, typicalLog: number): readonly Statistic[] => {
  const standard = (action: readonly number[], j: number): number => {
    const z = (action[j] - median[j]) / scale[j];
    return z / (1 + Math.abs(z));
  };
  const coordinates = median.map((_, j) => j);
  return [
    ...coordinates.flatMap((j): readonly Statistic[] => [
      [`coordinate ${String(j)}`, (action) => standard(action, j)],
      [`the spread of coordinate ${String(j)}`, (action) => Math.abs(standard(action, j))],
    ]),
    ...coordinates
      .slice(1)
      .map((j): Statistic => [
        `coordinates ${String(j - 1)} and ${String(j)} together`,
        (action) => standard(action, j - 1) * standard(action, j),
      ]),
    ['log π', (_action, log) => (log - typicalLog) / (1 + Math.abs(log - typicalLog))],
  ];
};

/**
 * A step from a draw to another action, and the logarithm of π(a′) k(a′, a) / π(a) k(a, a′) for its
 * chance k.
 */
interface Step {
  readonly to: Actions;
  readonly logRatio: (k: number, before: number, after: number) => number;
}

/**
 * a → a + b − b′ with b and b′ any two of the first draws, shortened in many dimensions: as likely
 * back as forth.
 */
const shifts = ({ first, draws }: SampledDensity, key: Key): Step => {
  const chosen = uniform(key, 2 * draws.length);
  const pick = (u: number): readonly number[] => first[Math.floor(u * first.length)];
  const length = 1 / Math.sqrt(first[0].length);
  return {
    to: draws.map((action, k) => {
      const [plus, minus] = [pick(chosen[2 * k]), pick(chosen[2 * k + 1])];
      return action.map((a, j) => a + length * (plus[j] - minus[j]));
    }),
    logRatio: (_k, before, after) => after - before,
  };
};

/** a → a draw of a normal distribution around the first draws. */
const jumps = ({ first, draws }: SampledDensity, key: Key): Step => {
  const { proposals, logProposal } = proposalsAround(spreadOf(first), draws.length, key);
  return {
    to: proposals,
    logRatio: (k, before, after) => after - logProposal(proposals[k]) - (before - logProposal(draws[k])),
  };
};

/**
 * Whether draws come from a density known up to a factor. A step that is taken with probability
 * r/(1 + r), r = π(a′) k(a′, a) / π(a) k(a, a′), leads as often from a to a′ as back if a comes
 * from π (Barker, 1965): what a statistic changes by in such a step is as likely to be x as −x.
 */
export const drawsFollowDensity = (sampled: SampledDensity): Verdict => {
  const { first, draws, key, observation } = sampled;
  const { log, inside } = logDensity(sampled);
  const before = logOfDraws(sampled);
  const statistics = statisticsOf(spreadOf(first), log(first).sort()[Math.floor(first.length / 2)]);
  return bothHold(isPositive(draws, before), () =>
    forEvery([shifts, jumps], (steps, i) => {
      const { to, logRatio } = steps(sampled, foldIn(key, 2 * i));
      const after = log(to);
      const chance = uniform(foldIn(key, 2 * i + 1), draws.length);
      const taken = draws.flatMap((_, k) =>
        inside(draws[k]) && after[k] > -Infinity && chance[k] < logistic(logRatio(k, before[k], after[k]))
          ? [k]
          : [],
      );
      return bothHold(isNumber(to, after), () =>
        forEvery(statistics, ([name, statistic]) => {
          const changes = taken.map((k) => statistic(to[k], after[k]) - statistic(draws[k], before[k]));
          return verdict(
            sumIsPlausible(changes),
            () =>
              `at observation ${fc.stringify(observation)}: ${String(taken.length)} steps that keep π move ${name} of the draws by ${meanOf(changes).toPrecision(3)} in the mean`,
          );
        }),
      );
    }),
  );
};
