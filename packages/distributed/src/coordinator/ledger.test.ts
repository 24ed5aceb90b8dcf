import { ledger, type Ledger } from './ledger';
import { pace } from './pace';
import { holdsFor, patience } from './patience';
import { roster, type Roster } from './roster';

const within = holdsFor(patience);

let known: Roster;
let books: Ledger;
beforeEach(() => {
  known = roster(patience);
  books = ledger(10, ['task 0', 'task 1'], known, patience, pace());
});

/** A worker that is heard of asks for a job. */
const begin = (job: number, worker: string, now: number) => {
  known.heard(worker, now);
  return books.begin(job, worker, now);
};

it('gives each job to one worker, and counts its first result', () => {
  expect([begin(10, 'a', 0), begin(11, 'b', 0)]).toEqual(['go', 'go']);
  expect([books.inFlight(), books.left(), books.waiting()]).toEqual([2, 2, []]);
  expect([begin(10, 'b', 1), begin(10, 'a', 1)]).toEqual(['drop', 'go']);
  expect([books.holds(10, 'a'), books.holds(10, 'b'), books.holds(9, 'a')]).toEqual([true, false, false]);
  expect([books.finish(10), books.finish(10)]).toEqual(['counted', 'late']);
  expect([books.left(), begin(10, 'b', 2), books.holds(10, 'a')]).toEqual([1, 'drop', false]);
});

it('names no job that takes as long as others did', () => {
  const minute = 60_000;
  begin(10, 'a', 0);
  begin(11, 'b', 0);
  books.keep(10, 'a', 3 * minute);
  books.finish(10);
  expect(books.inFlightForLong(6 * minute - 1)).toEqual([]);
  expect(books.inFlightForLong(6 * minute)).toEqual([{ name: 'task 1', worker: 'b', minutes: 4 }]);
});

it('names jobs that one worker has had for long, and for how long about', () => {
  const minute = 60_000;
  begin(10, 'a', 0);
  begin(11, 'b', minute);
  books.keep(10, 'a', minute);
  expect([books.inFlightForLong(minute - 1), books.inFlightForLong(7.9 * minute)]).toEqual([
    [],
    [
      { name: 'task 0', worker: 'a', minutes: 4 },
      { name: 'task 1', worker: 'b', minutes: 4 },
    ],
  ]);
  expect(books.inFlightForLong(minute)).toEqual([{ name: 'task 0', worker: 'a', minutes: 1 }]);
  // Another has it now.
  begin(10, 'b', 8 * minute);
  books.finish(11);
  expect(books.inFlightForLong(8 * minute)).toEqual([]);
});

it.each([9, 12, -1, 1e9])('knows no job %d', (job) => {
  expect([begin(job, 'a', 0), books.finish(job), books.hasBegun(job, 'a')]).toEqual(['drop', 'late', false]);
});

it('gives a job of a silent worker to another, and takes the result of either', () => {
  begin(10, 'a', 0);
  expect(begin(10, 'b', within)).toBe('drop');
  expect(begin(10, 'b', within + 1)).toBe('go');
  expect([books.hasBegun(10, 'a'), books.hasBegun(10, 'b'), books.hasBegun(10, 'c')]).toEqual([
    true,
    true,
    false,
  ]);
  expect([books.retries(), books.finish(10)]).toEqual([1, 'counted']);
});

it('collects jobs of workers that are lost, and names one that was lost with three', () => {
  const found = ['a', 'b', 'c'].map((worker, i) => {
    const now = i * 10_000;
    expect(begin(10, worker, now)).toBe('go');
    expect([books.collectLost(now + within), books.waiting()]).toEqual([undefined, [11]]);
    const poison = books.collectLost(now + within + 1);
    expect(books.waiting()).toEqual([10, 11]);
    return poison;
  });
  expect(found).toEqual([
    undefined,
    undefined,
    'task 0 was lost with 3 workers, one after the other: a and b and c',
  ]);
});

it('takes a job from a worker that lives, but no longer says that it does it', () => {
  begin(10, 'a', 0);
  begin(11, 'a', 0);
  known.heard('a', within);
  books.keep(11, 'a', within);
  expect(begin(10, 'b', within)).toBe('drop');
  expect([books.collectLost(within + 1), books.waiting()]).toEqual([undefined, [10]]);
  // It was lost on the way, not with a worker.
  for (let i = 1; i < 5; i += 1) {
    expect(begin(10, `b${String(i)}`, i * 10_000)).toBe('go');
    known.heard(`b${String(i)}`, i * 10_000 + within + 1);
    expect(books.collectLost(i * 10_000 + within + 1)).toBeUndefined();
  }
});

it('takes from a worker what it does not say that it does, and nothing from others', () => {
  begin(10, 'a', 0);
  begin(11, 'a', 0);
  books.keepOnly([], 'b', 1);
  expect(books.waiting()).toEqual([]);
  known.heard('a', within);
  books.keepOnly([11, 12], 'a', within);
  expect([books.waiting(), books.retries()]).toEqual([[10], 1]);
  // It still has the other, and what it said of that holds.
  expect([books.collectLost(2 * within), books.waiting()]).toEqual([undefined, [10]]);
  books.collectLost(2 * within + 1);
  expect(books.waiting()).toEqual([10, 11]);
  // A job that is done is nobody's.
  begin(10, 'b', 3 * within);
  books.finish(10);
  books.keepOnly([], 'b', 3 * within);
  expect([books.left(), books.retries()]).toEqual([1, 2]);
});

it('believes of a job nobody but who does it', () => {
  begin(10, 'a', 0);
  books.keep(10, 'b', within);
  books.keep(12, 'a', within);
  books.collectLost(within + 1);
  expect(books.waiting()).toEqual([10, 11]);
});

it('takes nothing away for the time in which nobody could be heard', () => {
  begin(10, 'a', 0);
  books.renew(10_000);
  expect([books.collectLost(10_000 + within), books.inFlight()]).toEqual([undefined, 1]);
  books.collectLost(10_000 + within + 1);
  expect(books.inFlight()).toBe(0);
});

it('gives a job that failed to another worker if there is one', () => {
  begin(10, 'a', 0);
  begin(11, 'b', 0);
  expect(books.fail(10, 'a', 'no', 0)).toBeUndefined();
  expect(begin(10, 'a', 1)).toBe('later');
  expect(begin(10, 'b', 1)).toBe('go');
  expect(books.fail(10, 'b', 'never', 1)).toBe('task 0 failed 2 times, on a and b: no, then never');
});

it('gives it to the same worker only if for long no other has come', () => {
  begin(10, 'a', 0);
  books.fail(10, 'a', 'no', 0);
  expect(begin(10, 'a', patience.ackWait - 1)).toBe('later');
  expect(begin(10, 'a', patience.ackWait)).toBe('go');
  expect(books.fail(10, 'a', 'no', patience.ackWait)).toBe('task 0 failed 2 times, on a: no');
});

it('counts the failure of nobody but who does the job', () => {
  begin(10, 'a', 0);
  expect([books.fail(10, 'b', 'no', 0), books.fail(10, 'b', 'no', 0)]).toEqual([undefined, undefined]);
  books.back(10, 'b');
  expect(books.inFlight()).toBe(1);
  books.back(10, 'a');
  expect([books.inFlight(), books.waiting()]).toEqual([0, [10, 11]]);
});
