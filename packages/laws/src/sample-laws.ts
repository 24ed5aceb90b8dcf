import { exp } from '@sgmrl/elementary';
import type { Space } from '@sgmrl/environments';
import type { Policy } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import { matrixFromRows, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { densityIsNormalised, drawsFollowDensity } from './density-laws';
import { noProbabilitiesFitBetter, type SampledProbabilities } from './discrete-likelihood';
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

/** Discrete draws cost little. */
const discreteDrawsEach = 65536;

/** Keys under which the first rows of a call are looked at, and those that rivals are fitted on. */
const keysEach = 256;
const keysFirst = 32;
const rowsEach = 8;

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

/** log π(a|s) for each of so many actions. */
const logsOf = (
  { policy, parameters }: SampledPolicy,
  observation: readonly number[],
  size: number,
): readonly number[] =>
  Array.from(
    policy.logProbability(parameters, {
      observations: matrixFromRows(Array.from({ length: size }, () => observation)),
      actions: matrixFromRows(Array.from({ length: size }, (_, a) => [a])),
    }),
  );

/** The discrete actions that were drawn where observations take turns. */
const takenInTurns = (sampled: SampledPolicy, size: number, all: Actions): readonly SampledProbabilities[] =>
  sampled.observations.map((observation, s) => ({
    observation,
    logs: logsOf(sampled, observation, size),
    taken: turnsOf(all, s, sampled.observations.length).map(([action]) => action),
  }));

/** Each action came with its probability, as far as that can be told. */
const sharesFit = (where: string, { observation, logs, taken }: SampledProbabilities): Verdict =>
  forEvery(logs, (logProbability, action) => {
    const p = Math.min(1, exp(logProbability));
    const share = taken.filter((a) => a === action).length / taken.length;
    return verdict(
      shareIsPlausible(share, p, taken.length),
      () =>
        `at observation ${fc.stringify(observation)}${where}: action ${String(action)} has probability ${String(p)} and came in ${String(share)} of the draws`,
    );
  });

/** Discrete actions come with their probabilities. */
export const samplesFollowProbabilities =
  (size: number) =>
  (sampled: SampledPolicy): Verdict =>
    forEvery(takenInTurns(sampled, size, drawn(sampled, drawsEach)), (each) => sharesFit('', each));

/** No other probabilities fit discrete actions far better than π(a|s). */
export const discreteSamplesAreLikely =
  (size: number) =>
  (sampled: SampledPolicy): Verdict =>
    noProbabilitiesFitBetter(takenInTurns(sampled, size, drawn(sampled, discreteDrawsEach)));

/** The actions of each row of small calls, under many keys. */
const drawnByRow = (sampled: SampledPolicy): readonly Actions[] => {
  const turns = sampled.observations.length;
  const calls = Array.from({ length: keysEach }, (_, k) =>
    drawn(sampled, rowsEach / turns, foldIn(foldIn(sampled.key, 4), k)),
  );
  return Array.from({ length: rowsEach }, (_, row) => calls.map((actions) => actions[row]));
};

/** Each of the first rows comes from π, under many keys. */
export const everyRowIsDrawn = (sampled: SampledPolicy): Verdict => {
  const { observations, actionSpace } = sampled;
  return forEvery(drawnByRow(sampled), (all, row) => {
    const observation = observations[row % observations.length];
    const where = ` in row ${String(row)}`;
    if (actionSpace.kind === 'discrete') {
      const taken = all.map(([action]) => action);
      return sharesFit(where, { observation, logs: logsOf(sampled, observation, actionSpace.size), taken });
    }
    const density = { ...sampled, observation, first: all.slice(0, keysFirst), draws: all.slice(keysFirst) };
    const found = bothHold(drawsVary(density), () => noRivalFitsBetter(density));
    return E.mapLeft((reason: string) => `${reason}${where}`)(found);
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
