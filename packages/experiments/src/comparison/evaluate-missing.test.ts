import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { evaluateRun } from '../evaluate';
import { describeError, type ExperimentError } from '../experiment-error';
import { presets } from '../presets';
import { startRun } from '../train';
import { evaluateMissing } from './evaluate-missing';
import { readComparison } from './read-comparison';

const value = async <A>(effect: TE.TaskEither<ExperimentError, A>): Promise<A> => {
  const result = await effect();
  if (E.isLeft(result)) throw new Error(describeError(result.left));
  return result.right;
};

describe('evaluateMissing', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-missing-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('measures what evaluateRun measures, for runs that have no evaluation and no others', async () => {
    const { config } = presets['tabular-quick'];
    const directory = join(folder, 'run');
    await value(
      startRun(
        {
          ...config,
          seed: 5,
          iterations: 2,
          algorithm: { ...config.algorithm, metaBatchSize: 2, trajectories: 3, evaluationTrajectories: 3 },
        },
        directory,
        {
          workers: { threads: 0, module: '' },
          onStart: () => undefined,
          onIteration: () => undefined,
          stopRequested: () => false,
        },
      ),
    );
    const asked: string[] = [];
    const evaluate = evaluateMissing({ tasks: 4, innerSteps: 2, onRun: (run) => asked.push(run) });
    const comparison = await value(readComparison([directory, join(folder, 'none')]));
    expect(comparison.problems).toMatchObject([{ directory: join(folder, 'none') }]);
    const evaluated = await value(evaluate(comparison));
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
    expect(await value(evaluate(evaluated))).toEqual(evaluated);
    expect(asked).toEqual([directory]);
  });
});
