import * as E from 'fp-ts/lib/Either.js';
import { mostParts, partBytes } from '../protocol/sizes';
import { unfinishedResults } from './unfinished';

const whole = new Uint8Array(partBytes);

const part = (job: number, worker = 'worker-1', i = 0, parts = mostParts) =>
  ({ kind: 'result', worker, job, part: i, parts, bytes: whole }) as const;

const begun = E.right(undefined);
const full = E.right('full');

it('has room for four of the longest results, and for as many as are of one part', () => {
  const { take } = unfinishedResults(() => true);
  expect([0, 1, 2, 3, 4].map((job) => take(part(job)))).toEqual([begun, begun, begun, begun, full]);
  expect(take(part(4, 'worker-1', 0, 2))).toEqual(full);
  expect(take(part(4, 'worker-1', 0, 1))).toEqual(E.right(whole));
});

it('lets what has begun end, and has room again', () => {
  const { take, forget } = unfinishedResults(() => true);
  for (const job of [0, 1, 2]) take(part(job));
  for (const job of [3, 4]) take(part(job, 'worker-1', 0, mostParts / 2));
  expect(take(part(5, 'worker-1', 0, 2))).toEqual(full);
  for (let i = 1; i < mostParts / 2 - 1; i += 1)
    expect(take(part(3, 'worker-1', i, mostParts / 2))).toEqual(begun);
  const ended = take(part(3, 'worker-1', mostParts / 2 - 1, mostParts / 2));
  expect(E.isRight(ended) && ended.right?.length).toBe((partBytes * mostParts) / 2);
  expect(take(part(5))).toEqual(full);
  forget(0);
  expect(take(part(5))).toEqual(begun);
});

it('drops what came of those who do not have the job any more, where there is no room', () => {
  const lost = new Set<string>();
  const { take } = unfinishedResults((_, worker) => !lost.has(worker));
  for (const [job, worker] of ['a', 'b', 'c', 'd'].entries()) take(part(job, worker));
  expect(take(part(4, 'e'))).toEqual(full);
  lost.add('b');
  expect(take(part(4, 'e'))).toEqual(begun);
  expect(take(part(5, 'f'))).toEqual(full);
});
