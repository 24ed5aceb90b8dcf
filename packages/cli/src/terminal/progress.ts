import type { IterationRecord, Validation } from '@sgmrl/experiments';
import { SingleBar } from 'cli-progress';
import { duration, fixed, measurements, secondsOf } from '../reports/format';
import { columnsOf, complain, isLive, say, type Terminal } from './terminal';
import { tellsAll, timeLeft } from './time-left';

/** Shows how training goes. */
export interface Progress {
  readonly start: (done: number, total: number) => void;
  readonly iteration: (record: IterationRecord) => void;
  /** The state after the last iteration was measured on held-out tasks. */
  readonly validation: (validation: Validation, isBest: boolean) => void;
  /** The next iteration to end will be the last. */
  readonly stopping: () => void;
  /** After the last iteration. */
  readonly end: () => void;
}

const stopNotice = 'finishing this iteration; a second Ctrl-C or signal quits at once';

const validationText = (validation: Validation, isBest: boolean): string => {
  const { iteration, tasks, returns } = validation;
  const mean = returns?.at(-1)?.undiscounted.mean;
  const found = mean === undefined ? 'something stopped being finite' : `return ${fixed(mean)}`;
  const best = isBest ? ', the best so far' : '';
  return `iteration ${String(iteration)} on ${String(tasks)} held-out tasks: ${found}${best}`;
};

/** Said once: the end of training counts such iterations. */
const tellsNothing = ({ iteration }: IterationRecord): string =>
  `The meta-gradient of iteration ${String(iteration)} tells nothing: it is zero, or all trajectories returned the same.`;

const isShown = ({ iteration }: IterationRecord, every: number): boolean => iteration % every === 0;

/** A line for one iteration in so many, and for the last. */
const plainProgress = (terminal: Terminal, every: number): Progress => {
  const clock = timeLeft();
  let last = 0;
  let seen = 0;
  let told = false;
  let warned = false;
  return {
    start: (_done, total) => {
      last = total;
    },
    iteration: (record) => {
      const left = duration(clock.after(secondsOf(record), last - record.iteration));
      seen += 1;
      if (!told && tellsAll(seen, secondsOf(record)) && record.iteration < last) {
        told = true;
        say(terminal, `By the first iterations, this will take about ${left}.`);
      }
      if (isShown(record, every) || record.iteration === last)
        say(
          terminal,
          `iteration ${String(record.iteration)}/${String(last)}   ${measurements(record)}   ${left} left`,
        );
      if (record.uninformative === true && !warned) {
        warned = true;
        say(terminal, tellsNothing(record));
      }
    },
    validation: (validation, isBest) => {
      say(terminal, validationText(validation, isBest));
    },
    stopping: () => {
      complain(terminal, stopNotice);
    },
    end: () => undefined,
  };
};

/** One line that is rewritten. */
const liveProgress = (terminal: Terminal): Progress => {
  const clock = timeLeft();
  const bar = new SingleBar({
    format: '{bar} {value}/{total}   {measurements}   {left}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    stream: terminal.out,
    gracefulExit: false,
  });
  // The bar turns line wrapping off; however the process ends, the terminal gets it back.
  const restore = () => {
    if (bar.isActive) bar.stop();
  };
  process.once('exit', restore);
  return {
    start: (done, total) => {
      bar.start(total, done, { measurements: 'starting', left: '' });
    },
    iteration: (record) => {
      const left = duration(clock.after(secondsOf(record), bar.getTotal() - record.iteration));
      const nothing = record.uninformative === true ? ' (tells nothing)' : '';
      bar.update(record.iteration, {
        measurements: `${measurements(record)}${nothing}`,
        left: `${left} left`,
      });
    },
    validation: (validation, isBest) => {
      bar.update({ measurements: validationText(validation, isBest) });
    },
    stopping: () => {
      if (bar.isActive) bar.update({ left: stopNotice });
      else complain(terminal, stopNotice);
    },
    end: () => {
      restore();
      process.off('exit', restore);
    },
  };
};

/** A line that is rewritten must fit into one. */
const narrowest = 60;

/** Nothing but what is wrong. */
const noProgress = (terminal: Terminal): Progress => ({
  start: () => undefined,
  iteration: () => undefined,
  validation: () => undefined,
  stopping: () => {
    complain(terminal, stopNotice);
  },
  end: () => undefined,
});

/** The record of one iteration in so many, and of the last, as in metrics.jsonl. */
const jsonProgress = (terminal: Terminal, every: number): Progress => {
  let last = 0;
  return {
    ...noProgress(terminal),
    start: (_done, total) => {
      last = total;
    },
    iteration: (record) => {
      if (isShown(record, every) || record.iteration === last) say(terminal, JSON.stringify(record));
    },
    validation: (validation) => {
      say(terminal, JSON.stringify({ validation }));
    },
  };
};

/** What is told of iterations. */
export interface ProgressFlags {
  /** One in so many; all unless given. */
  readonly logEvery?: number;
  /** None. */
  readonly quiet?: true;
  /** As JSON, a line each. */
  readonly json?: true;
}

/**
 * A live line on a terminal that is wide enough for it, else a line for each iteration, unless the
 * flags say otherwise.
 */
export const progressOn = (terminal: Terminal, { logEvery, quiet, json }: ProgressFlags = {}): Progress => {
  if (quiet === true) return noProgress(terminal);
  if (json === true) return jsonProgress(terminal, logEvery ?? 1);
  return logEvery === undefined && isLive(terminal) && columnsOf(terminal) >= narrowest
    ? liveProgress(terminal)
    : plainProgress(terminal, logEvery ?? 1);
};
