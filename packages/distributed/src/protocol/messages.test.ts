import * as E from 'fp-ts/lib/Either.js';
import { encode } from '../wire/encode';
import { cut, decodeJob, decodeReply, decodeWorkerMessage, protocolVersion } from './messages';
import { partBytes } from './sizes';

const hash = 'ab'.repeat(32);
const job = {
  version: protocolVersion,
  session: 'session-1',
  job: 3,
  name: 'task 3 of iteration 1',
  setup: { hash, length: 10 },
  work: Uint8Array.of(1, 2, 3),
};

it('reads a job, in the message or in a blob', () => {
  for (const work of [job.work, { hash, length: 7 }])
    expect(decodeJob(encode({ ...job, work }))).toEqual(E.right({ ...job, work }));
});

it.each([
  ['of a version that is no number', { ...job, version: '2' }, 'version: expected 1, found "2"'],
  [
    'with a subject in its session',
    { ...job, session: 'a.b.>.*-*' },
    'session: expected 8 to 64 letters, digits, - or _',
  ],
  ['with more than it has', { ...job, run: 'rm -rf' }, 'run: expected no field but version, session, job'],
  ['without a number', { ...job, job: -1 }, 'job: expected whole number from 0'],
  [
    'that is giant',
    { ...job, setup: { hash, length: 2 ** 40 } },
    'setup.length: expected whole number from 0',
  ],
])('refuses a job %s', (_, message, problem) => {
  const decoded = decodeJob(encode(message));
  expect(E.isLeft(decoded) ? decoded.left : 'none').toContain(problem);
});

it('reads whose job another version speaks of, whatever else that says', () => {
  const { session, job: number } = job;
  for (const message of [
    { ...job, version: 2 },
    { version: 2, session, job: number, more: 'of it' },
  ])
    expect(decodeJob(encode(message))).toEqual(
      E.left({ session, job: number, problem: 'expected version 1 of the messages, found 2' }),
    );
});

it('reads what workers say', () => {
  for (const message of [
    { kind: 'begin', worker: 'worker-1', job: 1 },
    { kind: 'result', worker: 'worker-1', job: 1, part: 0, parts: 1, bytes: new Uint8Array(partBytes) },
    { kind: 'failed', worker: 'worker-1', job: 1, problem: 'no' },
    { kind: 'back', worker: 'worker-1', job: 1 },
    { kind: 'refused', worker: 'worker-1', job: 1, problem: 'version 2' },
    { kind: 'missing', worker: 'worker-1', hash },
    { kind: 'alive', worker: 'worker-1', jobs: [1, 2] },
  ])
    expect(decodeWorkerMessage(encode(message))).toEqual(E.right(message));
});

it.each([
  [{ kind: 'stop', worker: 'worker-1' }, 'kind: expected'],
  [{ kind: 'begin', worker: 'w', job: 1 }, 'worker: expected 8 to 64'],
  [
    { kind: 'result', worker: 'worker-1', job: 1, part: 0, parts: 1, bytes: new Uint8Array(partBytes + 1) },
    `bytes: expected at most ${String(partBytes)} bytes`,
  ],
  [
    { kind: 'failed', worker: 'worker-1', job: 1, problem: 'x'.repeat(4001) },
    'problem: expected a text of at most',
  ],
  [
    { kind: 'alive', worker: 'worker-1', jobs: Array.from({ length: 5000 }, (_, i) => i) },
    'jobs: expected list of at most 4096',
  ],
])('refuses %j', (message, problem) => {
  const decoded = decodeWorkerMessage(encode(message));
  expect(E.isLeft(decoded) ? decoded.left : 'none').toContain(problem);
});

it('reads answers', () => {
  expect(decodeReply(encode('go'))).toEqual(E.right('go'));
  expect(E.isLeft(decodeReply(encode('stop')))).toBe(true);
});

it('cuts a problem to what a message holds', () => {
  const problem = cut(`${'x'.repeat(3999)}\u{1f600}`);
  expect([problem.length, E.isRight(decodeReply(encode(problem)))]).toEqual([4000, false]);
});
