import { hostname } from 'node:os';
import { serve } from '@sgmrl/distributed';
import { modulesNow, workshop } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { brokerAt } from '../machines/work-place';
import { workerNotice } from '../machines/worker-notice';
import { reportError } from '../reports/report-error';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import type { WatchedTerminal } from '../terminal/reader';
import { silenceOn } from '../terminal/silence';
import { stopSignals } from '../terminal/stop-signals';
import { say } from '../terminal/terminal';

/** The flags of `sgmrl worker`. */
export interface WorkerFlags {
  readonly threads: number;
  readonly with: readonly string[];
}

const lookEvery = 100;

/** Does jobs until it is stopped, and gives back what is not done. */
export const worker = async (
  terminal: WatchedTerminal,
  address: string,
  { threads, with: paths }: WorkerFlags,
): Promise<ExitCode> => {
  const modules = await modulesNow(paths)();
  if (E.isLeft(modules)) return reportError(terminal)(modules.left);
  const connected = await brokerAt(address, 'worker')();
  if (E.isLeft(connected)) return reportError(terminal)(connected.left);
  const connection = connected.right;
  const abort = new AbortController();
  const signals = stopSignals(() => {
    abort.abort();
  });
  signals.begin();
  const notice = workerNotice(terminal);
  const look = setInterval(() => {
    notice.look(performance.now());
    if (terminal.reader.lost() !== undefined) abort.abort();
  }, lookEvery);
  say(terminal, `ready: ${String(threads)} thread${threads === 1 ? '' : 's'} at ${address}`);
  const open = workshop({
    threads,
    module: terminal.workerModule,
    modules: modules.right,
    onSilence: silenceOn(terminal),
  });
  await terminal.reader.whileSaving(signals, () =>
    serve({
      connection,
      name: hostname(),
      jobs: threads,
      open: (setup) => open(setup)(),
      onEvent: notice.onEvent,
      stop: abort.signal,
    }),
  );
  clearInterval(look);
  notice.look(performance.now());
  signals.dispose();
  await connection.close();
  return signals.received() ?? terminal.reader.lost() ?? exitCode.success;
};
