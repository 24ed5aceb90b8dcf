import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { presets } from '../configuration/presets';
import { describeError, type ExperimentError } from '../errors/experiment-error';
import { resumeRun, startRun } from '../training/train';
import type { TrainOptions } from '../training/train-options';

const preset = presets['tabular-quick'].config;

/** Six iterations of milliseconds. */
export const config: Config = {
  ...preset,
  iterations: 6,
  algorithm: { ...preset.algorithm, metaBatchSize: 3, trajectories: 4, evaluationTrajectories: 4 },
};

/** Options of a run that asks to stop after so many iterations. */
export const stoppingAfter = (iterations: number): TrainOptions => {
  let done = 0;
  return {
    workers: { threads: 0, module: '' },
    onStart: () => undefined,
    onIteration: () => {
      done += 1;
    },
    stopRequested: () => done >= iterations,
  };
};

export const toTheEnd = stoppingAfter(Infinity);
export const asItIs = (stored: Config) => TE.right(stored);

/** The content of a run's file. */
export const text = (directory: string, name: string): string => readFileSync(join(directory, name), 'utf8');

export const problemOf = (result: E.Either<ExperimentError, unknown>): string =>
  E.isLeft(result) ? describeError(result.left) : 'no problem';

export const resumed = (directory: string) => resumeRun(directory, asItIs, toTheEnd)();

const metricsOf = (directory: string): string =>
  text(directory, 'metrics.jsonl').replaceAll(/"seconds":\{[^}]*\}/g, '');

/** Folders for the runs of a test file, one of them trained to its end, which others must equal. */
export const smallRuns = () => {
  let folder = '';
  let complete = '';
  const fresh = (): string => join(mkdtempSync(join(folder, 'case-')), 'run');
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-train-'));
    complete = fresh();
    expect(E.isRight(await startRun(config, complete, toTheEnd)())).toBe(true);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return {
    /** A path for a run, in a folder of its own. */
    fresh,
    /** The run that was trained to its end. */
    reference: (): string => complete,
    expectReference: (directory: string): void => {
      expect(metricsOf(directory)).toBe(metricsOf(complete));
      expect(text(directory, 'checkpoint')).toBe(text(complete, 'checkpoint'));
      expect(text(directory, 'config.json')).toBe(text(complete, 'config.json'));
      expect(readdirSync(directory).sort()).toEqual([
        'checkpoint',
        'config.json',
        'metrics.jsonl',
        'summary.json',
      ]);
    },
    /** A run that was stopped after some iterations. */
    stopped: async (iterations: number): Promise<string> => {
      const directory = fresh();
      expect(E.isRight(await startRun(config, directory, stoppingAfter(iterations))())).toBe(true);
      return directory;
    },
  };
};
