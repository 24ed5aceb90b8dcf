import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { describeError, type ExperimentError } from '../errors/experiment-error';
import { decodeValidations } from '../run/validation-file';
import { evaluateRun } from './evaluate';
import type { Keeping } from '../run/keeping';
import { loadPolicy } from './load-policy';
import { resumeRun, startRun } from './train';
import type { TrainOptions } from './train-options';

/** One state and two actions in four steps; what each earns. */
const paying = (rewards: readonly [number, number]): Config => ({
  version: 1,
  seed: 1,
  iterations: 6,
  environment: {
    kind: 'tabular',
    mdps: [{ initial: [1], transitions: [[[1], [1]]], rewards: [rewards], horizon: 4 }],
  },
  policy: { kind: 'tabular-softmax', initialScale: 0 },
  algorithm: {
    estimator: 'maml',
    innerSteps: 1,
    stepSize: 0.01,
    discount: 1,
    metaBatchSize: 2,
    trajectories: 20,
    evaluationTrajectories: 20,
    innerWeights: { kind: 'reward-to-go' },
    outerWeights: { kind: 'reward-to-go' },
  },
  optimizer: { kind: 'adam', learningRate: 0.2 },
});

const right = <A>(either: E.Either<ExperimentError, A>): A => {
  if (E.isLeft(either)) throw new Error(describeError(either.left));
  return either.right;
};

const rightOf = <A>(either: E.Either<string, A>): A => {
  if (E.isLeft(either)) throw new Error(either.left);
  return either.right;
};

describe('what is kept of a run', () => {
  let folder = '';
  let runs = 0;
  const config = paying([0, 1]);
  const keeping: Keeping = { checkpointsEvery: 3, validation: { every: 2, tasks: 5 } };
  const options = (changed: Partial<TrainOptions> = {}): TrainOptions => ({
    workers: { threads: 0, module: '' },
    onStart: () => undefined,
    onIteration: () => undefined,
    stopRequested: () => false,
    ...changed,
  });
  const train = async (setting: Config, changed: Partial<TrainOptions> = {}, stopAfter = Infinity) => {
    const directory = join(folder, String((runs += 1)));
    let done = 0;
    const counted = { onIteration: () => (done += 1), stopRequested: () => done >= stopAfter };
    const { summary } = right(await startRun(setting, directory, options({ ...changed, ...counted }))());
    return { directory, summary };
  };
  const resume = async (directory: string, changed: Partial<TrainOptions> = {}) =>
    right(await resumeRun(directory, TE.right, options(changed))()).summary;
  const refusal = async (directory: string, changed: Partial<TrainOptions>): Promise<string> => {
    const refused = await resumeRun(directory, TE.right, options(changed))();
    return E.isLeft(refused) ? describeError(refused.left) : 'none';
  };
  const read = (directory: string, ...names: readonly string[]) =>
    readFileSync(join(directory, ...names), 'utf8');

  let plain = '';
  let kept = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-keeper-'));
    plain = (await train(config)).directory;
    kept = (await train(config, { keeping })).directory;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('changes no bit of training', () => {
    expect(read(kept, 'checkpoint')).toBe(read(plain, 'checkpoint'));
    expect(readdirSync(plain).sort()).toEqual(['checkpoint', 'config.json', 'metrics.jsonl', 'summary.json']);
  });

  it('are the states of shorter runs, to the byte', async () => {
    expect(readdirSync(join(kept, 'checkpoints')).sort()).toEqual(['iteration-3', 'iteration-6']);
    const { directory } = await train({ ...config, iterations: 3 });
    expect(read(kept, 'checkpoints', 'iteration-3')).toBe(read(directory, 'checkpoint'));
  });

  it('are returns on held-out tasks, and the state with the best of them', async () => {
    const { validations } = rightOf(decodeValidations(read(kept, 'validation.jsonl')));
    expect(validations.map(({ iteration, tasks }) => [iteration, tasks])).toEqual([
      [2, 5],
      [4, 5],
      [6, 5],
    ]);
    for (const { iteration, returns } of validations) {
      const { directory } = await train({ ...config, iterations: iteration });
      const { learned } = right(await loadPolicy(directory)());
      const p = 1 / (1 + Math.exp(learned.parameters[0] - learned.parameters[1]));
      // 5 tasks × 20 trajectories × 4 coins: five standard errors of four times their mean.
      expect(returns).toHaveLength(2);
      const { mean = NaN } = returns?.[0].undiscounted ?? {};
      expect(Math.abs(mean - 4 * p)).toBeLessThan(5 * 4 * Math.sqrt(0.25 / 400));
    }
    // The second action is ever more likely.
    expect(read(kept, 'checkpoint-best')).toBe(read(kept, 'checkpoint'));
    expect(JSON.parse(read(kept, 'summary.json'))).toMatchObject({
      status: 'finished',
      best: { iteration: 6, after: validations[2].returns?.[1] },
    });
  });

  it('is the same for a run that was stopped, without being asked for again', async () => {
    const { directory } = await train(config, { keeping }, 4);
    await resume(directory);
    for (const name of ['checkpoint', 'checkpoint-best', 'validation.jsonl', 'keeping.json'])
      expect(read(directory, name)).toBe(read(kept, name));
  });

  it.each([1, 2])('is the same for a run that was killed while it was written, every %i', async (every) => {
    const { directory } = await train(config, { keeping }, 4);
    // The state after iteration 4 is the best by now, and its line is cut short.
    const [first] = read(directory, 'validation.jsonl').split('\n');
    writeFileSync(join(directory, 'validation.jsonl'), `${first}\n{"iterat`);
    rmSync(join(directory, 'checkpoints'), { recursive: true });
    await resume(directory, { keeping: { validation: { every: 3 } } });
    expect(read(directory, 'validation.jsonl').split('\n').length).toBe(4);
    await resume(directory, { keeping: { validation: { every } } });
    const lines = rightOf(decodeValidations(read(directory, 'validation.jsonl'))).validations;
    expect(lines).toEqual(rightOf(decodeValidations(read(kept, 'validation.jsonl'))).validations);
    expect(read(directory, 'checkpoint-best')).toBe(read(kept, 'checkpoint-best'));
  });

  it('is never measured on other tasks than before, and nothing is lost where that is asked for', async () => {
    const { directory } = await train(config, { keeping }, 4);
    const before = readdirSync(directory).map((name) => [
      name,
      existsSync(join(directory, name, '.')) || read(directory, name),
    ]);
    expect(await refusal(directory, { keeping: { validation: { tasks: 6 } } })).toMatch(
      /it was measured on 5 held-out tasks a time, and cannot be compared on 6; give --evaluation-tasks 5/,
    );
    const after = readdirSync(directory).map((name) => [
      name,
      existsSync(join(directory, name, '.')) || read(directory, name),
    ]);
    expect(after).toEqual(before);
    // A program of before has not remembered it.
    rmSync(join(directory, 'keeping.json'));
    await resume(directory, { keeping: { validation: { every: 2 } } });
    expect(read(directory, 'validation.jsonl')).toBe(read(kept, 'validation.jsonl'));
  });

  it('is refused where a digit was changed, or the best state is another than the lines say', async () => {
    const copy = (change: (directory: string) => void): string => {
      const directory = join(folder, String((runs += 1)));
      cpSync(kept, directory, { recursive: true });
      change(directory);
      return directory;
    };
    const rewrite = (directory: string, change: (text: string) => string) => {
      writeFileSync(join(directory, 'validation.jsonl'), change(read(directory, 'validation.jsonl')));
    };
    for (const [change, message] of [
      [
        (directory) => {
          rewrite(directory, (text) => text.replace(/"mean":\d/, '"mean":9'));
        },
        /validation\.jsonl: it was altered since it was written: line 1 .*; put back copies of/,
      ],
      [
        (directory) => {
          rewrite(directory, (text) => text.split('\n').slice(0, 2).join('\n'));
        },
        /none/,
      ],
      [
        (directory) => {
          copyFileSync(join(directory, 'checkpoints', 'iteration-3'), join(directory, 'checkpoint-best'));
        },
        /checkpoint-best: it is not the best state by validation\.jsonl: expected that after iteration 6, found that after iteration 3/,
      ],
      [
        (directory) => {
          rmSync(join(directory, 'checkpoint-best'));
        },
        /expected that after iteration 6, found none; put back copies of/,
      ],
      [
        (directory) => {
          writeFileSync(join(directory, 'keeping.json'), '{"checkpointsEvery":0}');
        },
        /keeping\.json: one field is wrong\n {2}checkpointsEvery/,
      ],
      [
        (directory) => {
          rmSync(join(directory, 'keeping.json'));
        },
        /keeping\.json: it does not say how often the run is validated.*give --evaluate-every N/,
      ],
      [
        (directory) => {
          writeFileSync(join(directory, 'keeping.json'), '{"checkpointsEvery":3}');
        },
        /keeping\.json: it does not say how often the run is validated/,
      ],
    ] as readonly (readonly [(directory: string) => void, RegExp])[])
      expect(await refusal(copy(change), {})).toMatch(message);
    const swapped = copy((directory) => {
      copyFileSync(join(directory, 'checkpoint'), join(directory, 'checkpoints', 'iteration-3'));
    });
    const other = await loadPolicy(swapped, { checkpoint: 3 })();
    expect(E.isLeft(other) && describeError(other.left)).toMatch(
      /iteration-3: expected the state after iteration 3, found that after iteration 6/,
    );
  });

  it('ends training where nothing better is found for long, and lets it go on', async () => {
    const level = paying([1, 1]);
    const patient: Keeping = { validation: { every: 1, tasks: 2, patience: 2 } };
    const { directory, summary } = await train(level, { keeping: patient });
    // The first is the best of those that are level; two more are no better.
    expect(summary).toMatchObject({
      status: 'stopped',
      iterations: 3,
      early: true,
      best: { iteration: 1, after: { undiscounted: { mean: 4 } } },
    });
    expect(await resume(directory, { keeping: patient })).toMatchObject({ iterations: 3, early: true });
    const { early, ...on } = await resume(directory, { keeping: { validation: { patience: 99 } } });
    expect([early, on.status]).toEqual([undefined, 'finished']);
    expect(read(directory, 'checkpoint')).toBe(read((await train(level)).directory, 'checkpoint'));
  });

  it('is there to be used', async () => {
    const at = async (checkpoint: 'best' | number) => right(await loadPolicy(kept, { checkpoint })());
    const { learned } = right(await loadPolicy(kept)());
    expect((await at('best')).learned.parameters).toEqual(learned.parameters);
    const third = await at(3);
    expect(third.iteration).toBe(3);
    expect(third.learned.parameters).not.toEqual(learned.parameters);
    const evaluation = right(await evaluateRun(kept, { tasks: 2, checkpoint: 3 })());
    expect(evaluation.iteration).toBe(3);
    expect(evaluation.rows.map(({ trained }) => trained)).toEqual(right(third.evaluate({ tasks: 2 })));
    for (const [run, checkpoint, message] of [
      [plain, 'best', /it has kept no best state: train with --evaluate-every/],
      [kept, 5, /it has kept no state after iteration 5, only the last one, after iteration 6/],
    ] as const) {
      const none = await loadPolicy(run, { checkpoint })();
      expect(E.isLeft(none) && describeError(none.left)).toMatch(message);
    }
    expect(existsSync(join(plain, 'validation.jsonl'))).toBe(false);
  });
});
