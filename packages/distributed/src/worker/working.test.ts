import * as E from 'fp-ts/lib/Either.js';
import { protocolVersion, type JobMessage } from '../protocol/messages';
import { decode } from '../wire/decode';
import { encode } from '../wire/encode';
import { waiting } from '../waiting';
import type { Said } from './asking';
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
    untilStop,
    stop: new AbortController().signal,
    onEvent: ({ kind }) => log.push(kind),
    ...more,
  });
  const token = { ack: () => log.push('ack'), nak: (after: number) => log.push(`nak ${String(after)}`) };
  return { log, untilStop, done: async () => (await work(token, message))() };
};

it('does a job, brings its result, and acknowledges it only then', async () => {
  const { log, done } = atWork();
  await done();
  expect(log).toEqual(['working', ['session-1', 5, E.right(9)], 'ack', 'done']);
});

it('leaves a job to another whose result nobody takes', async () => {
  const { log, done } = atWork(undefined, { deliver: () => Promise.resolve(false) });
  await done();
  expect(log).toEqual(['working', 'nak 250']);
});

it('tells why a job failed', async () => {
  const { log, done } = atWork(() => Promise.reject(new Error('out of order')));
  await done();
  expect(log).toEqual(['working', { kind: 'failed', job: 5, problem: 'out of order' }, 'nak 250', 'failed']);
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
  await done();
  expect(log).toEqual([
    'working',
    { kind: 'failed', job: 5, problem: 'expected at most 9 bytes, found 10' },
    'nak 250',
    'failed',
  ]);
});

it('gives back what it does when it is to stop', async () => {
  const { log, untilStop, done } = atWork(() => never);
  const working = done();
  while (log.length === 0) await new Promise(setImmediate);
  untilStop.wake();
  await working;
  expect(log).toEqual(['working', { kind: 'back', job: 5 }, 'nak 0']);
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
    await done();
    expect([run.mock.calls.length, log]).toEqual([0, [{ kind: 'back', job: 5 }, 'nak 0']]);
  },
);

it('gives a job back while a blob is missing, and says what is wrong with one', async () => {
  const missing = atWork(undefined, { load: () => Promise.resolve(E.left('missing')) });
  await missing.done();
  expect(missing.log).toEqual([{ kind: 'back', job: 5 }, 'nak 250']);
  const wrong = atWork(undefined, { load: () => Promise.resolve(E.left('found other bytes')) });
  await wrong.done();
  expect(wrong.log).toEqual([{ kind: 'failed', job: 5, problem: 'found other bytes' }, 'nak 250', 'failed']);
});

it('refuses what it will not work for, and waits a little before it takes more', async () => {
  const { log, untilStop, done } = atWork(undefined, {
    open: () => Promise.resolve(E.left('another version')),
  });
  const working = done();
  while (!log.includes('refused')) await new Promise(setImmediate);
  untilStop.wake();
  await working;
  expect(log).toEqual([{ kind: 'refused', job: 5, problem: 'another version' }, 'nak 1000', 'refused']);
});
