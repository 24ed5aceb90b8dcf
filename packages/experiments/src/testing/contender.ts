import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';
import { hostname } from 'node:os';
import { lifeOf } from '../lock/lock-holder';
import { acquireLock, releaseLock } from '../lock/lock';

/**
 * A process that takes a lock again and again: contender.js LOCK LOG TIMES. Once it has the lock it
 * writes to the log that it is inside, then that it is outside, and in between it may kill itself.
 * It complains in the log of whoever is inside with it.
 */
const [lock, log, times] = process.argv.slice(2);

const write = (what: string): void => {
  appendFileSync(log, `${what} ${String(process.pid)}\n`);
};

/** Complains of those that are inside by the log and have not been killed there. */
const complain = async (): Promise<void> => {
  const found = new Set<string>();
  for (const line of readFileSync(log, 'utf8').split('\n').slice(0, -1)) {
    const [what, pid] = line.split(' ');
    if (what === 'inside') found.add(pid);
    else if (what === 'outside') found.delete(pid);
  }
  found.delete(String(process.pid));
  for (const pid of found)
    if ((await lifeOf({ pid: Number(pid), host: hostname(), started: null })()) !== 'gone')
      write(`violation ${pid}`);
};

const oneOf = (count: number): boolean => Math.random() < 1 / count;

const contend = async (): Promise<void> => {
  for (let i = 0; i < Number(times); i++) {
    const taken = await acquireLock(lock, { takeOver: false })();
    if (E.isLeft(taken)) {
      if (taken.left.kind !== 'locked') write(`error ${JSON.stringify(taken.left)}`);
      await setTimeout(5 * Math.random());
    } else {
      write('inside');
      await complain();
      await setTimeout(5 * Math.random());
      if (oneOf(3)) process.kill(process.pid, 'SIGKILL');
      await complain();
      write('outside');
      if (oneOf(3)) process.kill(process.pid, 'SIGKILL');
      await releaseLock(taken.right)();
    }
  }
};

void contend();
