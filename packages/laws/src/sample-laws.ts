import { exp } from '@sgmrl/elementary';
import type { Space } from '@sgmrl/environments';
import type { Policy } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import { matrixFromRows, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { densityIsNormalised, drawsFollowDensity } from './density-laws';
import { keysAreUncorrelated, marksOf, rowsAreUncorrelated } from './independence';
import { noRivalFitsBetter } from './likelihood';
import { drawsVary, type SampledDensity } from './sampled-density';
import { drawInTurns, turnsOf, type Actions } from './sampled-actions';
import { shareIsPlausible } from './stray';
import { bothHold, forEvery, verdict, type Verdict } from './verdict';

/** A policy at some parameters, and observations that take turns. */
export interface SampledPolicy {
  readonly policy: Policy;
  readonly parameters: Vector;
  readonly observations: readonly (readonly number[])[];
  readonly actionSpace: Space;
  readonly key: Key;
}

/** Draws for each observation, and those that the proposals and ranks are taken from. */
const drawsEach = 4096;
const firstEach = 512;

const drawn = (
  { policy, parameters, observations, key }: SampledPolicy,
  each: number,
  k: Key = key,
): Actions => drawInTurns(policy, parameters, observations, each, k);

const firstDraws = (sampled: SampledPolicy): readonly Actions[] => {
  const all = drawn(sampled, firstEach, foldIn(sampled.key, 1));
  return sampled.observations.map((_, s) => turnsOf(all, s, sampled.observations.length));
};

/** The draws of each observation as those of a density. */
const densities = (sampled: SampledPolicy): readonly SampledDensity[] => {
  const all = drawn(sampled, drawsEach);
  const first = firstDraws(sampled);
  return sampled.observations.map((observation, s) => ({
    ...sampled,
    observation,
    first: first[s],
    draws: turnsOf(all, s, sampled.observations.length),
    key: foldIn(sampled.key, 2 + s),
  }));
};

/** ∫ π(a|s) da = 1. */
export const integratesToOne = (sampled: SampledPolicy): Verdict =>
  forEvery(densities(sampled), (density) => bothHold(drawsVary(density), () => densityIsNormalised(density)));

/** Continuous actions come from the density π(a|s), whatever its factor. */
export const samplesFollowDensity = (sampled: SampledPolicy): Verdict =>
  forEvery(densities(sampled), (density) => bothHold(drawsVary(density), () => drawsFollowDensity(density)));

/** No other density fits continuous actions far better than π(a|s). */
export const samplesAreLikely = (sampled: SampledPolicy): Verdict =>
  forEvery(densities(sampled), (density) => bothHold(drawsVary(density), () => noRivalFitsBetter(density)));

/** Discrete actions come with their probabilities. */
export const samplesFollowProbabilities =
  (size: number) =>
  (sampled: SampledPolicy): Verdict => {
    const { policy, parameters, observations } = sampled;
    const all = drawn(sampled, drawsEach);
    return forEvery(observations, (observation, s) => {
      const taken = turnsOf(all, s, observations.length);
      return forEvery(
        Array.from({ length: size }, (_, a) => a),
        (action) => {
          const row = { observations: matrixFromRows([observation]), actions: matrixFromRows([[action]]) };
          const p = Math.min(1, exp(policy.logProbability(parameters, row)[0]));
          const share = taken.filter(([a]) => a === action).length / taken.length;
          return verdict(
            shareIsPlausible(share, p, taken.length),
            () =>
              `at observation ${fc.stringify(observation)}: action ${String(action)} has probability ${String(p)} and came in ${String(share)} of the draws`,
          );
        },
      );
    });
  };

/** Rows of one call, and one row under several keys, are independent. */
export const samplesAreIndependent = (sampled: SampledPolicy): Verdict => {
  const { key, actionSpace, observations } = sampled;
  const turns = observations.length;
  const marks = marksOf(actionSpace, firstDraws(sampled));
  const own = marks(drawn(sampled, drawsEach));
  const neighbours: readonly Key[] = [
    [(key[0] + 1) >>> 0, key[1]],
    [key[0], (key[1] + 1) >>> 0],
  ];
  return bothHold(rowsAreUncorrelated(own, turns, 4 + (key[0] % 60)), () =>
    forEvery(neighbours, (other) => keysAreUncorrelated(own, marks(drawn(sampled, drawsEach, other)), turns)),
  );
};
