import type { RemoteStatus } from '@sgmrl/distributed';
import { refusalNotice } from './refusal-notice';
import { complain, type Terminal } from '../terminal/terminal';

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** What has changed that a person wants to know, in lines. */
export const changes = (before: RemoteStatus | undefined, now: RemoteStatus): readonly string[] => {
  const { workers, inFlight, left, retries, problem } = now;
  const lines: string[] = [];
  if (left > 0 && workers.length !== before?.workers.length)
    lines.push(
      workers.length === 0
        ? `no worker takes jobs; ${counted(left, 'job')} wait`
        : `${counted(workers.length, 'worker')} at work, ${counted(inFlight, 'job')} in flight`,
    );
  if (problem !== undefined && before?.problem === undefined)
    lines.push(`the broker does not serve: ${problem}; trying again`);
  if (problem === undefined && before?.problem !== undefined) lines.push('the broker serves again');
  if (retries > (before?.retries ?? 0)) lines.push(`${counted(retries, 'job')} started again so far`);
  return lines;
};

/** Tells on standard error when workers come and go, and what goes wrong with them. */
export const remoteNotice = (terminal: Terminal): ((status: RemoteStatus) => void) => {
  let before: RemoteStatus | undefined;
  const tell = (line: string): void => {
    complain(terminal, line);
  };
  const tellRefused = refusalNotice(tell);
  return (now) => {
    changes(before, now).forEach(tell);
    tellRefused(now.refused, now.lastRefusal ?? '', performance.now());
    // Between two iterations nobody works, and that is no news.
    before = now.left > 0 ? now : { ...now, workers: before?.workers ?? [] };
  };
};
