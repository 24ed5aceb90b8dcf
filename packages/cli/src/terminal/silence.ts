import { few, type Workers } from '@sgmrl/experiments';
import { duration } from '../reports/format';
import { complain, type Terminal } from './terminal';

/**
 * Tells that worker threads have ended no task for long: only a person knows whether that is long
 * for these tasks.
 */
export const silenceOn =
  (terminal: Terminal): NonNullable<Workers['onSilence']> =>
  ({ seconds, jobs, idle }) => {
    const what = idle > 1 ? 'the threads compute nothing' : 'the threads are computing';
    complain(terminal, `no task has ended for ${duration(seconds)}: ${few(jobs)}; ${what}`);
  };
