import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { describeError } from '../errors/experiment-error';
import { presets } from '../configuration/presets';
import { plannedRuns } from './question';
import { inspect, trainPlanned } from './run';

const preset = presets['tabular-quick'].config;
const evaluation = { tasks: 1, innerSteps: 1 };
const planned = plannedRuns({
  version: 1,
  config: {
    ...preset,
    iterations: 4,
    algorithm: { ...preset.algorithm, metaBatchSize: 2, trajectories: 2, evaluationTrajectories: 2 },
  },
  algorithms: ['none'],
  innerSteps: [1],
  seeds: [1],
  evaluation,
});

describe('inspect', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-inspect-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('tells how far a run is and how long its iterations took, but for the first', async () => {
    if (E.isLeft(planned)) throw new Error(describeError(planned.left));
    const [run] = planned.right;
    const standing = inspect(folder, run, evaluation);
    expect(await standing()).toEqual(
      E.right({ next: 'train', iterations: 0, secondsAnIteration: undefined }),
    );
    let done = 0;
    await trainPlanned(folder, run, {
      workers: { threads: 0, module: '' },
      onStart: () => undefined,
      onIteration: () => (done += 1),
      stopRequested: () => done === 3,
    })();
    const metrics = join(folder, run.path, 'metrics.jsonl');
    const tookSeconds = (...seconds: readonly number[]) =>
      readFileSync(metrics, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line, i) =>
          line.replace(/"seconds":\{[^}]*\}/, `"seconds":{"plan":0,"run":${String(seconds[i])},"finish":1}`),
        )
        .join('\n')
        .concat('\n');
    writeFileSync(metrics, tookSeconds(100, 1, 4));
    expect(await standing()).toEqual(E.right({ next: 'train', iterations: 3, secondsAnIteration: 3.5 }));
  });
});
