import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { plannedRuns, presets, type ComparisonQuestion } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { comparisonProgressOn } from './comparison-progress';
import { took } from '../testing/took';

const preset = presets['tabular-quick'].config;
const question: ComparisonQuestion = {
  version: 1,
  config: {
    ...preset,
    // 4 trajectories an iteration of joint, 8 of MAML
    algorithm: { ...preset.algorithm, metaBatchSize: 1, trajectories: 4, evaluationTrajectories: 4 },
  },
  algorithms: ['joint', 'none'],
  innerSteps: [1],
  seeds: [1],
  evaluation: { tasks: 1, innerSteps: 0 },
};

it('tells how long it will take, and again once runs that adapt have shown their pace', async () => {
  const planned = plannedRuns(question);
  if (E.isLeft(planned)) throw new Error('expected runs');
  const [joint, none] = planned.right;
  const out = new PassThrough();
  const progress = comparisonProgressOn({ out, err: new PassThrough(), workerModule: '' }, 1);
  progress.onPlan(
    planned.right.map((run) => ({
      run,
      standing: { next: 'train', iterations: 0, secondsAnIteration: undefined },
    })),
    [],
    question,
  );
  for (const [run, seconds] of [
    [joint, 1],
    [none, 4],
  ] as const) {
    for (let i = 1; i <= 100; i += 1) progress.onEvent({ kind: 'iteration', run, record: took(i, seconds) });
    progress.onEvent({ kind: 'finished', run });
  }
  out.end();
  const lines = (await text(out)).split('\n').filter((line) => line.startsWith('By the'));
  // 95 iterations of 1 s and 100 that are taken for 2 s; then 95 of 4 s.
  expect(lines).toEqual([
    'By the first iterations, this will take at least 5 min.',
    'By the iterations so far, the rest will take about 6 min.',
  ]);
});
