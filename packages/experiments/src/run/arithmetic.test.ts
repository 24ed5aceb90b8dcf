import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkArithmetic, fusedArithmetic, strictArithmetic } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { presets } from '../configuration/presets';
import { describeError, type ExperimentError } from '../errors/experiment-error';
import { resumeRun, startRun, type TrainedRun } from '../training/train';
import { arithmeticOf, arithmeticOfRun, bestArithmetic } from './arithmetic';
import { readRun } from './stored-run';

const isFused = E.isRight(checkArithmetic(fusedArithmetic));

const config: Config = { ...presets['tabular-quick'].config, iterations: 1, arithmetic: 'fused' };

const options = {
  workers: { threads: 0, module: '' },
  onStart: () => undefined,
  onIteration: () => undefined,
  stopRequested: () => false,
};

const problemOf = (result: E.Either<ExperimentError, TrainedRun>): string =>
  E.isLeft(result) ? describeError(result.left) : '';

describe('the arithmetic of a run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is strict where nothing is said', () => {
    expect(arithmeticOf({})).toEqual(E.right(strictArithmetic));
    expect(arithmeticOfRun('runs/mine', { arithmetic: 'strict' })).toEqual(E.right(strictArithmetic));
  });

  it('is what is fastest here where that is asked for', () => {
    expect(bestArithmetic()).toBe(isFused ? 'fused' : 'strict');
  });

  it('is refused before anything is written where it is not to be had', async () => {
    const run = join(folder, 'new');
    const trained = await startRun(config, run, options)();
    if (isFused) {
      expect(E.isRight(trained)).toBe(true);
      const stored = await readRun(run)();
      expect(E.isRight(stored) && stored.right.config.arithmetic).toBe('fused');
      return;
    }
    expect(problemOf(trained)).toMatch(
      /^configuration: one field is wrong; compute it where .*\n {2}arithmetic: expected strict here \(expected an engine with .*\), found "fused"$/,
    );
    expect(existsSync(run)).toBe(false);
  });

  it('is not changed by going on elsewhere', async () => {
    const run = join(folder, 'begun');
    mkdirSync(run);
    writeFileSync(join(run, 'config.json'), JSON.stringify(config));
    const resumed = await resumeRun(run, TE.right, options)();
    if (isFused) expect(E.isRight(resumed)).toBe(true);
    else
      expect(problemOf(resumed)).toMatch(
        /begun: it is computed with fused arithmetic, which is not to be had here: expected an engine .*; use it where/,
      );
  });
});
