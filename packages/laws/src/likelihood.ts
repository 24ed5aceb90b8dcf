import { log, square } from '@sgmrl/elementary';
import * as fc from 'fast-check';
import { betsOn, evidenceIsPlausible, evidenceOf } from './bets';
import type { Actions } from './sampled-actions';
import { isPositive, logOfDraws, spreadOf, type SampledDensity } from './sampled-density';
import { meanOf } from './stray';
import { bothHold, verdict, type Verdict } from './verdict';

/** Another density, which integrates to one. */
interface Rival {
  readonly name: string;
  readonly log: (action: readonly number[]) => number;
}

/** log q of a density with independent coordinates, from that of one standardised coordinate. */
const product = (
  name: string,
  centre: readonly number[],
  width: readonly number[],
  logStandard: (z: number) => number,
): Rival => {
  const logWidths = width.reduce((total, w) => total + log(w), 0);
  return {
    name: `${name} around ${fc.stringify(centre)} of scale ${fc.stringify(width)}`,
    log: (action) =>
      action.reduce((total, a, j) => total + logStandard((a - centre[j]) / width[j]), -logWidths),
  };
};

/** A normal density with the mean and variance of the draws. */
const normalFitted = (draws: Actions): Rival => {
  const { median, scale } = spreadOf(draws);
  const moments = median.map((m, j) => {
    const z = draws.map((action) => (action[j] - m) / scale[j]);
    const mean = meanOf(z);
    return { mean, deviation: Math.sqrt(meanOf(z.map((x) => square(x - mean)))) };
  });
  return product(
    'a normal density',
    median.map((m, j) => m + scale[j] * moments[j].mean),
    scale.map((s, j) => s * moments[j].deviation),
    (z) => -0.5 * square(z) - 0.5 * log(2 * Math.PI),
  );
};

/** A Cauchy density with the median and the quartiles of the draws. */
const cauchyFitted = (draws: Actions): Rival => {
  const { median, scale } = spreadOf(draws);
  const halfWidths = scale.map((s) => (1.349 / 2) * s);
  return product('a Cauchy density', median, halfWidths, (z) => -log(Math.PI * (1 + square(z))));
};

/** All alike between the least and the greatest draw of each coordinate. */
const uniformFitted = (draws: Actions): Rival => {
  const ends = draws[0].map((_, j) =>
    draws.reduce(([low, high], action) => [Math.min(low, action[j]), Math.max(high, action[j])] as const, [
      Infinity,
      -Infinity,
    ] as const),
  );
  return product(
    'a uniform density',
    ends.map(([low, high]) => (low + high) / 2),
    ends.map(([low, high]) => high - low),
    (z) => (Math.abs(z) <= 0.5 ? 0 : -Infinity),
  );
};

const rivals = [normalFitted, cauchyFitted, uniformFitted];

/** Each draw in turn, with a rival fitted on the draws before: anew whenever they have doubled. */
const logRatios = (
  { first, draws }: SampledDensity,
  logs: Float64Array,
  fit: (draws: Actions) => Rival,
): readonly number[] => {
  const ratios: number[] = [];
  while (ratios.length < draws.length) {
    const from = ratios.length;
    const rival = fit([...first, ...draws.slice(0, from)]);
    const block = draws.slice(from, 2 * from + first.length);
    ratios.push(...block.map((action, k) => rival.log(action) - logs[from + k]));
  }
  return ratios;
};

/**
 * Whether no rival fits the draws far better than π: see {@link evidenceOf}. Each rival is fitted
 * on earlier draws.
 */
export const noRivalFitsBetter = (sampled: SampledDensity): Verdict => {
  const { draws, observation } = sampled;
  const logs = logOfDraws(sampled);
  return bothHold(isPositive(draws, logs), () => {
    const evidence = evidenceOf(
      rivals.flatMap((fit) => betsOn(fit(draws).name, logRatios(sampled, logs, fit))),
    );
    return verdict(
      evidenceIsPlausible(evidence),
      () =>
        `at observation ${fc.stringify(observation)}: the draws speak for ${evidence.rival} against π(a|s), e^${evidence.log.toFixed(0)} to 1`,
    );
  });
};
