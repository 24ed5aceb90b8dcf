import { visibleName } from '@sgmrl/codecs';
import {
  describeErrorIn,
  type Choice,
  type CompareOptions,
  type FieldValue,
  type PlannedRun,
  type Select,
  type StandingRun,
} from '@sgmrl/experiments';
import { comparisonClock, type ComparisonClock, type Estimate } from './comparison-clock';
import { duration, measurements, secondsOf } from '../reports/format';
import { complain, say, warn, type Terminal } from '../terminal/terminal';
import { tellSurplus } from '../reports/surplus';
import { tellsAll } from '../terminal/time-left';

/** Shows how a comparison goes. */
export interface ComparisonProgress {
  readonly onPlan: CompareOptions['onPlan'];
  readonly onChoices: NonNullable<CompareOptions['onChoices']>;
  readonly onEvent: CompareOptions['onEvent'];
  /** The iterations that are under way will be the last. */
  readonly stopping: () => void;
}

const number = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** A value as it is given. */
const settingName = ({ path, value }: FieldValue): string =>
  `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`;

const runName = ({ algorithm, innerSteps, settings, seed }: PlannedRun): string =>
  [
    algorithm,
    ...(innerSteps === 0 ? [] : [`${String(innerSteps)} inner ${innerSteps === 1 ? 'step' : 'steps'}`]),
    ...settings.map(settingName),
    `seed ${String(seed)}`,
  ].join(', ');

/** What was chosen for an algorithm, or that nothing could be. */
const choiceName = ({ algorithm, innerSteps, settings, field, chosen }: Choice): string =>
  [
    ...[algorithm, ...(innerSteps === 0 ? [] : [number(innerSteps, 'inner step')])],
    ...settings.map(settingName),
  ].join(', ') +
  (chosen === undefined
    ? `: no value of ${field} can be chosen, since runs of each failed`
    : `: chosen ${settingName({ path: field, value: chosen.value })}`);

/** Iterations are told ten times a run. */
const isTold = (iteration: number, last: number): boolean =>
  Math.floor((10 * iteration) / last) > Math.floor((10 * (iteration - 1)) / last);

const inWords = ({ seconds, sureness }: Estimate): string => `${sureness} ${duration(seconds)}`;

const chooses = (runs: readonly StandingRun[], select: Select | undefined): select is Select =>
  runs.some(({ run: { seed } }) => select?.seeds.includes(seed));

/** A line when a run begins and ends, and for each tenth of its iterations. */
export const comparisonProgressOn = (terminal: Terminal, atOnce: number): ComparisonProgress => {
  let clock: ComparisonClock | undefined;
  let runs = 0;
  let ended = 0;
  let seen = 0;
  let sureness: Estimate['sureness'] | undefined;
  let told: Estimate['sureness'] | undefined;
  const left = (): string => {
    const estimate = clock?.left();
    return estimate === undefined ? '' : `   ${inWords(estimate)} left`;
  };
  /** When the first iterations can tell, and again when it has become surer. */
  const tellAll = (seconds: number): void => {
    const estimate = clock?.left();
    if (estimate === undefined) return;
    seen = estimate.sureness === sureness ? seen + 1 : 1;
    sureness = estimate.sureness;
    if (told === sureness || !tellsAll(seen, seconds)) return;
    const what = told === undefined ? 'first iterations, this' : 'iterations so far, the rest';
    say(terminal, `By the ${what} will take ${inWords(estimate)}.`);
    told = sureness;
  };
  const count = (): string => `${String(ended)} of ${number(runs, 'run')} done`;
  const fail = (failure: Parameters<CompareOptions['onPlan']>[1][number]): void => {
    warn(terminal, `${visibleName(failure.directory)}: ${describeErrorIn(failure.directory, failure.error)}`);
  };
  return {
    onPlan: (standing, damaged, { config: { iterations }, evaluation, select }) => {
      clock = comparisonClock(standing, evaluation, atOnce);
      runs = standing.length + damaged.length;
      seen = 0;
      sureness = told = undefined;
      ended = standing.filter((each) => each.standing.next === 'nothing').length;
      damaged.forEach(fail);
      say(
        terminal,
        [
          `${number(runs, 'run')} of ${number(iterations, 'iteration')}${chooses(standing, select) ? ` to choose ${select.field}` : ''}`,
          ...(ended > 0 ? [`${String(ended)} done already`] : []),
          ...(damaged.length > 0 ? [`${String(damaged.length)} that cannot be used`] : []),
          ...(atOnce > 1 ? [`${String(atOnce)} at once`] : []),
        ].join(', '),
      );
    },
    onChoices: (choices) => {
      for (const choice of choices) say(terminal, choiceName(choice));
    },
    onEvent: (event) => {
      const { run } = event;
      const name = runName(run);
      switch (event.kind) {
        case 'training':
          tellSurplus(terminal, event.paths, event.surplus);
          say(
            terminal,
            event.iterations === 0
              ? `${name}: begins`
              : `${name}: continues after iteration ${String(event.iterations)}`,
          );
          return;
        case 'iteration': {
          clock?.iteration(run, event.record);
          tellAll(secondsOf(event.record));
          const { iteration } = event.record;
          if (isTold(iteration, run.config.iterations))
            say(
              terminal,
              `${name}: iteration ${String(iteration)}/${String(run.config.iterations)}   ${measurements(event.record)}${left()}`,
            );
          return;
        }
        case 'evaluating':
          return;
        case 'finished':
          ended += 1;
          clock?.ended(run);
          say(terminal, `${name}: done; ${count()}${left()}`);
          return;
        case 'failed':
          clock?.ended(run);
          fail(event.failure);
          return;
      }
    },
    stopping: () => {
      complain(terminal, 'finishing the iterations under way; a second Ctrl-C or signal quits at once');
    },
  };
};
