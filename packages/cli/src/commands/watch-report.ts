import { visibleName } from '@sgmrl/codecs';
import { modulesNow } from '@sgmrl/experiments';
import { following } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import { reportError } from '../reports/report-error';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { stopSignals } from '../terminal/stop-signals';
import { complain, say, type Terminal } from '../terminal/terminal';
import { folderState } from '../watch/folder-state';
import { servePage } from '../watch/page-server';

/** The flags of `sgmrl report --watch`. */
export interface WatchFlags {
  readonly port?: number;
  readonly with: readonly string[];
}

/** The exit code for the signal that ends the command. */
const untilSignal = (): Promise<ExitCode> =>
  new Promise((resolve) => {
    const signals = stopSignals(() => {
      signals.dispose();
      resolve(signals.received() ?? exitCode.success);
    });
    signals.begin();
  });

/** Serves a page that follows runs while they train, until a signal ends it. */
export const watchReport = async (
  terminal: Terminal,
  directories: readonly string[],
  { port = 0, with: paths }: WatchFlags,
): Promise<ExitCode> => {
  const modules = await modulesNow(paths)();
  if (E.isLeft(modules)) return reportError(terminal)(modules.left);
  const pages = { files: following(directories, modules.right), state: folderState(directories) };
  const served = await servePage(pages, port)();
  if (E.isLeft(served)) {
    complain(terminal, `sgmrl: ${served.left}`);
    return exitCode.badInput;
  }
  const { url, close } = served.right;
  say(
    terminal,
    `Following ${visibleName(directories.join(', '))} on ${url} (this machine only; Ctrl-C ends)`,
  );
  const code = await untilSignal();
  await close();
  return code;
};
