import { PassThrough } from 'node:stream';
import { changes, remoteNotice } from './remote-notice';

const quiet = {
  workers: [],
  inFlight: 0,
  inFlightForLong: [],
  left: 3,
  retries: 0,
  duplicates: 0,
  refused: 0,
  lastRefusal: undefined,
  problem: undefined,
};

it('tells who works, and nothing twice', () => {
  expect(changes(undefined, quiet)).toEqual([]);
  const busy = { ...quiet, workers: ['a'], inFlight: 1, left: 2 };
  expect(changes(quiet, busy)).toEqual(['1 worker at work, 1 job in flight']);
  expect(changes(busy, { ...busy, inFlight: 2 })).toEqual([]);
  expect(changes(busy, { ...quiet, left: 0 })).toEqual([]);
});

it('tells what goes wrong', () => {
  expect(changes(quiet, { ...quiet, retries: 1 })).toEqual(['1 job started again so far']);
  const away = { ...quiet, problem: 'no responders' };
  expect(changes(quiet, away)).toEqual(['the broker does not serve: no responders; trying again']);
  expect(changes(away, { ...away, problem: 'timeout' })).toEqual([]);
  expect(changes(away, quiet)).toEqual(['the broker serves again']);
});

describe('where no worker comes', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const busy = { ...quiet, workers: ['a'], inFlight: 1 };
  const noticeOn = (err: PassThrough) => remoteNotice({ out: new PassThrough(), err, workerModule: '' });

  it('tells so after three seconds, once', () => {
    const err = new PassThrough();
    const notice = noticeOn(err);
    notice(quiet);
    jest.advanceTimersByTime(2900);
    notice({ ...quiet, left: 2 });
    expect(err.read()).toBeNull();
    jest.advanceTimersByTime(100);
    expect(String(err.read())).toBe('no worker takes jobs; 2 jobs wait\n');
    notice({ ...quiet, left: 1 });
    jest.advanceTimersByTime(10_000);
    expect(err.read()).toBeNull();
    for (const status of [busy, quiet]) notice(status);
    jest.advanceTimersByTime(3000);
    expect(String(err.read())).toMatch(/^1 worker at work.*\nno worker takes jobs; 3 jobs wait\n$/);
  });

  it.each([
    ['one comes soon', busy],
    ['nothing is left', { ...quiet, left: 0 }],
    ['the broker is away', { ...quiet, problem: 'it does not answer' }],
  ])('tells nothing of it if %s', (_, next) => {
    const err = new PassThrough();
    const notice = noticeOn(err);
    notice(quiet);
    jest.advanceTimersByTime(1000);
    notice(next);
    jest.advanceTimersByTime(10_000);
    expect(String(err.read() ?? '')).not.toContain('no worker');
  });
});

it('tells what was refused, once and not each time', () => {
  const err = new PassThrough();
  const notice = remoteNotice({ out: new PassThrough(), err, workerModule: '' });
  for (const refused of [1, 2, 3]) notice({ ...quiet, left: 0, refused, lastRefusal: 'old-1: version 2' });
  expect(String(err.read())).toBe('refused 1 message so far, the last: old-1: version 2\n');
});

it('names each job that is in flight for long, once for each worker', () => {
  const err = new PassThrough();
  const notice = remoteNotice({ out: new PassThrough(), err, workerModule: '' });
  const long = (name: string, minutes: number, worker = `${name}'s`) => ({ name, worker, minutes });
  const told = [
    [long('a', 2)],
    [long('a', 2), long('b', 1)],
    [long('a', 4), long('b', 2)],
    [],
    [long('c', 1), long('a', 1, 'another')],
  ];
  for (const inFlightForLong of told) notice({ ...quiet, left: 0, inFlightForLong });
  const line = 'in flight for long, perhaps hanging:';
  expect(String(err.read()).split('\n')).toEqual([
    `${line} a on a's (2 min)`,
    `${line} b on b's (1 min)`,
    `${line} c on c's (1 min), a on another (1 min)`,
    '',
  ]);
});
