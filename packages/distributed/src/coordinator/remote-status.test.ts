import * as E from 'fp-ts/lib/Either.js';
import { beginCall, type Call } from './call';
import { pace } from './pace';
import { patience } from './patience';
import { onChange, sumOver, type RemoteStatus } from './remote-status';
import { roster } from './roster';

const callOf = (jobs: number, first: number): Call =>
  beginCall<number, unknown>(
    {
      session: 'session-1',
      setup: { hash: '', length: 0 },
      describe: String,
      decodeResult: E.right,
      verify: undefined,
      roster: roster(patience),
      patience,
      pace: pace(),
    },
    Array.from({ length: jobs }, (_, i) => i),
    first,
  ).call;

it('sums over all calls', () => {
  const calls = new Set([callOf(2, 0), callOf(3, 2)]);
  expect(sumOver(new Set(), ({ left }) => left())).toBe(0);
  for (const { books } of calls) books.begin(2, 'worker', 0);
  expect(sumOver(calls, ({ left }) => left())).toBe(5);
  expect(sumOver(calls, ({ inFlight }) => inFlight())).toBe(1);
});

const quiet: RemoteStatus = {
  workers: ['a'],
  inFlight: 1,
  inFlightForLong: [],
  left: 2,
  retries: 0,
  problem: undefined,
  duplicates: 0,
  refused: 0,
  lastRefusal: undefined,
};

it('tells what is new, and nothing twice', () => {
  const statuses: readonly RemoteStatus[] = [
    quiet,
    { ...quiet },
    { ...quiet, workers: ['a', 'b'] },
    { ...quiet, workers: ['a', 'b'], problem: 'no broker' },
    { ...quiet, workers: ['a', 'b'], problem: 'no broker' },
    quiet,
  ];
  const told: RemoteStatus[] = [];
  let at = 0;
  const tell = onChange(
    (status) => told.push(status),
    () => statuses[at],
  );
  for (at = 0; at < statuses.length; at++) tell();
  expect(told).toEqual([statuses[0], statuses[2], statuses[3], statuses[5]]);
});
