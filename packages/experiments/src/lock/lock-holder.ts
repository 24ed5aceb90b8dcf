import { randomUUID } from 'node:crypto';
import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { wholeNumber } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as t from 'io-ts';
import { decodeText } from '../files/decode-text';
import { codeOf, readText } from '../files/files';

const holderCodec = t.intersection([
  t.type({
    pid: wholeNumber(1, 2_147_483_647),
    host: t.string,
    /**
     * When the process started, in the words of the system; tells it from a later one of the same
     * number.
     */
    started: t.union([t.string, t.null]),
  }),
  t.partial({
    /**
     * Which running system and which numbering of processes, for containers of one host; missing in
     * locks of old.
     */
    system: t.union([t.string, t.null]),
    /** Of this lock alone, so that no two locks ever have the same text. */
    id: t.string,
  }),
]);

/** Who holds a lock. */
export type Holder = t.TypeOf<typeof holderCodec>;

/** Whether a process runs; `unseen` if that cannot be known from here. */
export type Life = 'runs' | 'gone' | 'unseen';

interface Stat {
  /** Ended, all of its threads included: one that was killed can be about to write still. */
  readonly ended: boolean;
  readonly started: string;
}

const readOrNull = async (path: string): Promise<string | null> =>
  pipe(
    await readText(path)(),
    E.match(
      () => null,
      (text) => text.trim(),
    ),
  );

/** What tells about a process, from Linux's /proc; undefined on other systems or if it is gone. */
const processStat = async (pid: number): Promise<Stat | undefined> => {
  const text = await readOrNull(`/proc/${String(pid)}/stat`);
  if (text === null) return undefined;
  // The second field, the name, may hold anything; the third is the state, the 20th the number of
  // threads, the 22nd the start time.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, threads, started] = [fields[0], fields[17], fields[19]];
  return { ended: ['Z', 'X'].includes(state) && Number(threads) <= 1, started };
};

/** What tells apart machines, their restarts and containers on Linux; null on other systems. */
const thisSystem = async (): Promise<string | null> => {
  const boot = await readOrNull('/proc/sys/kernel/random/boot_id');
  const numbering = await readlink('/proc/self/ns/pid').catch(() => null);
  return boot === null || numbering === null ? null : `${boot} ${numbering}`;
};

/** Whether the system has a process of this number. */
export const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not permitted to signal it: it is there.
    return codeOf(error) === 'EPERM';
  }
};

/** The text of a lock file that this process holds; another one at each call. */
export const describeMyself: T.Task<string> = async () => {
  const stat = await processStat(process.pid);
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    started: stat?.started ?? null,
    system: await thisSystem(),
    id: randomUUID(),
  };
  return `${JSON.stringify(holder)}\n`;
};

/** The holder in the text of a lock file; undefined if the text is none of a holder. */
export const parseHolder: (text: string) => Holder | undefined = decodeText(holderCodec);

const isOfThisSystem = async ({ host, system = null }: Holder): Promise<boolean> => {
  const here = await thisSystem();
  return system === null || here === null ? host === hostname() : system === here;
};

/**
 * Whether a holder runs: a killed process, also one that nobody has waited for, or a number used
 * anew, does not.
 */
export const lifeOf =
  (holder: Holder): T.Task<Life> =>
  async () => {
    if (!(await isOfThisSystem(holder))) return 'unseen';
    const stat = await processStat(holder.pid);
    if (stat === undefined) return exists(holder.pid) ? 'unseen' : 'gone';
    if (stat.ended) return 'gone';
    if (holder.started === null) return 'unseen';
    return stat.started === holder.started ? 'runs' : 'gone';
  };
