import { writeSync } from 'node:fs';
import { exitCode } from './exit-code';

const sentence =
  'sgmrl: the process ended before the command had: code of a module called process.exit, or awaits what never comes\n';

/**
 * From now on, a process that ends says so, with the exit code of bad input: code of a module can
 * end it without a word. The exit codes of signals are left alone. Gives what takes that back.
 */
export const tellEarlyEnd = (): (() => void) => {
  const tell = (code: number): void => {
    if (code >= exitCode.hungUp) return;
    // Nothing that is written later would come out any more.
    writeSync(process.stderr.fd, sentence);
    process.exitCode = exitCode.badInput;
  };
  process.once('exit', tell);
  return () => {
    process.off('exit', tell);
  };
};
