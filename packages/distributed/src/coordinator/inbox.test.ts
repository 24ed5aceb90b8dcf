import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { WorkerMessage } from '../protocol/messages';
import { mostParts, partBytes } from '../protocol/sizes';
import { encode } from '../wire/encode';
import { beginCall } from './call';
import { inbox } from './inbox';
import { pace } from './pace';
import { patience } from './patience';
import { roster as emptyRoster } from './roster';

const worker = 'worker-1';

const open = (jobs: readonly number[] = [0, 1]) => {
  const roster = emptyRoster(patience);
  const { call, results } = beginCall<number, number>(
    {
      session: 'session-1',
      setup: { hash: '', length: 0 },
      describe: (x) => `task ${String(x)}`,
      decodeResult: (value) => (t.number.is(value) ? E.right(value) : E.left('expected a number')),
      verify: undefined,
      roster,
      patience,
      pace: pace(),
    },
    jobs,
    5,
  );
  const { answer, discarded } = inbox({ calls: new Set([call]), roster, putAgain: (hash) => hash === known });
  return {
    call,
    results,
    discarded,
    roster,
    say: (said: WorkerMessage, now = 0) => answer(encode(said), now),
    answer,
  };
};

const known = 'ab'.repeat(32);
const result = (job: number, value: unknown, from = worker): WorkerMessage => ({
  kind: 'result',
  worker: from,
  job,
  part: 0,
  parts: 1,
  bytes: encode(value),
});

it('has jobs done, and counts a second result as a duplicate', async () => {
  const { say, call, results, discarded } = open();
  expect([5, 6, 7].map((job) => say({ kind: 'begin', worker, job }))).toEqual(['go', 'go', 'drop']);
  expect([say(result(6, 60)), say(result(5, 50)), say(result(5, 51))]).toEqual(['ok', 'ok', 'ok']);
  await call.done;
  expect([results, discarded().duplicates]).toEqual([[50, 60], 1]);
  expect([say(result(9, 1)), discarded().duplicates]).toEqual(['drop', 2]);
});

it('has a worker bring a result later where there is no room, and counts it as refused', () => {
  const { say, discarded, call } = open([0, 1, 2, 3, 4]);
  const all = [5, 6, 7, 8, 9];
  for (const job of all) say({ kind: 'begin', worker, job });
  const begun = (job: number): WorkerMessage => ({
    kind: 'result',
    worker,
    job,
    part: 0,
    parts: mostParts,
    bytes: new Uint8Array(partBytes),
  });
  expect(all.map((job) => say(begun(job)))).toEqual(['ok', 'ok', 'ok', 'ok', 'later']);
  expect(discarded()).toMatchObject({
    refused: 1,
    lastRefusal: 'worker-1: expected unfinished results of at most 2048 parts, found more',
  });
  expect(call.books.waiting()).toEqual([]);
  say(result(5, 50));
  expect(say(begun(9))).toBe('ok');
});

it('takes no result of who was not told to do the job', () => {
  const { say, discarded } = open();
  say({ kind: 'begin', worker, job: 5 });
  expect(say(result(5, 50, 'stranger'))).toBe('refused');
  expect(discarded()).toEqual({
    duplicates: 0,
    refused: 1,
    lastRefusal: 'stranger: it was not told to do job 5',
  });
});

it('ends the call when a job has failed on two workers', async () => {
  const { say, call } = open();
  for (const [i, each] of [worker, 'worker-2'].entries()) {
    expect(say({ kind: 'begin', worker: each, job: 5 }, i)).toBe('go');
    expect(
      say(i === 0 ? { kind: 'failed', worker: each, job: 5, problem: 'no' } : result(5, 'x', each), i),
    ).toBe(i === 0 ? 'ok' : 'refused');
  }
  await expect(call.done).rejects.toThrow(
    'task 0 failed 2 times, on worker-1 and worker-2: no, then its result is none: expected a number',
  );
});

it('lets nobody keep a job but by saying so', () => {
  const { say, call } = open();
  for (const job of [5, 6]) say({ kind: 'begin', worker, job });
  say({ kind: 'alive', worker, jobs: [6, 7] }, 2000);
  expect(call.books.waiting()).toEqual([5]);
  call.books.collectLost(3000);
  expect(call.books.waiting()).toEqual([5]);
});

it('knows of workers that have no job', () => {
  const { say, roster } = open();
  say({ kind: 'alive', worker, jobs: [] }, 1000);
  expect(roster.alive(2000)).toEqual([worker]);
});

it('puts blobs again that jobs refer to', () => {
  const { say } = open();
  expect([known, 'cd'.repeat(32)].map((hash) => say({ kind: 'missing', worker, hash }))).toEqual([
    'ok',
    'drop',
  ]);
});

it('takes back what a worker gives back, or will not do', () => {
  const { say, call, discarded } = open();
  for (const job of [5, 6]) say({ kind: 'begin', worker, job });
  say({ kind: 'back', worker, job: 5 });
  say({ kind: 'refused', worker, job: 6, problem: 'expected version 2, found version 1' });
  expect([call.books.waiting(), discarded().lastRefusal]).toEqual([
    [5, 6],
    'worker-1 refuses: expected version 2, found version 1',
  ]);
});

it('gives a job that failed to the same worker where the others refuse', () => {
  const { say, roster } = open();
  say({ kind: 'begin', worker, job: 5 });
  say({ kind: 'failed', worker, job: 5, problem: 'no' });
  const later = patience.ackWait;
  say({ kind: 'alive', worker: 'worker-2', jobs: [] }, later);
  expect(say({ kind: 'begin', worker, job: 5 }, later)).toBe('later');
  expect(say({ kind: 'begin', worker: 'worker-2', job: 5 }, later)).toBe('go');
  say({ kind: 'refused', worker: 'worker-2', job: 5, problem: 'no such module' }, later);
  say({ kind: 'alive', worker: 'worker-2', jobs: [] }, later);
  expect(roster.alive(later)).toEqual([worker]);
  expect(say({ kind: 'begin', worker, job: 5 }, later)).toBe('go');
});

it.each([result(5, 50, 'worker-2'), { kind: 'failed', worker: 'worker-2', job: 5, problem: 'no' }] as const)(
  'counts a worker again that has refused, and then worked (%j)',
  (worked) => {
    const { say, roster } = open();
    say({ kind: 'begin', worker: 'worker-2', job: 5 });
    say({ kind: 'refused', worker: 'worker-2', job: 5, problem: 'not yet' });
    say({ kind: 'begin', worker: 'worker-2', job: 5 });
    expect(roster.alive(0)).toEqual([]);
    say(worked);
    expect(roster.alive(0)).toEqual(['worker-2']);
  },
);

it('refuses what is no message', () => {
  const { answer, discarded } = open();
  expect([answer(new Uint8Array(9), 0), discarded().lastRefusal]).toEqual([
    'refused',
    'a message that is none: expected a message of format 1, found other bytes',
  ]);
});
