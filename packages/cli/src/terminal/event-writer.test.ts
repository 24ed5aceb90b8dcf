import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { decodeRecords, presets, readRun, startRun, type StoredRun } from '@sgmrl/experiments';
import { eventFileName, eventLog } from '@sgmrl/report';
import * as E from 'fp-ts/lib/Either.js';
import { call } from '../testing/command';
import { eventWriter } from './event-writer';

const settings = ['--set', 'algorithm.metaBatchSize=2', 'algorithm.trajectories=3'];

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-events-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const train = async (...flags: readonly string[]): Promise<void> => {
  const { code, err } = await call('train', ...flags);
  if (code !== 0) throw new Error(err);
};

/** The event file of the metrics that a run has, made at once. */
const expected = (run: string, iterations: number): Uint8Array => {
  const records = decodeRecords(iterations)(readFileSync(join(at(run), 'metrics.jsonl'), 'utf8'));
  if (E.isLeft(records)) throw new Error(records.left);
  return eventLog(records.right).bytes;
};

const events = (run: string): Uint8Array => new Uint8Array(readFileSync(join(at(run), eventFileName)));

it('holds each iteration once, whenever the run is stopped and gone on with', async () => {
  const begin = ['--preset', 'tabular-quick', ...settings, '--iterations', '2', '--out', at('run')];
  await train(...begin, '--tensorboard');
  expect(events('run')).toEqual(expected('run', 2));
  const goOn = ['--resume', at('run'), '--tensorboard', '--iterations'];
  await train(...goOn, '4');
  expect(events('run')).toEqual(expected('run', 4));
  // Killed while an event was written; gone on with for a while without events; not an event file
  // at all.
  truncateSync(join(at('run'), eventFileName), events('run').length - 5);
  await train(...goOn, '5');
  expect(events('run')).toEqual(expected('run', 5));
  await train(...goOn.filter((flag) => flag !== '--tensorboard'), '6');
  await train(...goOn, '7');
  expect(events('run')).toEqual(expected('run', 7));
  writeFileSync(join(at('run'), eventFileName), 'something else');
  await train(...goOn, '8');
  expect(events('run')).toEqual(expected('run', 8));
});

it('is written while the run trains, and drops what a killed process wrote of an iteration that was not kept', async () => {
  const config = { ...presets['tabular-quick'].config, iterations: 2 };
  const err = new PassThrough();
  const writer = eventWriter({ out: new PassThrough(), err, workerModule: '' });
  const sizes: number[] = [];
  const size = () => events('direct').length;
  const trained = await startRun(config, at('direct'), {
    workers: { threads: 0, module: '' },
    onStart: (run) => {
      writer.begin(run);
      sizes.push(size());
    },
    onIteration: (record) => {
      writer.add(record);
      sizes.push(size());
    },
    stopRequested: () => false,
  })();
  expect(E.isRight(trained)).toBe(true);
  expect(new Set(sizes).size).toBe(3);
  const whole = events('direct');
  const run = await readRun(at('direct'))();
  if (E.isLeft(run)) throw new Error(run.left.kind);
  writeFileSync(join(at('direct'), eventFileName), Buffer.concat([whole, Buffer.from('half an event')]));
  writer.begin(run.right);
  expect(events('direct')).toEqual(whole);
  err.end();
  expect(await text(err)).toBe('');
});

it('tells once that events cannot be written, and lets the run go on', async () => {
  const err = new PassThrough();
  const writer = eventWriter({ out: new PassThrough(), err, workerModule: '' });
  const nowhere: StoredRun = {
    paths: { ...(await paths()), directory: at('gone') },
    config: presets['tabular-quick'].config,
    state: undefined,
    checksum: undefined,
  };
  writer.begin(nowhere);
  const [record] = await recordsOf();
  writer.add(record);
  err.end();
  expect(await text(err)).toMatch(/^sgmrl: .*gone.*: no more events are written\n$/);
});

const paths = async () => {
  const run = await readRun(at('run'))();
  if (E.isLeft(run)) throw new Error(run.left.kind);
  return run.right.paths;
};

const recordsOf = () => {
  const records = decodeRecords(1)(readFileSync(join(at('run'), 'metrics.jsonl'), 'utf8'));
  if (E.isLeft(records)) throw new Error(records.left);
  return Promise.resolve(records.right);
};
