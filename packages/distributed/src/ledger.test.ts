import { ledger, patience, roster, type Ledger, type Roster } from './ledger';

const within = 0.8 * patience.ackWait;

let known: Roster;
let books: Ledger;
beforeEach(() => {
  known = roster(patience);
  books = ledger(10, ['task 0', 'task 1'], known, patience);
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
  expect([books.finish(10), books.finish(10)]).toEqual(['counted', 'late']);
  expect([books.left(), begin(10, 'b', 2)]).toEqual([1, 'drop']);
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
  for (const [i, worker] of ['a', 'b', 'c'].entries()) {
    const now = i * 10_000;
    expect(begin(10, worker, now)).toBe('go');
    expect(books.collectLost(now + within)).toEqual({ jobs: [] });
    expect(books.collectLost(now + within + 1).jobs).toEqual([10]);
    expect(books.waiting()).toEqual([10, 11]);
  }
  expect(books.collectLost(30_000).poison).toBe(
    'task 0 was lost with 3 workers, one after the other: a and b and c',
  );
});

it('gives a job that failed to another worker if there is one', () => {
  begin(10, 'a', 0);
  begin(11, 'b', 0);
  expect(books.fail(10, 'a', 'no')).toBeUndefined();
  expect(begin(10, 'a', 1)).toBe('later');
  expect(begin(10, 'b', 1)).toBe('go');
  expect(books.fail(10, 'b', 'never')).toBe('task 0 failed 2 times, on a and b: no, then never');
});

it('gives it to the same worker if there is no other', () => {
  begin(10, 'a', 0);
  books.fail(10, 'a', 'no');
  expect(begin(10, 'a', 1)).toBe('go');
  expect(books.fail(10, 'a', 'no')).toBe('task 0 failed 2 times, on a: no');
});

it('counts the failure of nobody but who does the job', () => {
  begin(10, 'a', 0);
  expect([books.fail(10, 'b', 'no'), books.fail(10, 'b', 'no')]).toEqual([undefined, undefined]);
  books.back(10, 'b');
  expect(books.inFlight()).toBe(1);
  books.back(10, 'a');
  expect([books.inFlight(), books.waiting()]).toEqual([0, [10, 11]]);
});

it('forgets who is silent', () => {
  known.heard('a', 0);
  known.heard('b', 1000);
  expect(known.alive(within + 500)).toEqual(['b']);
  expect(known.alive(2 * within + 1000)).toEqual([]);
});
