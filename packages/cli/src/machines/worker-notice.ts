import type { WorkerEvent } from '@sgmrl/distributed';
import { complain, type Terminal } from '../terminal/terminal';
import { refusalNotice } from './refusal-notice';

/** Tells on standard error what goes wrong with a worker: failures at once, refusals at a look. */
export const workerNotice = (
  terminal: Terminal,
): { readonly onEvent: (event: WorkerEvent) => void; readonly look: (now: number) => void } => {
  let [refused, last] = [0, ''];
  const tellRefused = refusalNotice((line) => {
    complain(terminal, line);
  });
  return {
    onEvent: (event) => {
      if (event.kind === 'failed') complain(terminal, `${event.name} failed: ${event.problem}`);
      if (event.kind !== 'refused') return;
      refused += 1;
      last = event.problem;
    },
    look: (now) => {
      tellRefused(refused, last, now);
    },
  };
};
