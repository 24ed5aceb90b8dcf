import type { RemoteStatus } from '@sgmrl/distributed';
import { few } from '@sgmrl/experiments';
import { refusalNotice } from './refusal-notice';
import { complain, type Terminal } from '../terminal/terminal';

const counted = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** What has changed that a person wants to know, in lines. */
export const changes = (before: RemoteStatus | undefined, now: RemoteStatus): readonly string[] => {
  const { workers, inFlight, left, retries, problem } = now;
  const lines: string[] = [];
  if (left > 0 && workers.length > 0 && workers.length !== before?.workers.length)
    lines.push(`${counted(workers.length, 'worker')} at work, ${counted(inFlight, 'job')} in flight`);
  if (problem !== undefined && before?.problem === undefined)
    lines.push(`the broker does not serve: ${problem}; trying again`);
  if (problem === undefined && before?.problem !== undefined) lines.push('the broker serves again');
  if (retries > (before?.retries ?? 0)) lines.push(`${counted(retries, 'job')} started again so far`);
  return lines;
};

/** Milliseconds for which none is there before that is told: workers that are there need a moment. */
const aloneFor = 3000;

/** Tells when nobody works for long. */
const loneliness = (tell: (line: string) => void): ((status: RemoteStatus) => void) => {
  let left = 0;
  let alone: NodeJS.Timeout | undefined;
  return (now) => {
    left = now.left;
    if (left === 0 || now.workers.length > 0 || now.problem !== undefined) {
      clearTimeout(alone);
      alone = undefined;
    } else
      alone ??= setTimeout(() => {
        tell(`no worker takes jobs; ${counted(left, 'job')} wait`);
      }, aloneFor).unref();
  };
};

/** Tells of each job that is in flight for long, once for each worker that has it. */
const slowness = (tell: (line: string) => void): ((status: RemoteStatus) => void) => {
  const told = new Set<string>();
  return ({ inFlightForLong }) => {
    const fresh = inFlightForLong.filter(({ name, worker }) => !told.has(`${name} on ${worker}`));
    for (const { name, worker } of fresh) told.add(`${name} on ${worker}`);
    const names = fresh.map(({ name, worker, minutes }) => `${name} on ${worker} (${String(minutes)} min)`);
    if (fresh.length > 0) tell(`in flight for long, perhaps hanging: ${few(names)}`);
  };
};

/** Tells on standard error when workers come and go, and what goes wrong with them. */
export const remoteNotice = (terminal: Terminal): ((status: RemoteStatus) => void) => {
  let before: RemoteStatus | undefined;
  const tell = (line: string): void => {
    complain(terminal, line);
  };
  const tellRefused = refusalNotice(tell);
  const tellAlone = loneliness(tell);
  const tellSlow = slowness(tell);
  return (now) => {
    changes(before, now).forEach(tell);
    tellAlone(now);
    tellSlow(now);
    tellRefused(now.refused, now.lastRefusal ?? '', performance.now());
    // Between two iterations nobody works, and that is no news.
    before = now.left > 0 ? now : { ...now, workers: before?.workers ?? [] };
  };
};
