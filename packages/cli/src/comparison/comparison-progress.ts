import { visibleName } from '@sgmrl/codecs';
import {
  describeErrorIn,
  type CompareOptions,
  type PlannedRun,
  type ComparisonQuestion,
} from '@sgmrl/experiments';
import { comparisonClock, type ComparisonClock, type Estimate } from './comparison-clock';
import { duration, measurements, secondsOf } from '../reports/format';
import { complain, say, warn, type Terminal } from '../terminal/terminal';
import { tellSurplus } from '../reports/surplus';
import { tellsAll } from '../terminal/time-left';

/** Shows how a comparison goes. */
export interface ComparisonProgress {
  readonly onPlan: CompareOptions['onPlan'];
  readonly onEvent: CompareOptions['onEvent'];
  /** The iterations that are under way will be the last. */
  readonly stopping: () => void;
}

const runName = ({ algorithm, innerSteps, seed }: PlannedRun): string =>
  innerSteps === 0
    ? `${algorithm}, seed ${String(seed)}`
    : `${algorithm}, ${String(innerSteps)} inner ${innerSteps === 1 ? 'step' : 'steps'}, seed ${String(seed)}`;

const number = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** Iterations are told ten times a run. */
const isTold = (iteration: number, last: number): boolean =>
  Math.floor((10 * iteration) / last) > Math.floor((10 * (iteration - 1)) / last);

const inWords = ({ seconds, sureness }: Estimate): string => `${sureness} ${duration(seconds)}`;

/** A line when a run begins and ends, and for each tenth of its iterations. */
export const comparisonProgressOn = (
  terminal: Terminal,
  { config: { iterations }, evaluation }: ComparisonQuestion,
  atOnce: number,
): ComparisonProgress => {
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
    onPlan: (standing, damaged) => {
      clock = comparisonClock(standing, evaluation, atOnce);
      runs = standing.length + damaged.length;
      ended = standing.filter((each) => each.standing.next === 'nothing').length;
      damaged.forEach(fail);
      say(
        terminal,
        [
          `${number(runs, 'run')} of ${number(iterations, 'iteration')}`,
          ...(ended > 0 ? [`${String(ended)} done already`] : []),
          ...(damaged.length > 0 ? [`${String(damaged.length)} that cannot be used`] : []),
          ...(atOnce > 1 ? [`${String(atOnce)} at once`] : []),
        ].join(', '),
      );
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
              : `${name}: goes on after iteration ${String(event.iterations)}`,
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
      complain(terminal, 'finishing the iterations under way; Ctrl-C again quits at once');
    },
  };
};
