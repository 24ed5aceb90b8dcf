import type { IterationRecord } from '@sgmrl/experiments';
import { SingleBar } from 'cli-progress';
import { duration, measurements } from './format';
import { say, type Terminal } from './terminal';
import { timeLeft } from './time-left';

/** Shows how training goes. */
export interface Progress {
  readonly start: (done: number, total: number) => void;
  readonly iteration: (record: IterationRecord) => void;
  /** After the last iteration. */
  readonly end: () => void;
}

const secondsOf = ({ seconds: { plan, run, finish } }: IterationRecord): number => plan + run + finish;

/** A line for each iteration. */
const plainProgress = (terminal: Terminal): Progress => {
  const clock = timeLeft();
  let last = 0;
  return {
    start: (_done, total) => {
      last = total;
    },
    iteration: (record) => {
      const left = duration(clock.after(secondsOf(record), last - record.iteration));
      say(
        terminal,
        `iteration ${String(record.iteration)}/${String(last)}   ${measurements(record)}   ${left} left`,
      );
    },
    end: () => undefined,
  };
};

/** One line that is rewritten. */
const liveProgress = ({ out }: Terminal): Progress => {
  const clock = timeLeft();
  const bar = new SingleBar({
    format: '{bar} {value}/{total}   {measurements}   {left} left',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    stream: out,
    gracefulExit: false,
    linewrap: null,
  });
  return {
    start: (done, total) => bar.start(total, done, { measurements: 'starting', left: 'some time' }),
    iteration: (record) => {
      const left = duration(clock.after(secondsOf(record), bar.getTotal() - record.iteration));
      bar.update(record.iteration, { measurements: measurements(record), left });
    },
    end: () => {
      bar.stop();
    },
  };
};

/** A live line on a terminal, else a line for each iteration. */
export const progressOn = (terminal: Terminal): Progress =>
  terminal.out.isTTY === true ? liveProgress(terminal) : plainProgress(terminal);
