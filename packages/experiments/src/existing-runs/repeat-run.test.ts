import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { presets } from '../configuration/presets';
import { describeError } from '../errors/experiment-error';
import { sha256 } from '../files/hash';
import { decodeCheckpoint, encodeCheckpoint } from '../run/checkpoint';
import { addToChecksum, noChecksum } from '../run/metrics-file';
import { startRun } from '../training/train';
import type { TrainOptions } from '../training/train-options';
import { repeatRun } from './repeat-run';

const config: Config = { ...presets['tabular-quick'].config, iterations: 4 };

const options: TrainOptions = {
  workers: { threads: 0, module: '' },
  onStart: () => undefined,
  onIteration: () => undefined,
  stopRequested: () => false,
};

describe('repeatRun', () => {
  let folder = '';
  let runs = 0;
  const at = (...names: readonly string[]) => join(folder, ...names);
  const fresh = () => at(`run-${String((runs += 1))}`);
  const trained = async (stopAfter = Infinity) => {
    const directory = fresh();
    let done = 0;
    await startRun(config, directory, {
      ...options,
      onIteration: () => (done += 1),
      stopRequested: () => done >= stopAfter,
    })();
    return directory;
  };
  const repeat = async (directory: string, changed: Partial<TrainOptions> = {}) => {
    const repeated = await repeatRun(directory, fresh(), { ...options, ...changed })();
    if (E.isLeft(repeated)) throw new Error(describeError(repeated.left));
    return repeated.right;
  };
  /** Rewrites a run as one that another program computed: its checkpoint fits the metrics. */
  const alter = (directory: string, metrics: (text: string) => string, scale = 1): void => {
    const text = metrics(readFileSync(join(directory, 'metrics.jsonl'), 'utf8'));
    writeFileSync(join(directory, 'metrics.jsonl'), text);
    const path = join(directory, 'checkpoint');
    const decoded = decodeCheckpoint(readFileSync(path, 'utf8'));
    if (E.isLeft(decoded)) throw new Error(decoded.left);
    const { state, ...checkpoint } = decoded.right;
    const parameters = Float64Array.from(state.parameters, (x) => scale * x);
    writeFileSync(
      path,
      encodeCheckpoint({
        ...checkpoint,
        state: { ...state, parameters },
        metrics: addToChecksum(noChecksum, text),
      }),
    );
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-repeat-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds the same bytes', async () => {
    const directory = await trained();
    const before = readFileSync(join(directory, 'checkpoint'), 'utf8');
    const decoded = decodeCheckpoint(before);
    if (E.isLeft(decoded)) throw new Error(decoded.left);
    const { parameters } = decoded.right.state;
    const bytes = Buffer.from(Float64Array.from(parameters).buffer);
    expect(await repeat(directory)).toMatchObject({
      outcome: 'equal',
      equal: 4,
      checkpoint: sha256(before),
      parameters: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(readFileSync(join(directory, 'checkpoint'), 'utf8')).toBe(before);
  });

  it('repeats what a run has done, whatever it was asked for', async () => {
    expect(await repeat(await trained(2))).toMatchObject({ outcome: 'equal', equal: 2 });
  });

  it('stops at the first iteration that differs', async () => {
    const directory = await trained();
    alter(directory, (text) => text.replace(/("iteration":3,"timesteps":)/, '$19'));
    let last = 0;
    const repetition = await repeat(directory, { onIteration: ({ iteration }) => (last = iteration) });
    expect(repetition).toMatchObject({ outcome: 'different', equal: 2, iteration: 3 });
    expect(last).toBe(3);
  });

  it('finds a state that differs where the metrics do not', async () => {
    const directory = await trained();
    alter(directory, (text) => text, 1 + 2 ** -52);
    expect(await repeat(directory)).toMatchObject({
      outcome: 'different',
      equal: 4,
      iteration: undefined,
    });
  });

  it('finds the same state where a program of before kept no checksum of the metrics', async () => {
    for (const [scale, outcome] of [
      [1, 'equal'],
      [1 + 2 ** -52, 'different'],
    ] as const) {
      const directory = await trained();
      alter(directory, (text) => text, scale);
      const path = join(directory, 'checkpoint');
      const [, body] = readFileSync(path, 'utf8').split('\n');
      const older = body.replace(/,"metrics":"[0-9a-f]{64}"/, '');
      expect(older).not.toBe(body);
      const header = JSON.stringify({ format: 'sgmrl-checkpoint', version: 1, sha256: sha256(older) });
      writeFileSync(path, `${header}\n${older}\n`);
      expect(await repeat(directory)).toMatchObject({ outcome, equal: 4 });
    }
  });

  it('says how far it came when it is stopped', async () => {
    const directory = await trained();
    let done = 0;
    const stopped = await repeat(directory, {
      onIteration: () => (done += 1),
      stopRequested: () => done >= 3,
    });
    expect(stopped).toMatchObject({ outcome: 'stopped', equal: 3 });
  });

  it('refuses a run that has done nothing, and a folder that holds a run', async () => {
    const [empty, full] = [fresh(), await trained()];
    await startRun({ ...config, iterations: 0 }, empty, options)();
    const nothing = await repeatRun(empty, fresh(), options)();
    expect(E.isLeft(nothing) && describeError(nothing.left)).toBe(
      `${empty}: it has done no iterations: there is nothing to repeat`,
    );
    const taken = await repeatRun(full, full, options)();
    expect(E.isLeft(taken) && describeError(taken.left)).toMatch(/it holds another run/);
  });
});
