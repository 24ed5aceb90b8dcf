import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { evaluateRun, type Evaluation, type EvaluationOptions } from './evaluate';
import { startRun } from './train';

/**
 * One state and two actions, of which the second is worth 1 and the first 0: the return of a
 * horizon of 4 is at most 4.
 */
const config: Config = {
  version: 1,
  seed: 1,
  iterations: 30,
  environment: {
    kind: 'tabular',
    mdps: [{ initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 4 }],
  },
  policy: { kind: 'tabular-softmax', initialScale: 0 },
  algorithm: {
    estimator: 'maml',
    innerSteps: 1,
    stepSize: 0.01,
    discount: 0.5,
    metaBatchSize: 4,
    trajectories: 50,
    evaluationTrajectories: 50,
    innerWeights: { kind: 'reward-to-go' },
    outerWeights: { kind: 'reward-to-go' },
  },
  optimizer: { kind: 'adam', learningRate: 0.1 },
};

describe('evaluateRun', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const evaluate = async (name: string, options: Partial<EvaluationOptions> = {}): Promise<Evaluation> => {
    const evaluation = await evaluateRun(at(name), {
      tasks: 20,
      innerSteps: undefined,
      seed: undefined,
      ...options,
    })();
    if (E.isLeft(evaluation)) throw new Error(evaluation.left.kind);
    return evaluation.right;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-evaluate-'));
    await startRun(config, at('trained'), {
      workers: { threads: 0, module: '' },
      onStart: () => undefined,
      onIteration: () => undefined,
      stopRequested: () => false,
    })();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('measures what the policy earns, before and after training', async () => {
    const [{ trained, untrained }] = (await evaluate('trained')).rows;
    // Uniform: half of 4 steps, half of 1 + ½ + ¼ + ⅛. The means of 20 × 50 × 4 coins; 5 standard
    // errors are 0.16.
    expect(Math.abs(untrained.undiscounted.mean - 2)).toBeLessThan(0.16);
    expect(Math.abs(untrained.discounted.mean - 0.9375)).toBeLessThan(0.1);
    // 30 steps of Adam at 0.1 move the logits by up to 3 each: probability up to 1/(1 + e^−6).
    expect(trained.undiscounted.mean).toBeGreaterThan(3.5);
    const { low, mean, high } = untrained.undiscounted;
    expect(low !== null && high !== null && low < mean && mean < high && high - low < 0.5).toBe(true);
  });

  it('has a row for each number of inner steps, with as many steps as trained for unless told', async () => {
    expect((await evaluate('trained')).rows.map(({ innerSteps }) => innerSteps)).toEqual([0, 1]);
    expect((await evaluate('trained', { innerSteps: 3 })).rows.map(({ innerSteps }) => innerSteps)).toEqual([
      0, 1, 2, 3,
    ]);
    expect((await evaluate('trained', { innerSteps: 0 })).rows).toHaveLength(1);
  });

  it('takes steps after the first of another size, if asked', async () => {
    const three = { innerSteps: 3, seed: 5 };
    const [usual, larger] = [
      await evaluate('trained', three),
      await evaluate('trained', { ...three, laterStepSize: 0.5 }),
    ];
    expect(larger.rows.slice(0, 2)).toEqual(usual.rows.slice(0, 2));
    expect(larger.rows.slice(2)).not.toEqual(usual.rows.slice(2));
    expect(await evaluate('trained', { ...three, laterStepSize: 0.01 })).toEqual(usual);
  });

  it('draws batches of another size, if asked', async () => {
    const usual = await evaluate('trained', { seed: 5 });
    const { trajectories } = config.algorithm;
    expect(await evaluate('trained', { seed: 5, trajectories })).toEqual(usual);
    expect(await evaluate('trained', { seed: 5, trajectories: trajectories + 1 })).not.toEqual(usual);
  });

  it('draws batches by time steps, if asked', async () => {
    // Trajectories have 4 steps, so all that run side by side end at once: N of them hold 4N, and
    // so do those asked for fewer.
    const steps = 4 * config.algorithm.trajectories;
    const by = (timesteps: number) => evaluate('trained', { seed: 5, timesteps });
    expect(await by(steps)).toEqual(await by(steps - 3));
    expect(await by(steps)).not.toEqual(await by(steps + 1));
    expect(await by(steps)).not.toEqual(await evaluate('trained', { seed: 5 }));
  });

  it('repeats itself, and draws anew for another seed', async () => {
    const first = await evaluate('trained', { seed: 5 });
    expect(await evaluate('trained', { seed: 5 })).toEqual(first);
    expect((await evaluate('trained', { seed: 6 })).rows).not.toEqual(first.rows);
    expect(await evaluate('trained')).toEqual(await evaluate('trained', { seed: config.seed }));
  });

  it('compares on the same tasks with the same randomness: a run that has not begun equals itself', async () => {
    const directory = mkdtempSync(join(folder, 'begun-'));
    writeFileSync(join(directory, 'config.json'), JSON.stringify(config));
    const evaluation = await evaluateRun(directory, { tasks: 3, innerSteps: 1, seed: 2 })();
    if (E.isLeft(evaluation)) throw new Error(evaluation.left.kind);
    expect(evaluation.right.iteration).toBe(0);
    for (const { trained, untrained } of evaluation.right.rows) expect(trained).toEqual(untrained);
  });
});
