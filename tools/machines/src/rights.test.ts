import { testBroker, type TestBroker } from '@sgmrl/broker';
import {
  connectTo,
  encode,
  remoteMap,
  serve,
  type Credentials,
  type Role,
  type ServeOptions,
} from '@sgmrl/distributed';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram, type Program } from './program';
import { makeCertificates, type Certificates } from './testing/certificates';
import { sgmrl } from './testing/sgmrl';

// The broker is configured by the file that compose and Kubernetes give it.

let folder = '';
let files: Certificates;
let broker: TestBroker;
const opened: NatsConnection[] = [];
const programs: Program[] = [];

const secrets: Readonly<Record<Role, string>> = {
  coordinator: 'only-coordinators-know',
  worker: 'only-workers-know',
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-rights-'));
  files = makeCertificates(folder);
  broker = await testBroker({
    file: join(__dirname, '../deploy/nats.conf'),
    env: {
      SGMRL_BROKER_CERTIFICATE_FILE: files.certificate,
      SGMRL_BROKER_KEY_FILE: files.key,
      SGMRL_BROKER_STORE: join(folder, 'store'),
      // The image has none.
      TMPDIR: '/dev/null',
      SGMRL_COORDINATOR_PASSWORD: secrets.coordinator,
      SGMRL_WORKER_PASSWORD: secrets.worker,
    },
  });
});
afterEach(async () => {
  for (const connection of opened.splice(0)) await connection.close();
  for (const program of programs.splice(0)) await program.kill();
});
afterAll(async () => {
  await broker.dispose();
  rmSync(folder, { recursive: true });
});

const address = () => ({ url: broker.url.replace('nats:', 'tls:'), secure: true });

const attempt = (credentials: Credentials, role: Role = 'worker') =>
  connectTo(address(), credentials, role)();

const connectionOf = async (user: Role): Promise<NatsConnection> => {
  const made = await attempt({ user, password: secrets[user], authority: files.authority }, user);
  if (made._tag === 'Left') throw new Error(made.left);
  opened.push(made.right);
  return made.right;
};

const squares = async () => {
  const { map, close } = await remoteMap<number, number>({
    connection: await connectionOf('coordinator'),
    setup: 'squares',
    describe: String,
    decodeResult: (x) =>
      typeof x === 'number' ? { _tag: 'Right', right: x } : { _tag: 'Left', left: 'expected a number' },
  });
  return { map, close };
};

const worker = async (stop: AbortSignal): Promise<void> => {
  const options: ServeOptions = {
    connection: await connectionOf('worker'),
    name: 'worker',
    jobs: 1,
    open: () =>
      Promise.resolve({
        _tag: 'Right',
        right: { run: (x) => Promise.resolve(Number(x) ** 2), close: () => Promise.resolve() },
      }),
    stop,
  };
  await serve(options);
};

it.each([
  ['without a password', {}, /Authorization/i],
  ['with another password', { user: 'worker', password: secrets.coordinator }, /Authorization/i],
])('lets nobody in %s', async (_, credentials, problem) => {
  const made = await attempt({ ...credentials, authority: files.authority });
  expect(made).toEqual({ _tag: 'Left', left: expect.stringMatching(problem) as unknown });
});

it('is believed only if its authority is known, and only over TLS', async () => {
  const unknown = await attempt({ user: 'worker', password: secrets.worker });
  expect(unknown).toEqual({ _tag: 'Left', left: expect.stringMatching(/certificate/) as unknown });
});

it.each([
  ['coordinator', 'worker'],
  ['worker', 'coordinator'],
] as const)('tells a %s that it has the credentials of a %s', async (role, user) => {
  const made = await attempt({ user, password: secrets[user], authority: files.authority }, role);
  const expected = `expected the credentials of a ${role}, found those of the user "${user}"`;
  expect(made).toEqual({
    _tag: 'Left',
    left: expect.stringMatching(
      `: ${expected}, which may not (listen to _INBOX\\.${role}\\.|send to \\$JS)`,
    ) as unknown,
  });
});

it('lets a coordinator and its workers do all that they need', async () => {
  const { map, close } = await squares();
  const stop = new AbortController();
  const served = worker(stop.signal);
  const long = Array.from({ length: 20 }, (_, i) => i);
  expect(await map(long)).toEqual(long.map((x) => x ** 2));
  // A consumer that has lost track of jobs is made anew: by deleting it first.
  const manager = await jetstreamManager(await connectionOf('coordinator'), { checkAPI: false });
  expect(await manager.consumers.delete('SGMRL_JOBS', 'workers')).toBe(true);
  expect(await map(long)).toEqual(long.map((x) => x ** 2));
  stop.abort();
  await Promise.all([close(), served]);
});

it('lets a worker send no job and no parameters, and change nothing', async () => {
  const { map, close } = await squares();
  const connection = await connectionOf('worker');
  const client = jetstream(connection);
  const manager = await jetstreamManager(connection, { checkAPI: false });
  for (const forbidden of [
    () => client.publish('sgmrl.job.session-1.0', 'a job', { timeout: 1000 }),
    () => client.publish('sgmrl.blob.session-1.hash.0', 'parameters', { timeout: 1000 }),
    () => manager.streams.purge('SGMRL_JOBS'),
    () => manager.streams.delete('SGMRL_JOBS'),
    () => manager.streams.add({ name: 'MINE', subjects: ['mine'] }),
    () => manager.consumers.add('SGMRL_JOBS', { durable_name: 'mine' }),
    () => manager.consumers.delete('SGMRL_JOBS', 'workers'),
    () => connection.request('_INBOX.coordinator', 'an answer', { timeout: 1000 }),
  ])
    await expect(forbidden()).rejects.toThrow(/permissions violation/i);
  // Nothing of it came.
  const stop = new AbortController();
  const served = worker(stop.signal);
  expect(await map([1, 2, 3])).toEqual([1, 4, 9]);
  stop.abort();
  await Promise.all([close(), served]);
});

it('puts no answer for a worker anywhere but among workers, wherever it wants it', async () => {
  const { map, close } = await squares();
  const results = map([3]);
  const connection = await connectionOf('worker');
  const consumer = await jetstream(connection).consumers.get('SGMRL_JOBS', 'workers');
  const job = await consumer.next();
  const session = job?.subject.split('.')[2] ?? '';
  const { streamSequence = 0, deliverySequence = 0 } = job?.info ?? {};
  const blob = `sgmrl.blob.${session}.hash.0`;
  const manager = await jetstreamManager(await connectionOf('coordinator'), { checkAPI: false });
  const jobs = () => manager.streams.info('SGMRL_JOBS', { subjects_filter: 'sgmrl.job.another.*' });
  const [before, { created }] = [await jobs(), await manager.consumers.info('SGMRL_JOBS', 'workers')];

  const said = encode({ kind: 'alive', worker: 'borrower', jobs: [] });
  const requests: readonly (readonly [string, Uint8Array | string])[] = [
    [`sgmrl.lead.${session}`, said],
    ['$JS.API.CONSUMER.INFO.SGMRL_JOBS.workers', ''],
    ['$JS.API.CONSUMER.MSG.NEXT.SGMRL_JOBS.workers', '{"no_wait":true,"batch":9}'],
    ['$JS.API.DIRECT.GET.SGMRL_BLOBS.nothing', ''],
    [`$JS.ACK.SGMRL_JOBS.workers.1.${String(streamSequence)}.${String(deliverySequence)}.0.0`, '+NXT'],
  ];
  const places = [
    ...['sgmrl.job.another.77', blob, '$JS.API.STREAM.PURGE.SGMRL_BLOBS'],
    ...['$JS.API.STREAM.DELETE.SGMRL_JOBS', '$JS.API.CONSUMER.DELETE.SGMRL_JOBS.workers'],
  ];
  for (const reply of places)
    for (const [subject, body] of requests) connection.publish(subject, body, { reply });
  job?.nak();
  await connection.flush();
  // It is answered after those.
  expect((await connection.request(`sgmrl.lead.${session}`, said)).data.length).toBeGreaterThan(0);

  const after = await jobs();
  expect([after.created, after.state.subjects]).toEqual([before.created, undefined]);
  expect((await manager.consumers.info('SGMRL_JOBS', 'workers')).created).toBe(created);
  const reader = await jetstreamManager(connection, { checkAPI: false });
  expect(await reader.direct.getMessage('SGMRL_BLOBS', { last_by_subj: blob })).toBeNull();
  const stop = new AbortController();
  const served = worker(stop.signal);
  expect(await results).toEqual([9]);
  stop.abort();
  await Promise.all([close(), served]);
});

it.each([
  ['worker', 'what workers say', 'sgmrl.lead.*'],
  ['worker', 'what coordinators are answered', '_INBOX.coordinator.>'],
  ['worker', 'all answers', '_INBOX.>'],
  ['coordinator', 'what workers are answered', '_INBOX.worker.>'],
  ['coordinator', 'all answers', '_INBOX.>'],
] as const)('does not let a %s hear %s', async (role, _, subject) => {
  const connection = await connectionOf(role);
  const denied = new Promise<string>((resolve) => {
    connection.subscribe(subject, { callback: (error) => resolve(error?.message ?? 'heard') });
  });
  await connection.flush();
  expect(await Promise.race([denied, sleep(1000, 'not denied')])).toMatch(/permissions violation/i);
});

it('trains by the command, over TLS, with a password from a file that is in no file of the run', async () => {
  const password = (user: Role): Readonly<Record<string, string>> => {
    const file = join(folder, `${user}-password`);
    writeFileSync(file, `${secrets[user]}\n`);
    return { SGMRL_NATS_USER: user, SGMRL_NATS_PASSWORD_FILE: file, SGMRL_NATS_CA_FILE: files.authority };
  };
  const start = (args: readonly string[], env = {}): Program => {
    const program = startProgram(sgmrl, { cwd: folder, args, env });
    programs.push(program);
    return program;
  };
  const training = ['train', '--preset', 'tabular-quick', '--iterations', '3'];
  expect(await start(['worker', address().url]).ended).toMatchObject({
    code: 2,
    err: expect.stringMatching(
      /first certificate; name the file of its authority by SGMRL_NATS_CA_FILE\n/,
    ) as unknown,
  });
  await start(['worker', address().url], password('worker')).printed('ready');
  const [here, remote] = await Promise.all([
    start([...training, '--out', 'here', '--workers', '0']).ended,
    start([...training, '--out', 'remote', '--workers', address().url], password('coordinator')).ended,
  ]);
  expect([here.code, remote.code, remote.err]).toEqual([
    0,
    0,
    expect.not.stringContaining(secrets.coordinator),
  ]);
  const text = (run: string, name: string) => readFileSync(join(folder, run, name), 'utf8');
  expect(text('remote', 'checkpoint')).toBe(text('here', 'checkpoint'));
  for (const name of ['config.json', 'metrics.jsonl', 'summary.json'])
    expect(text('remote', name)).not.toContain(secrets.coordinator);
});
