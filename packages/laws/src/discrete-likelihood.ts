import { log } from '@sgmrl/elementary';
import * as fc from 'fast-check';
import { betsOn, evidenceIsPlausible, evidenceOf, type Bet } from './bets';
import { forEvery, bothHold, verdict, type Verdict } from './verdict';

/** Discrete actions that were drawn at one observation, and what π says of each action there. */
export interface SampledProbabilities {
  readonly observation: readonly number[];
  /** log π(a|s) for each action a. */
  readonly logs: readonly number[];
  /** Indices of actions, in the order of the draws. */
  readonly taken: readonly number[];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0);

/** All actions alike: with a share λ, what exploration does that π does not know of. */
const logUniform = (logs: readonly number[]): readonly number[] => logs.map(() => -log(logs.length));

/** The action that is likeliest under π, always. */
const logGreedy = (logs: readonly number[]): readonly number[] => {
  const likeliest = logs.indexOf(Math.max(...logs));
  return logs.map((_, action) => (action === likeliest ? 0 : -Infinity));
};

const countsOf = ({ logs, taken }: SampledProbabilities): readonly number[] => {
  const counts = logs.map(() => 0);
  for (const action of taken) counts[action] += 1;
  return counts;
};

/** Bets on a rival that no draw changes; an action that never came counts for nothing. */
const fixedBets = (
  rival: string,
  sampled: readonly SampledProbabilities[],
  logRival: (logs: readonly number[]) => readonly number[],
): readonly Bet[] =>
  betsOn(
    rival,
    sampled.flatMap(({ logs }) => logRival(logs).map((q, action) => q - logs[action])),
    sampled.flatMap(countsOf),
  );

/** Each action as often as before, half a draw added (Krichevsky, Trofimov, 1981). */
const frequencyBet = ({ logs, taken }: SampledProbabilities): number => {
  const counts = logs.map(() => 0.5);
  return total(
    taken.map((action, k) => {
      const ratio = log(counts[action] / (k + logs.length / 2)) - logs[action];
      counts[action] += 1;
      return ratio;
    }),
  );
};

/**
 * Whether no other probabilities fit the actions far better than π: see {@link evidenceOf}. A rival
 * bets on the draws of all observations, one after another.
 */
export const noProbabilitiesFitBetter = (sampled: readonly SampledProbabilities[]): Verdict => {
  const possible = forEvery(sampled, ({ observation, logs, taken }) => {
    const wrong = taken.find((action) => !Number.isFinite(logs[action]));
    return verdict(
      wrong === undefined,
      () =>
        `at observation ${fc.stringify(observation)}: log π is ${String(logs[wrong ?? 0])} at the action ${String(wrong)}, which was drawn`,
    );
  });
  return bothHold(possible, () => {
    const bets: readonly Bet[] = [
      ...fixedBets('a share of uniform draws', sampled, logUniform),
      ...fixedBets('a share of greedy draws', sampled, logGreedy),
      { rival: 'the frequencies', log: total(sampled.map(frequencyBet)) },
    ];
    const evidence = evidenceOf(bets);
    return verdict(
      evidenceIsPlausible(evidence),
      () =>
        `at observations ${fc.stringify(sampled.map(({ observation }) => observation))}: the draws speak for ${evidence.rival} against π(a|s), e^${evidence.log.toFixed(0)} to 1`,
    );
  });
};
