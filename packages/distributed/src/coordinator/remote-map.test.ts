import { testBroker, type TestBroker } from '@sgmrl/broker';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { createInbox, type NatsConnection } from '@nats-io/transport-node';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { connectTo } from '../connection';
import { decodeReply } from '../protocol/messages';
import { streams, subjects, type Role } from '../protocol/subjects';
import { encode } from '../wire/encode';
import { serve, type ServeOptions } from '../worker/serve';
import { remoteMap, type RemoteMap, type RemoteMapOptions } from './remote-map';
import type { RemoteStatus } from './remote-status';

let broker: TestBroker;
const opened: NatsConnection[] = [];
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  broker = await testBroker();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  for (const connection of opened.splice(0)) await connection.close();
});
afterAll(() => broker.dispose());

const connection = async (role: Role): Promise<NatsConnection> => {
  const made = await connectTo({ url: broker.url, secure: false }, {}, role)();
  if (E.isLeft(made)) throw new Error(made.left);
  opened.push(made.right);
  return made.right;
};

interface Square {
  readonly x: number;
  readonly theta?: Float64Array;
}

/** x² and the sum of θ, in the worker's process. */
const compute = (job: unknown): readonly number[] => {
  const { x, theta } = job as Square;
  return [x * x, theta === undefined ? -0 : theta.reduce((sum, each) => sum + each, 0)];
};

const start = async (
  name: string,
  run: (job: unknown) => Promise<unknown> = (job) => Promise.resolve(compute(job)),
  options: Partial<ServeOptions> = {},
): Promise<() => Promise<void>> => {
  const abort = new AbortController();
  const ended = serve({
    connection: await connection('worker'),
    name,
    jobs: 1,
    open: () => Promise.resolve(E.right({ run, close: () => Promise.resolve() })),
    stop: abort.signal,
    ...options,
  });
  const stop = async () => {
    abort.abort();
    await ended;
  };
  stops.push(stop);
  return stop;
};

const numbers = t.readonlyArray(t.number);

const coordinator = async (
  options: Partial<RemoteMapOptions<Square, readonly number[]>> = {},
): Promise<RemoteMap<Square, readonly number[]>> => {
  const made = await remoteMap<Square, readonly number[]>({
    connection: await connection('coordinator'),
    setup: { program: 'squares' },
    describe: ({ x }) => `the square of ${String(x)}`,
    decodeResult: (u) => (numbers.is(u) ? E.right(u) : E.left('expected numbers')),
    ...options,
  });
  stops.push(made.close);
  return made;
};

const jobs = (count: number, theta?: Float64Array): readonly Square[] =>
  Array.from({ length: count }, (_, x) => ({ x, ...(theta && { theta }) }));

it('brings results in the order of the jobs, whoever does them', async () => {
  const { map } = await coordinator();
  const done = new Set<string>();
  const slow = (name: string) => async (job: unknown) => {
    done.add(name);
    await sleep((job as Square).x % 2 === 0 ? 20 : 1);
    return compute(job);
  };
  await start('one', slow('one'));
  await start('two', slow('two'));
  expect(await map(jobs(20))).toEqual(jobs(20).map(compute));
  expect(await map([])).toEqual([]);
  expect(await map(jobs(3))).toEqual(jobs(3).map(compute));
  expect(done.size).toBe(2);
  const [[, zero]] = await map(jobs(1));
  expect(Object.is(zero, -0)).toBe(true);
});

it('sends θ once an iteration, however long it is', async () => {
  const theta = Float64Array.from({ length: 400_000 }, (_, i) => 1 / (i + 1)); // 3.2 MB, more than a message holds
  const { map } = await coordinator();
  await start('one');
  expect(await map(jobs(4, theta))).toEqual(jobs(4, theta).map(compute));
  const lead = opened[0].stats();
  expect(lead.outBytes).toBeGreaterThan(theta.byteLength);
  expect(lead.outBytes).toBeLessThan(1.2 * theta.byteLength);
});

it('returns what is longer than a message', async () => {
  const { map } = await coordinator();
  const long = Array.from({ length: 300_000 }, (_, i) => i / 3);
  await start('one', () => Promise.resolve(long));
  for (const result of await map(jobs(2))) expect(isDeepStrictEqual(result, long)).toBe(true);
});

it('names a job that fails on two workers, and why', async () => {
  const { map } = await coordinator();
  for (const name of ['one', 'two'])
    await start(name, async (job) => {
      await sleep(50);
      if ((job as Square).x === 3) throw new Error('no such square');
      return compute(job);
    });
  await expect(map(jobs(6))).rejects.toThrow(
    /^the square of 3 failed 2 times, on (one-\w+ and two-\w+|two-\w+ and one-\w+): no such square$/,
  );
  // It goes on with other jobs.
  expect(await map(jobs(2))).toEqual(jobs(2).map(compute));
});

it('names a job soon, also where each worker has failed at another', async () => {
  const { map } = await coordinator();
  for (const name of ['one', 'two'])
    await start(name, async () => {
      await sleep(50);
      throw new Error('out of order');
    });
  await expect(map(jobs(2))).rejects.toThrow(/failed 2 times, on (?:one-\w+ and two|two-\w+ and one)-\w+: /);
});

it('tries twice where there is one worker only', async () => {
  const { map } = await coordinator();
  let tries = 0;
  await start('one', () => Promise.reject(new Error(`try ${String(++tries)}`)));
  await expect(map(jobs(1))).rejects.toThrow(/^the square of 0 failed 2 times, on one-\w+: try 2$/);
});

it('takes no result that is none', async () => {
  const statuses: RemoteStatus[] = [];
  const { map } = await coordinator({ onStatus: (status) => statuses.push(status) });
  await start('one', () => Promise.resolve('nothing'));
  await expect(map(jobs(1))).rejects.toThrow(/its result is none: expected numbers/);
  expect(statuses.at(-1)?.refused).toBe(2);
});

it('finds a worker that returns other bits', async () => {
  const { map } = await coordinator({
    verify: { share: 1, run: (job) => Promise.resolve(compute(job)) },
  });
  await start('right');
  expect(await map(jobs(4))).toEqual(jobs(4).map(compute));
  await start('wrong', (job) => Promise.resolve([...compute(job).slice(0, 1), 0]));
  // 0 for −0: equal by ===, but other bits.
  await expect(map(jobs(40))).rejects.toThrow(/: wrong-\w+ returned other bits than are computed here$/);
});

it('tells whom it refuses, and gives the job to another', async () => {
  const statuses: RemoteStatus[] = [];
  const { map } = await coordinator({ onStatus: (status) => statuses.push(status) });
  await start('old', undefined, {
    open: () => Promise.resolve(E.left('expected version 2, found version 1')),
  });
  await sleep(100);
  const results = map(jobs(2));
  await sleep(300);
  await start('new');
  expect(await results).toEqual(jobs(2).map(compute));
  expect(statuses.at(-1)?.lastRefusal).toMatch(/^old-\w+ refuses: expected version 2/);
});

it('answers nobody who wants the answer where workers may not write', async () => {
  const statuses: RemoteStatus[] = [];
  const { map } = await coordinator({ onStatus: (status) => statuses.push(status) });
  const results = map(jobs(1));
  const asker = await connection('worker');
  const manager = await jetstreamManager(asker, { checkAPI: false });
  const job = await manager.streams.getMessage(streams.jobs, { last_by_subj: subjects.jobs });
  const session = job?.subject.split('.')[2] ?? '';
  const alive = encode({ kind: 'alive', worker: 'borrower', jobs: [] });
  const places = [subjects.job('another1', 77), subjects.part(session, 'hash', 0), createInbox()];
  for (const reply of places) asker.publish(subjects.lead(session), alive, { reply });
  // It is answered after those.
  await asker.request(subjects.lead(session), alive);
  const kept = [
    manager.streams.getMessage(streams.jobs, { last_by_subj: places[0] }),
    manager.streams.getMessage(streams.blobs, { last_by_subj: places[1] }),
  ];
  expect(await Promise.all(kept)).toEqual([null, null]);
  await start('one');
  expect(await results).toEqual(jobs(1).map(compute));
  expect(statuses.at(-1)).toMatchObject({
    refused: places.length,
    lastRefusal: 'expected a message that is answered to a worker, found one for another place',
  });
});

const refuser: Partial<ServeOptions> = { open: () => Promise.resolve(E.left('no such module')) };

it.each(['passes', 'stays'])(
  'does not wait for who refuses where a failure %s',
  async (how) => {
    const { map } = await coordinator();
    await start('refuses', undefined, refuser);
    let tries = 0;
    await start('fails', (job) =>
      how === 'passes' && ++tries > 1 ? Promise.resolve(compute(job)) : Promise.reject(new Error('no')),
    );
    const results = map(jobs(1));
    if (how === 'passes') expect(await results).toEqual(jobs(1).map(compute));
    else await expect(results).rejects.toThrow(/^the square of 0 failed 2 times, on fails-\w+: no$/);
  },
  20_000,
);

it('is not kept from workers by jobs of a run that they refuse', async () => {
  const noKiller: Partial<ServeOptions> = {
    open: (setup) =>
      Promise.resolve(
        isDeepStrictEqual(setup, { program: 'squares' })
          ? E.right({ run: (job) => Promise.resolve(compute(job)), close: () => Promise.resolve() })
          : E.left('expected no module, found killer.mjs'),
      ),
  };
  for (const name of ['one', 'two']) await start(name, undefined, noKiller);
  const statuses: RemoteStatus[] = [];
  const killer = await coordinator({
    setup: { program: 'squares', with: 'killer.mjs' },
    onStatus: (status) => statuses.push(status),
  });
  const waits = killer.map(jobs(4));
  while ((statuses.at(-1)?.refused ?? 0) < 2) await sleep(50);
  const { map } = await coordinator();
  for (let iteration = 0; iteration < 5; iteration += 1)
    expect(await map(jobs(20))).toEqual(jobs(20).map(compute));
  expect(statuses.at(-1)?.lastRefusal).toMatch(/: expected no module, found killer.mjs$/);
  // Who can do them gets them though he comes late.
  await start('three');
  expect(await waits).toEqual(jobs(4).map(compute));
});

it('gives up when the program is to stop and every worker refuses', async () => {
  let isToStop = false;
  const statuses: RemoteStatus[] = [];
  const { map } = await coordinator({
    stopRequested: () => isToStop,
    onStatus: (status) => statuses.push(status),
  });
  await start('refuses', undefined, refuser);
  const results = map(jobs(2));
  while ((statuses.at(-1)?.refused ?? 0) === 0) await sleep(50);
  isToStop = true;
  await expect(results).rejects.toMatchObject({ name: 'AbortError' });
  expect(statuses.at(-1)?.workers).toEqual([]);
});

it('gives back what a worker that leaves has not done', async () => {
  const { map } = await coordinator();
  const leave = await start('leaves', () => new Promise(() => undefined));
  const results = map(jobs(3));
  await sleep(200);
  await leave();
  await start('stays');
  expect(await results).toEqual(jobs(3).map(compute));
});

it('goes on when the broker was killed and has lost everything', async () => {
  const statuses: RemoteStatus[] = [];
  const { map } = await coordinator({ onStatus: (status) => statuses.push(status) });
  const theta = Float64Array.from({ length: 100_000 }, (_, i) => i);
  for (const name of ['one', 'two'])
    await start(name, async (job) => {
      await sleep(100);
      return compute(job);
    });
  const results = map(jobs(30, theta));
  await sleep(500);
  await broker.kill();
  await sleep(300);
  await broker.start();
  expect(await results).toEqual(jobs(30, theta).map(compute));
  expect(await map(jobs(3, theta))).toEqual(jobs(3, theta).map(compute));
});

it('sends again a job that its worker and the broker have both lost', async () => {
  const { map } = await coordinator();
  const forgetful = await connection('worker');
  const results = map(jobs(2));
  await sleep(200);
  const consumer = await jetstream(forgetful).consumers.get(streams.jobs, streams.consumer);
  const message = await consumer.next();
  const session = message?.subject.split('.')[2] ?? '';
  const say = (said: object): Uint8Array => encode({ worker: 'forgetful', ...said });
  const begun = await forgetful.request(subjects.lead(session), say({ kind: 'begin', job: 0 }));
  expect(decodeReply(begun.data)).toEqual(E.right('go'));
  await message?.ackAck();
  // It lives, and does something else.
  const beat = setInterval(() => {
    forgetful.publish(subjects.lead(session), say({ kind: 'alive', jobs: [] }));
  }, 500);
  await start('other');
  try {
    expect(await results).toEqual(jobs(2).map(compute));
  } finally {
    clearInterval(beat);
  }
});

it('has jobs done of which the consumer has lost track', async () => {
  const { map } = await coordinator();
  const stranger = await connection('worker');
  await jetstream(stranger).publish('sgmrl.job.of-another.0', 'stale');
  const results = map(jobs(2));
  await sleep(200);
  // A broker of 2.9 forgets all that its consumer has yet to give when some of it is purged.
  const manager = await jetstreamManager(stranger);
  await manager.streams.purge(streams.jobs, { filter: subjects.jobsOf('of-another') });
  await start('one');
  expect(await results).toEqual(jobs(2).map(compute));
});

it('keeps what concurrent maps refer to', async () => {
  const { map } = await coordinator();
  const theta = (value: number) => new Float64Array(10_000).fill(value);
  const first = map(jobs(2, theta(1)));
  const leave = await start(
    'leaves',
    (job) =>
      (job as Square).theta?.[0] === 1 ? new Promise(() => undefined) : Promise.resolve(compute(job)),
    { jobs: 3 },
  );
  for (const value of [2, 3]) await map(jobs(1, theta(value)));
  await leave();
  await start('late');
  expect(await first).toEqual(jobs(2, theta(1)).map(compute));
});

it('drops jobs of a coordinator that is gone', async () => {
  const first = await remoteMap<Square, readonly number[]>({
    connection: await connection('coordinator'),
    setup: 1,
    describe: () => 'stale',
    decodeResult: () => E.left('nobody reads this'),
  });
  void first.map(jobs(5)).catch(() => undefined);
  await sleep(100);
  await opened[0].close(); // as by a kill: nothing is cleared
  const { map } = await coordinator();
  const names: string[] = [];
  await start('one', undefined, {
    onEvent: (event) => {
      if (event.kind === 'working') names.push(event.name);
    },
  });
  expect(await map(jobs(2))).toEqual(jobs(2).map(compute));
  expect(names).toEqual(['the square of 0', 'the square of 1']);
  await first.close();
});

it('refuses and counts what makes no sense', async () => {
  const statuses: RemoteStatus[] = [];
  const { map } = await coordinator({ onStatus: (status) => statuses.push(status) });
  const events: string[] = [];
  await start('one', undefined, {
    onEvent: (event) => {
      if (event.kind === 'refused') events.push(event.problem);
    },
  });
  const stranger = await connection('worker');
  const leads = stranger.subscribe('sgmrl.lead.*', { max: 1 });
  const [subject] = await Promise.all([
    (async () => {
      for await (const message of leads) return message.subject;
      return '';
    })(),
    map(jobs(1)),
  ]);
  for (const data of ['', 'hello', new Uint8Array(900_000)]) stranger.publish(subject, data);
  stranger.publish('sgmrl.job.0123456789.0', 'no job');
  expect(await map(jobs(3))).toEqual(jobs(3).map(compute));
  await sleep(400);
  expect(statuses.at(-1)?.refused).toBe(3);
  expect(events).toEqual(['expected a message of format 1, found other bytes']);
});

it('gives up what nobody works at when the program is to stop, and nothing else', async () => {
  let isToStop = false;
  const { map } = await coordinator({ stopRequested: () => isToStop });
  const leave = await start('one', async (job) => {
    await sleep(300);
    return compute(job);
  });
  const results = map(jobs(3));
  await sleep(200);
  isToStop = true;
  expect(await results).toEqual(jobs(3).map(compute));
  await leave();
  await expect(map(jobs(1))).rejects.toMatchObject({ name: 'AbortError' });
});

it.each(['was killed', 'hangs'])('gives up when the program is to stop and the broker %s', async (how) => {
  let isToStop = false;
  const { map, close } = await coordinator({ stopRequested: () => isToStop });
  const leave = await start('one', () => new Promise(() => undefined));
  const results = map(jobs(1));
  await sleep(200);
  if (how === 'hangs') broker.pause();
  else await broker.kill();
  try {
    isToStop = true;
    await expect(results).rejects.toMatchObject({ name: 'AbortError' });
    await Promise.all([close(), leave()]);
  } finally {
    if (how === 'hangs') broker.resume();
    else await broker.start();
  }
});

it('takes no job from who cannot be heard since the broker hangs, and says that it does', async () => {
  const statuses: RemoteStatus[] = [];
  const { map } = await coordinator({ onStatus: (status) => statuses.push(status) });
  const resumed = new AbortController();
  await start('one', async (job) => {
    while (!resumed.signal.aborted) await sleep(20);
    return compute(job);
  });
  const results = map(jobs(1));
  while (statuses.at(-1)?.inFlight !== 1) await sleep(20);
  broker.pause();
  try {
    while (statuses.at(-1)?.problem === undefined) await sleep(20);
    await sleep(1000);
  } finally {
    broker.resume();
  }
  while (statuses.at(-1)?.problem !== undefined) await sleep(20);
  resumed.abort();
  expect(await results).toEqual(jobs(1).map(compute));
  expect(statuses.map((status) => status.problem)).toContain('it does not answer');
  expect(statuses.at(-1)?.retries).toBe(0);
});

it('rejects what is open when it is closed', async () => {
  const { map, close } = await coordinator();
  const results = map(jobs(1));
  await sleep(50);
  await Promise.all([expect(results).rejects.toThrow('the map is closed'), close()]);
  await expect(map(jobs(1))).rejects.toThrow('the map is closed');
});
