import * as E from 'fp-ts/lib/Either.js';
import { protocolVersion, type JobMessage } from '../protocol/messages';
import { decode } from '../wire/decode';
import { encode } from '../wire/encode';
import { waiting } from '../waiting';
import type { Said } from './asking';
import { fates, type Fate } from './fate';
import { lately } from './lately';
import { sessionsOf, type OpenWorkshop } from './sessions';
import { workingAt, type Bench } from './working';

const setup = { hash: 'ab'.repeat(32), length: 1 };
const message: JobMessage = {
  version: protocolVersion,
  session: 'session-1',
  job: 5,
  name: 'the square of 3',
  setup,
  work: encode(3),
};

const never = new Promise<never>(() => undefined);

/** A worker whose coordinator hears everything, and whose workshop squares unless told otherwise. */
const atWork = (
  run: (job: unknown) => Promise<unknown> = (x) => Promise.resolve(Number(x) ** 2),
  more: Partial<Bench> & { readonly open?: OpenWorkshop } = {},
) => {
  const log: unknown[] = [];
  const untilStop = waiting();
  const refused = lately({ rememberFor: 1000, most: 9 });
  const open = more.open ?? (() => Promise.resolve(E.right({ run, close: () => Promise.resolve() })));
  const work = workingAt({
    ask: (_, said: Said) => {
      log.push(said);
      return Promise.resolve('ok');
    },
    load: (_, packed) => Promise.resolve(packed === setup ? E.right('squares') : E.right(3)),
    deliver: (session, job, result) => {
      log.push([session, job, decode(result)]);
      return Promise.resolve(true);
    },
    sessions: sessionsOf(open, { most: 1, idleFor: 1000 }),
    refused,
    putOff: () => 70,
    untilStop,
    stop: new AbortController().signal,
    onEvent: ({ kind }) => log.push(kind),
    ...more,
  });
  const done = async (): Promise<Fate> => {
    const next = await work(message);
    return typeof next === 'function' ? next() : next;
  };
  return { log, untilStop, refused, done };
};

it('does a job, brings its result, and is done with it only then', async () => {
  const { log, done } = atWork();
  expect(await done()).toBe(fates.done);
  expect(log).toEqual(['working', ['session-1', 5, E.right(9)], 'done']);
});

it('leaves a job to another whose result nobody takes', async () => {
  const { log, done } = atWork(undefined, { deliver: () => Promise.resolve(false) });
  expect(await done()).toBe(fates.backSoon);
  expect(log).toEqual(['working']);
});

it('tells why a job failed', async () => {
  const { log, done } = atWork(() => Promise.reject(new Error('out of order')));
  expect(await done()).toBe(fates.backSoon);
  expect(log).toEqual(['working', { kind: 'failed', job: 5, problem: 'out of order' }, 'failed']);
});

it('takes a result that is no plain data for a failure', async () => {
  const { log, done } = atWork(() => Promise.resolve(() => 1));
  await done();
  expect(log).toContainEqual({
    kind: 'failed',
    job: 5,
    problem: 'value: expected plain data, found a function',
  });
});

it('tells of a result that cannot be brought', async () => {
  const deliver = () => Promise.reject(new RangeError('expected at most 9 bytes, found 10'));
  const { log, done } = atWork(undefined, { deliver });
  expect(await done()).toBe(fates.backSoon);
  expect(log).toEqual([
    'working',
    { kind: 'failed', job: 5, problem: 'expected at most 9 bytes, found 10' },
    'failed',
  ]);
});

it('gives back what it does when it is to stop', async () => {
  const { log, untilStop, done } = atWork(() => never);
  const working = done();
  while (log.length === 0) await new Promise(setImmediate);
  untilStop.wake();
  expect(await working).toBe(fates.backNow);
  expect(log).toEqual(['working', { kind: 'back', job: 5 }]);
});

it.each(['its parameters are loaded', 'its workshop is opened'])(
  'does not begin a job when it is to stop while %s',
  async (when) => {
    const stop = new AbortController();
    const stopIf = (now: string): void => {
      if (now === when) stop.abort();
    };
    const run = jest.fn(() => never);
    const { log, done } = atWork(run, {
      stop: stop.signal,
      load: (_, packed) => {
        stopIf('its parameters are loaded');
        return Promise.resolve(packed === setup ? E.right('squares') : E.right(3));
      },
      open: () => {
        stopIf('its workshop is opened');
        return Promise.resolve(E.right({ run, close: () => Promise.resolve() }));
      },
    });
    expect(await done()).toBe(fates.backNow);
    expect([run.mock.calls.length, log]).toEqual([0, [{ kind: 'back', job: 5 }]]);
  },
);

it('gives a job back while a blob is missing, and says what is wrong with one', async () => {
  const missing = atWork(undefined, { load: () => Promise.resolve(E.left('missing')) });
  expect(await missing.done()).toBe(fates.backSoon);
  expect(missing.log).toEqual([{ kind: 'back', job: 5 }]);
  const wrong = atWork(undefined, { load: () => Promise.resolve(E.left('found other bytes')) });
  expect(await wrong.done()).toBe(fates.backSoon);
  expect(wrong.log).toEqual([{ kind: 'failed', job: 5, problem: 'found other bytes' }, 'failed']);
});

it('refuses what it will not work for, remembers that, and puts the job off', async () => {
  const { log, refused, done } = atWork(undefined, {
    open: () => Promise.resolve(E.left('another version')),
  });
  expect(await done()).toEqual({ kind: 'back', after: 70 });
  expect(log).toEqual([{ kind: 'refused', job: 5, problem: 'another version' }, 'refused']);
  expect(refused.has('session-1')).toBe(true);
});
