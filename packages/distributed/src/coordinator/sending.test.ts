import * as E from 'fp-ts/lib/Either.js';
import { waiting } from '../waiting';
import type { Holding } from './lead-broker';
import { beginCall, type Call } from './call';
import { pace } from './pace';
import { patience } from './patience';
import { roster } from './roster';
import { sending } from './sending';

const session = 'session-1';

const call = (jobs: number): Call =>
  beginCall(
    {
      session,
      setup: { hash: '', length: 0 },
      describe: String,
      decodeResult: (value) => E.right(value),
      verify: undefined,
      roster: roster(patience),
      patience,
      pace: pace(),
    },
    Array.from({ length: jobs }, (_, i) => i),
    0,
  ).call;

/** A broker that keeps what it gets. */
const keeping = () => {
  const sent: number[] = [];
  const held = new Set<number>();
  return {
    sent,
    held,
    broker: {
      prepare: () => Promise.resolve(),
      publish: (_: string, job: number) => {
        sent.push(job);
        held.add(job);
        return Promise.resolve();
      },
      held: (): Promise<Holding> => Promise.resolve({ jobs: held, tracked: true }),
      renewConsumer: () => Promise.resolve(),
    },
  };
};

const open = (
  broker: ReturnType<typeof keeping>['broker'],
  ...calls: readonly Call[]
): ReturnType<typeof sending> =>
  sending({ broker, session, calls: new Set(calls), untilBack: waiting(), pause: 1 });

it('sends again what nobody does and the broker does not hold', async () => {
  const { broker, sent, held } = keeping();
  const jobs = call(4);
  const { send, audit } = open(broker, jobs);
  await send(jobs);
  await audit();
  await audit();
  expect(sent).toEqual([0, 1, 2, 3]);
  jobs.books.begin(0, 'worker', 0);
  held.delete(0);
  held.delete(2);
  await audit();
  // Job 2 may have been on its way to a worker: jobs were begun since the last look.
  expect(sent).toHaveLength(4);
  await audit();
  expect(sent.slice(4)).toEqual([2]);
});

it('makes streams again that are gone', async () => {
  const { broker, sent, held } = keeping();
  const jobs = call(2);
  let there = true;
  const { send, audit, problem } = open(
    {
      ...broker,
      prepare: () => {
        there = true;
        return Promise.resolve();
      },
      held: () => (there ? broker.held() : Promise.reject(new Error('stream not found'))),
    },
    jobs,
  );
  await send(jobs);
  await audit();
  there = false;
  held.clear();
  await audit();
  expect([sent, problem()]).toEqual([[0, 1, 0, 1], undefined]);
});

it('makes a consumer anew that has lost track of jobs', async () => {
  const { broker, sent, held } = keeping();
  const jobs = call(2);
  let [renewed, looks] = [0, 0];
  const { send, audit } = open(
    {
      ...broker,
      // At the first look one was acknowledged between two answers of the broker.
      held: () => Promise.resolve({ jobs: held, tracked: renewed > 0 || ++looks === 2 }),
      renewConsumer: () => {
        renewed += 1;
        return Promise.resolve();
      },
    },
    jobs,
  );
  await send(jobs);
  for (let audits = 0; audits < 8; audits++) await audit();
  // The jobs are there: they are not sent twice.
  expect([renewed, looks, sent]).toEqual([1, 4, [0, 1]]);
});

it('says why it cannot use the broker, and goes on when it can', async () => {
  const { broker, sent } = keeping();
  const jobs = call(1);
  let tries = 0;
  const problems: (string | undefined)[] = [];
  const { send, problem } = open(
    {
      ...broker,
      publish: (name, job) => {
        problems.push(problem());
        return ++tries < 3 ? Promise.reject(new Error(`try ${String(tries)}`)) : broker.publish(name, job);
      },
    },
    jobs,
  );
  await send(jobs);
  expect([problems, problem(), sent]).toEqual([[undefined, 'try 1', 'try 2'], undefined, [0]]);
});

it('waits for no answer that was lost with the connection', async () => {
  const { broker, sent } = keeping();
  const jobs = call(1);
  const untilBack = waiting();
  let lost = true;
  const { send } = sending({
    broker: {
      ...broker,
      publish: (name, job) => {
        if (!lost) return broker.publish(name, job);
        lost = false;
        return new Promise(() => undefined);
      },
    },
    session,
    calls: new Set([jobs]),
    untilBack,
    pause: 1,
  });
  const sentAll = send(jobs);
  untilBack.wake();
  await sentAll;
  expect(sent).toEqual([0]);
});

it('tries no more once it is stopped', async () => {
  const { broker } = keeping();
  const { insist, stop } = open(broker);
  await insist(() => {
    stop();
    return Promise.reject(new Error('no'));
  });
});
