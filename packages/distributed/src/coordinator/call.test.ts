import * as E from 'fp-ts/lib/Either.js';
import { decodeJob, protocolVersion } from '../protocol/messages';
import { partBytes } from '../protocol/sizes';
import { encode } from '../wire/encode';
import { beginCall, type CallOptions } from './call';
import { pace } from './pace';
import { patience } from './patience';
import { roster } from './roster';

const setup = { hash: 'ab'.repeat(32), length: 3 };
const options: CallOptions<number, unknown> = {
  session: 'session-1',
  setup,
  describe: (x) => `task ${String(x)}`,
  decodeResult: (value) => E.right(value),
  verify: undefined,
  roster: roster(patience),
  patience,
  pace: pace(),
};

const part = (job: number, bytes: Uint8Array, i = 0, parts = 1) =>
  ({ kind: 'result', worker: 'worker-1', job, part: i, parts, bytes }) as const;

it('numbers its jobs on from those before', () => {
  const { call } = beginCall(options, [7, 8], 3);
  expect([2, 3, 4, 5].map(call.owns)).toEqual([false, true, true, false]);
  expect(decodeJob(call.message(4))).toEqual(
    E.right({
      version: protocolVersion,
      session: 'session-1',
      job: 4,
      name: 'task 8',
      setup,
      work: encode(8),
    }),
  );
});

it('puts together results whose parts come in any order', async () => {
  const { call, results } = beginCall(options, [0], 0);
  const long = Array.from({ length: partBytes / 8 }, (_, i) => i);
  const bytes = encode(long);
  expect(call.take(part(0, bytes.subarray(partBytes), 1, 2))).toEqual(E.right('incomplete'));
  expect(call.take(part(0, bytes.subarray(0, partBytes), 0, 2))).toEqual(E.right('counted'));
  await call.done;
  expect(results).toEqual([long]);
});

it('says what is wrong with a result', () => {
  const { call } = beginCall(
    { ...options, decodeResult: () => E.left('expected a vector, found none') },
    [0],
    0,
  );
  expect(call.take(part(0, encode(1)))).toEqual(E.left('expected a vector, found none'));
  expect(call.take(part(0, Uint8Array.of(1)))).toEqual(
    E.left('expected a message of format 1, found other bytes'),
  );
  expect(call.take(part(0, encode(1), 2, 2))).toEqual(E.left('expected a part of 2, found part 2 of 2'));
});

it('checks a result for the job that it is of', () => {
  const decodeResult = (value: unknown, job: number) =>
    value === 2 * job ? E.right(value) : E.left(`expected ${String(2 * job)}`);
  const { call } = beginCall({ ...options, decodeResult }, [7, 8], 3);
  expect(call.take(part(4, encode(14)))).toEqual(E.left('expected 16'));
  expect(call.take(part(4, encode(16)))).toEqual(E.right('counted'));
});

it('is done once what is verified is right, and not if it is wrong', async () => {
  for (const problem of [undefined, new Error('task 0: worker-1 returned other bits')]) {
    let verified: (problem: Error | undefined) => void = () => undefined;
    const { call } = beginCall(
      { ...options, verify: () => new Promise((resolve) => (verified = resolve)) },
      [0],
      0,
    );
    let settled = false;
    const done = call.done.finally(() => (settled = true));
    done.catch(() => undefined);
    call.take(part(0, encode(1)));
    await new Promise(setImmediate);
    expect(settled).toBe(false);
    verified(problem);
    if (problem === undefined) await done;
    else await expect(done).rejects.toBe(problem);
  }
});

it('takes no job that is not plain data', () => {
  expect(() =>
    beginCall<unknown, unknown>(
      { ...options, describe: String, decodeResult: E.right, verify: undefined },
      [() => 1],
      0,
    ),
  ).toThrow(new RangeError('value: expected plain data, found a function'));
});

it.each([
  ['longer than a message may hold', 'x'.repeat(5000)],
  ['with half a character', 'half \ud800'],
])('cuts a name %s, so that the job can travel', (_, name) => {
  const { call } = beginCall({ ...options, describe: () => name }, [1], 0);
  expect(E.isRight(decodeJob(call.message(0)))).toBe(true);
});
