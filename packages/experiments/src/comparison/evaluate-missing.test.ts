import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { evaluateRun } from '../training/evaluate';
import { describeError, type ExperimentError } from '../errors/experiment-error';
import { presets } from '../configuration/presets';
import { startRun } from '../training/train';
import { evaluateMissing } from './evaluate-missing';
import { readComparison } from './read-comparison';

const value = async <A>(effect: TE.TaskEither<ExperimentError, A>): Promise<A> => {
  const result = await effect();
  if (E.isLeft(result)) throw new Error(describeError(result.left));
  return result.right;
};

const small = (preset: Config): Config => ({
  ...preset,
  seed: 5,
  iterations: 2,
  algorithm: { ...preset.algorithm, metaBatchSize: 2, trajectories: 3, evaluationTrajectories: 3 },
});

describe('evaluateMissing', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const train = (name: string, config: Config, stopped = false) =>
    value(
      startRun(config, at(name), {
        workers: { threads: 0, module: '' },
        onStart: () => undefined,
        onIteration: () => undefined,
        stopRequested: () => stopped,
      }),
    );
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-missing-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('measures what evaluateRun measures, for runs that have no evaluation and no others', async () => {
    const directory = at('run');
    await train('run', small(presets['tabular-quick'].config));
    const asked: string[] = [];
    const evaluate = evaluateMissing({ tasks: 4, innerSteps: 2, onRun: (run) => asked.push(run) });
    const comparison = await value(readComparison([directory, at('none')]));
    expect(comparison.problems).toMatchObject([{ directory: at('none') }]);
    const evaluated = await evaluate(comparison)();
    const [{ heldOut }] = evaluated.groups[0].runs;
    const { rows } = await value(
      evaluateRun(directory, { tasks: 4, innerSteps: 2, seed: 5, laterStepSize: undefined }),
    );
    expect(heldOut).toMatchObject({ iteration: 2, tasks: 4 });
    rows.forEach(({ innerSteps, trained }, i) => {
      const returns = heldOut?.rows[i].undiscounted ?? [];
      expect([heldOut?.rows[i].innerSteps, returns.length]).toEqual([innerSteps, 4]);
      expect(returns.reduce((sum, x) => sum + x, 0) / 4).toBeCloseTo(trained.undiscounted.mean, 12);
    });
    expect(await evaluate(evaluated)()).toEqual(evaluated);
    expect(asked).toEqual([directory]);
  });

  it('leaves out what is unfinished beside others, and measures it where it is alone', async () => {
    const { config } = presets['tabular-quick'];
    await train('unfinished', { ...small(config), seed: 6 }, true);
    await train('finished', small(config));
    const evaluated = async (...directories: readonly string[]) => {
      const comparison = await value(readComparison(directories));
      const evaluate = evaluateMissing({ tasks: 2, innerSteps: 1, onRun: () => undefined });
      const { groups } = await evaluate(comparison)();
      return groups[0].runs.map(({ heldOut }) => heldOut?.iteration);
    };
    expect(await evaluated(at('finished'), at('unfinished'))).toEqual([2, undefined]);
    expect(await evaluated(at('unfinished'))).toEqual([1]);
  });

  it('names a run whose numbers do not stay finite, and measures the others', async () => {
    const navigation = small(presets['navigation-2d-quick'].config);
    // One step takes the weights so far that float32 still holds them, but not their products.
    const steep = { ...navigation, optimizer: { ...navigation.optimizer, learningRate: 1e30 } };
    await train('diverged', { ...steep, iterations: 1 });
    await train('good', { ...steep, iterations: 0, algorithm: { ...steep.algorithm, innerSteps: 0 } });
    const comparison = await value(readComparison([at('diverged'), at('good')]));
    const { groups, problems } = await evaluateMissing({ tasks: 2, innerSteps: 1, onRun: () => undefined })(
      comparison,
    )();
    expect(groups.flatMap(({ runs }) => runs).map(({ heldOut }) => heldOut?.tasks)).toEqual([undefined, 2]);
    expect(problems).toEqual([
      {
        directory: at('diverged'),
        problem: expect.stringMatching(
          /^it cannot be measured on held-out tasks: .* at held-out task 0, batch 1/,
        ) as string,
      },
    ]);
  });
});
