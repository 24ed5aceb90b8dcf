import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as TaskEither from 'fp-ts/lib/TaskEither.js';
import { plannedRuns } from '../comparison/question';
import { settingsOf } from '../comparison/varied';
import type { Config } from '../configuration/config';
import { resolveConfig } from '../configuration/config-request';
import { presets } from '../configuration/presets';
import { describeError, type ExperimentError } from '../errors/experiment-error';
import { repeatRun } from '../existing-runs/repeat-run';
import { sha256 } from '../files/hash';
import { decodeCheckpoint } from '../run/checkpoint';
import { configFileOf, startingPoint } from '../run/starting-point';
import { evaluateRun } from './evaluate';
import { loadPolicy } from './load-policy';
import { resumeRun, startRun } from './train';
import type { TrainOptions } from './train-options';

const scaled = { kind: 'scaled-advantage', lambda: 1, scale: 'state' } as const;

const config: Config = {
  ...presets['tabular-quick'].config,
  iterations: 3,
  optimizer: { kind: 'adam', learningRate: 0.1 },
};

const options: TrainOptions = {
  workers: { threads: 0, module: '' },
  onStart: () => undefined,
  onIteration: () => undefined,
  stopRequested: () => false,
};

const done = async <A>(effect: TE.TaskEither<ExperimentError, A>): Promise<A> => {
  const result = await effect();
  if (E.isLeft(result)) throw new Error(describeError(result.left));
  return result.right;
};

const failed = async (effect: TE.TaskEither<ExperimentError, unknown>): Promise<string> => {
  const result = await effect();
  return E.isLeft(result) ? describeError(result.left) : 'it worked';
};

describe('a run that begins from another', () => {
  let folder = '';
  const at = (...names: readonly string[]) => join(folder, ...names);
  const text = (...names: readonly string[]) => readFileSync(at(...names), 'utf8');
  const stateOf = (run: string) => {
    const decoded = decodeCheckpoint(text(run, 'checkpoint'));
    if (E.isLeft(decoded)) throw new Error(decoded.left);
    return decoded.right.state;
  };
  const from = (run: string) => done(startingPoint(at(run)));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-from-'));
    await done(startRun(config, at('source'), options));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has its parameters, an optimizer of its own, and no iterations', async () => {
    const begun = { ...config, seed: 9, iterations: 0, from: await from('source') };
    await done(startRun(begun, at('still'), options));
    const loaded = await done(loadPolicy(at('still')));
    expect(Array.from(loaded.learned.parameters)).toEqual(Array.from(stateOf('source').parameters));
    expect(loaded.iteration).toBe(0);
    const [source, still] = [
      await done(evaluateRun(at('source'), { tasks: 3, innerSteps: 1, seed: 5 })),
      await done(evaluateRun(at('still'), { tasks: 3, innerSteps: 1, seed: 5 })),
    ];
    expect(still.rows.map(({ untrained }) => untrained)).toEqual(source.rows.map(({ trained }) => trained));
  });

  it('takes the first step of an optimizer that has met no gradient', async () => {
    await done(startRun({ ...config, iterations: 1, from: await from('source') }, at('one'), options));
    const [before, after] = [stateOf('source').parameters, stateOf('one')];
    expect(after.optimizer.step).toBe(1);
    // Adam's first step is the learning rate in each entry that has a gradient (Kingma, Ba).
    const steps = Array.from(after.parameters, (x, i) => Math.abs(x - before[i])).filter((d) => d > 0);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(step).toBeCloseTo(0.1, 4);
  });

  it('measures the scale of its advantages under these parameters', async () => {
    const algorithm = { ...config.algorithm, innerWeights: scaled, outerWeights: scaled };
    const begun = { ...config, algorithm, iterations: 0 };
    await done(startRun(begun, at('drawn'), options));
    await done(startRun({ ...begun, from: await from('source') }, at('scaled'), options));
    const [drawn, given] = [await done(loadPolicy(at('drawn'))), await done(loadPolicy(at('scaled')))];
    expect(given.learned.scales?.inner).toBeGreaterThan(0);
    expect(given.learned.scales).not.toEqual(drawn.learned.scales);
  });

  it('acts and adapts as the other, with its moments and relative step sizes', async () => {
    const navigation = presets['navigation-2d-quick'].config;
    const { algorithm } = navigation;
    const plain = { ...algorithm, metaBatchSize: 2, learnStepSizes: true } as const;
    const learning: Config = {
      ...navigation,
      iterations: 1,
      algorithm: { ...plain, observationNormalisation: { clip: 5 } },
    };
    await done(startRun(learning, at('learning'), options));
    const start = await from('learning');
    await done(startRun({ ...learning, iterations: 0, from: start }, at('learned'), options));
    const { learned } = await done(loadPolicy(at('learned')));
    const { observationMoments, logStepSizes } = stateOf('learning');
    expect(learned).toMatchObject({ observationMoments, logStepSizes });
    const how = { tasks: 2, innerSteps: 1, seed: 5 };
    const [source, still] = [
      await done(evaluateRun(at('learning'), how)),
      await done(evaluateRun(at('learned'), how)),
    ];
    expect(still.rows.map(({ untrained }) => untrained)).toEqual(source.rows.map(({ trained }) => trained));
    expect(
      await failed(startRun({ ...learning, algorithm: plain, from: start }, at('raw'), options)),
    ).toMatch(
      /algorithm\.observationNormalisation: expected one, such as \{"clip":10\}: .* was learned with observations normalised, found nothing/,
    );
    await done(startRun({ ...learning, algorithm: plain }, at('unscaled'), options));
    expect(await failed(startRun({ ...learning, from: await from('unscaled') }, at('raw'), options))).toMatch(
      /algorithm\.observationNormalisation: expected nothing: .* was learned with observations as they are, found \{"clip":5\}/,
    );
  });

  it('needs the other run no more: it goes on, and is repeated, to the same bytes', async () => {
    cpSync(at('source'), at('gone'), { recursive: true });
    const begun = { ...config, seed: 2, from: await from('gone') };
    await done(startRun(begun, at('whole'), options));
    await done(startRun(begun, at('stopped'), { ...options, stopRequested: () => true }));
    await done(startRun({ ...begun, iterations: 0 }, at('before'), options));
    rmSync(at('gone'), { recursive: true });
    await done(resumeRun(at('stopped'), TaskEither.right, options));
    await done(resumeRun(at('before'), (stored) => TaskEither.right({ ...stored, iterations: 3 }), options));
    expect(text('stopped', 'checkpoint')).toBe(text('whole', 'checkpoint'));
    expect(text('before', 'checkpoint')).toBe(text('whole', 'checkpoint'));
    renameSync(at('whole'), at('moved'));
    expect(await done(repeatRun(at('moved'), at('again'), options))).toMatchObject({ outcome: 'equal' });
    const anew = await done(
      resolveConfig({ kind: 'file', path: at('moved', 'config.json') })({
        source: undefined,
        settings: [],
        seed: undefined,
        iterations: undefined,
      }),
    );
    await done(startRun(anew, at('anew'), options));
    expect(text('anew', 'checkpoint')).toBe(text('moved', 'checkpoint'));
  });

  it('refuses a copy that is gone or another, and says what to do', async () => {
    await done(startRun({ ...config, iterations: 0, from: await from('source') }, at('copied'), options));
    const copy = text('copied', 'start');
    expect(sha256(copy)).toBe(sha256(text('source', 'checkpoint')));
    writeFileSync(at('copied', 'start'), copy.replace('sgmrl', 'other'));
    expect(await failed(loadPolicy(at('copied')))).toMatch(
      /start: it is another checkpoint than the configuration names in from: expected the hash .*, found .*; put back a copy of .*source/,
    );
    rmSync(at('copied', 'start'));
    expect(await failed(loadPolicy(at('copied')))).toMatch(
      /start: the checkpoint that the run began from is gone/,
    );
  });

  it('is another run than one with drawn parameters, or from another checkpoint', async () => {
    const start = await from('source');
    await done(startRun({ ...config, iterations: 1, from: start }, at('mine'), options));
    const stored = JSON.parse(text('mine', 'config.json')) as Config;
    const { from: recorded, ...without } = stored;
    expect(recorded).toEqual(start);
    writeFileSync(at('mine', 'config.json'), JSON.stringify(without));
    expect(await failed(loadPolicy(at('mine')))).toMatch(/it belongs to another configuration/);
    const elsewhere = { ...stored, from: { ...start, checkpoint: '/elsewhere' } };
    writeFileSync(at('mine', 'config.json'), JSON.stringify(elsewhere));
    expect(await failed(loadPolicy(at('mine')))).toBe('it worked');
    expect(settingsOf([without, stored]).map((each) => each.map(({ path }) => path))).toEqual([
      ['from'],
      ['from'],
    ]);
  });

  it('takes a checkpoint by itself, and finds the configuration of its run', async () => {
    mkdirSync(at('source', 'checkpoints'), { recursive: true });
    cpSync(at('source', 'checkpoint'), at('source', 'checkpoints', 'iteration-3'));
    const start = await done(startingPoint(at('source', 'checkpoints', 'iteration-3')));
    expect(start.sha256).toBe((await from('source')).sha256);
    expect(await done(configFileOf(start))).toBe(at('source', 'config.json'));
    cpSync(at('source', 'checkpoint'), at('lone'));
    expect(await failed(configFileOf(await done(startingPoint(at('lone')))))).toMatch(
      /lone: there is no config.json beside it: say which configuration by --preset or --config/,
    );
    expect(await failed(startingPoint(at('nowhere')))).toMatch(/there is no checkpoint to begin from/);
    expect(readdirSync(at('source'))).not.toContain('start');
  });

  it('is read from a file that names a checkpoint alone', async () => {
    writeFileSync(at('mine.json'), JSON.stringify({ ...config, from: { checkpoint: 'source/checkpoint' } }));
    const request = { source: undefined, settings: [], seed: undefined, iterations: undefined };
    const read = resolveConfig({ kind: 'file', path: at('mine.json') });
    expect((await done(read(request))).from).toEqual(await from('source'));
    writeFileSync(at('mine.json'), JSON.stringify({ ...config, from: { checkpoint: 3 } }));
    expect(await failed(read(request))).toMatch(/from\.checkpoint: expected string, found 3/);
  });

  it('is no question of a comparison', async () => {
    const planned = plannedRuns({
      version: 1,
      config: { ...config, from: await from('source') },
      algorithms: ['none'],
      innerSteps: [1],
      seeds: [1],
      evaluation: { tasks: 2, innerSteps: 1 },
    });
    expect(E.isLeft(planned) && describeError(planned.left)).toMatch(/config\.from: expected nothing/);
  });
});
