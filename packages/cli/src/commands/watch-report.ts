import { visibleName } from '@sgmrl/codecs';
import { following } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { stopSignals } from '../terminal/stop-signals';
import { complain, say, type Terminal } from '../terminal/terminal';
import { folderState } from '../watch/folder-state';
import { servePage } from '../watch/page-server';

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
  port: number,
): Promise<ExitCode> => {
  const served = await servePage({ files: following(directories), state: folderState(directories) }, port)();
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
