import { exp, log, square } from '@sgmrl/elementary';
import { contains, type Space } from '@sgmrl/environments';
import type { Policy } from '@sgmrl/policies';
import { foldIn, normal, uniform, type Key } from '@sgmrl/prng';
import { matrixFromRows, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import type { Actions } from './sampled-actions';
import { meanOf, stray, sumIsPlausible } from './stray';
import { bothHold, forEvery, verdict, type Verdict } from './verdict';

/** A density that is to be normalised, and actions that are to come from it; nothing else is supposed of either. */
export interface SampledDensity {
  readonly policy: Policy;
  readonly parameters: Vector;
  readonly observation: readonly number[];
  readonly actionSpace: Space;
  /** Drawn apart, to place the proposals. */
  readonly first: Actions;
  readonly draws: Actions;
  readonly key: Key;
}

/** Where the first draws lie: median and a scale for each coordinate, the standard deviation of a normal one. */
interface Spread {
  readonly median: readonly number[];
  readonly scale: readonly number[];
}

const spreadOf = (draws: Actions): Spread => {
  const columns = draws[0].map((_, j) => draws.map((row) => row[j]).sort((a, b) => a - b));
  const quantile = (column: readonly number[], p: number): number => column[Math.floor(p * column.length)];
  return {
    median: columns.map((column) => quantile(column, 0.5)),
    scale: columns.map((column) => (quantile(column, 0.75) - quantile(column, 0.25)) / 1.349),
  };
};

/** 1/(1 + exp −x); both infinities have a value. */
const logistic = (x: number): number => 1 / (1 + exp(-x));

/** log π, asked and judged inside a region alone. */
interface LogDensity {
  readonly inside: (action: readonly number[]) => boolean;
  /** log π of many actions, −∞ outside. */
  readonly log: (actions: Actions) => Float64Array;
}

/**
 * The region is the action space if all first draws are inside, else everything. So a density on the action space alone is never
 * asked about other actions, and one that is wider is not cut.
 */
const logDensity = ({ policy, parameters, observation, actionSpace, first }: SampledDensity): LogDensity => {
  const bounded = first.every((action) => contains(actionSpace, action));
  const inside = (action: readonly number[]): boolean =>
    action.every(Number.isFinite) && (!bounded || contains(actionSpace, action));
  return {
    inside,
    log: (actions) => {
      const asked = actions.map((action) => (inside(action) ? action : first[0]));
      const found = policy.logProbability(parameters, {
        observations: matrixFromRows(asked.map(() => observation)),
        actions: matrixFromRows(asked),
      });
      return Float64Array.from(actions, (action, k) => (inside(action) ? found[k] : -Infinity));
    },
  };
};

const isNumber = (actions: Actions, logs: Float64Array): Verdict => {
  const wrong = logs.findIndex((x) => Number.isNaN(x) || x === Infinity);
  return verdict(
    wrong < 0,
    () => `log π is ${String(logs[wrong])} at the action ${fc.stringify(actions[wrong])}`,
  );
};

/** No action was drawn where the density is zero or no number. */
const isPositive = (draws: Actions, logs: Float64Array, { inside }: LogDensity): Verdict => {
  const wrong = logs.findIndex((x, k) => !Number.isFinite(x) && inside(draws[k]));
  return verdict(
    wrong < 0,
    () => `log π is ${String(logs[wrong])} at the action ${fc.stringify(draws[wrong])}, which was drawn`,
  );
};

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
 * ∫ π(a|s) da = 1, by bridge sampling (Meng, Wong, 1996): for a normal density q around the draws, q and π give
 * E_q[π/(π + q)] = ∫ qπ/(π + q) = E_π[q/(π + q)] where π is normalised, and both are means of numbers in [0, 1]. Their ratio
 * estimates the integral.
 */
export const densityIsNormalised = (sampled: SampledDensity): Verdict => {
  const { first, draws, key } = sampled;
  const density = logDensity(sampled);
  const { log } = density;
  const { proposals, logProposal } = proposalsAround(spreadOf(first), draws.length, key);
  const [ofProposals, ofDraws] = [log(proposals), log(draws)];
  const numbers = bothHold(isNumber(proposals, ofProposals), () => isPositive(draws, ofDraws, density));
  return bothHold(numbers, () => {
    const above = ofProposals.map((l, k) => logistic(l - logProposal(proposals[k])));
    const below = ofDraws.map((l, k) => (l === -Infinity ? 0 : logistic(logProposal(draws[k]) - l)));
    const [up, down] = [meanOf(above), meanOf(below)];
    return verdict(
      Math.abs(up - down) <= stray(above, 1) + stray(below, 1),
      () =>
        `at observation ${fc.stringify(sampled.observation)}: ∫ π(a|s) da, judged by the draws of the policy, is about ${(up / down).toPrecision(3)}`,
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

/** A step from a draw to another action, and the logarithm of π(a′) k(a′, a) / π(a) k(a, a′) for its chance k. */
interface Step {
  readonly to: Actions;
  readonly logRatio: (k: number, before: number, after: number) => number;
}

/** a → a + b − b′ with b and b′ any two of the first draws, shortened in many dimensions: as likely back as forth. */
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
 * Whether draws come from a density known up to a factor. A step that is taken with probability r/(1 + r), r = π(a′) k(a′, a) / π(a) k(a, a′),
 * leads as often from a to a′ as back if a comes from π (Barker, 1965): what a statistic changes by in such a step
 * is as likely to be x as −x.
 */
export const drawsFollowDensity = (sampled: SampledDensity): Verdict => {
  const { first, draws, key, observation } = sampled;
  const density = logDensity(sampled);
  const { log } = density;
  const before = log(draws);
  const statistics = statisticsOf(spreadOf(first), log(first).sort()[Math.floor(first.length / 2)]);
  return bothHold(isPositive(draws, before, density), () =>
    forEvery([shifts, jumps], (steps, i) => {
      const { to, logRatio } = steps(sampled, foldIn(key, 2 * i));
      const after = log(to);
      const chance = uniform(foldIn(key, 2 * i + 1), draws.length);
      const taken = draws.flatMap((_, k) =>
        before[k] > -Infinity &&
        after[k] > -Infinity &&
        chance[k] < logistic(logRatio(k, before[k], after[k]))
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

/** Every coordinate of the draws varies, and hardly any action comes twice, as continuous actions must not. */
export const drawsVary = ({ first, draws, observation }: SampledDensity): Verdict =>
  bothHold(
    forEvery(spreadOf(first).scale, (scale, j) =>
      verdict(
        scale > 0,
        () =>
          `at observation ${fc.stringify(observation)}: half of the draws agree in coordinate ${String(j)}`,
      ),
    ),
    () => {
      const all = [...first, ...draws];
      const different = new Set(all.map((action) => action.join())).size;
      return verdict(
        different >= 0.9 * all.length,
        () =>
          `at observation ${fc.stringify(observation)}: only ${String(different)} of ${String(all.length)} draws differ`,
      );
    },
  );
