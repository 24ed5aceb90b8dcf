import { presets, type TrainedRun } from '@sgmrl/experiments';
import { trainReport } from './train-report';

const files = ['checkpoint', 'checkpoint-best', 'config.json', 'metrics.jsonl'];

const here = { workers: 1, with: [] };

const returns = (stderr: number | null) => {
  const estimate = { mean: 1, stderr };
  const both = { discounted: estimate, undiscounted: estimate };
  return { iteration: 7, before: both, after: both };
};

const trained = (summary: Partial<TrainedRun['summary']>): TrainedRun => ({
  paths: {
    directory: 'run',
    config: 'run/config.json',
    metrics: 'run/metrics.jsonl',
    surplus: 'run/metrics-surplus.jsonl',
    checkpoint: 'run/checkpoint',
    summary: 'run/summary.json',
    start: '',
    best: '',
    kept: '',
    keeping: '',
    validation: '',
    evaluation: 'run/evaluation.json',
    lock: 'run/lock',
  },
  config: { ...presets['tabular-quick'].config, iterations: 7 },
  summary: {
    status: 'finished',
    problem: null,
    iterations: 7,
    timesteps: 70,
    first: returns(0.5),
    last: returns(0.5),
    seconds: 1,
    ...summary,
  },
});

it('tells returns with their standard errors over tasks', () => {
  const lines = trainReport(trained({}), files, here).split('\n');
  expect(lines.slice(1, 3)).toEqual([
    'Mean return before → after adaptation (± standard error over tasks)',
    '  iteration 7      1.00 ± 0.50 → 1.00 ± 0.50',
  ]);
  expect(lines.join()).not.toContain('told nothing');
});

it('tells no standard error of a single task', () => {
  const one = returns(null);
  expect(
    trainReport(trained({ first: one, last: one }), files, here)
      .split('\n')
      .slice(1, 3),
  ).toEqual(['Mean return before → after adaptation (of one task)', '  iteration 7      1.00 → 1.00']);
});

it('counts the iterations whose meta-gradient told nothing in one sentence', () => {
  expect(trainReport(trained({ uninformative: 3 }), files, here)).toContain(
    'In 3 of 7 iterations the meta-gradient told nothing: it was zero, or all trajectories returned the same.',
  );
});

it('tells in one sentence where the meta-gradient leapt', () => {
  expect(trainReport(trained({ firstLeap: 4 }), files, here)).toContain(
    'In iteration 4 the meta-gradient was at least 100 times as long as usual: such a step can undo what was learned.',
  );
  expect(trainReport(trained({}), files, here)).not.toContain('as long as usual');
});

it('ends by the commands to type next', () => {
  expect(trainReport(trained({}), files, here).split('\n').slice(-2)).toEqual([
    'Evaluate: npx sgmrl evaluate run',
    'Report:   npx sgmrl report run',
  ]);
});

it('names the files that there are', () => {
  expect(trainReport(trained({}), files, here)).toContain(
    'Files in run: checkpoint, checkpoint-best, config.json',
  );
});

it('says how to go on as before: with the same broker, in the same words, and the same modules', () => {
  const goOn = (summary: Partial<TrainedRun['summary']>, flags: Parameters<typeof trainReport>[2]) =>
    trainReport(trained(summary), files, flags)
      .split('\n')
      .filter((line) => line.startsWith('Go on:'));
  const there = { workers: 'TLS://broker', with: ['point.mjs', 'my words.mjs'] };
  const command = 'Go on:    npx sgmrl train --resume run';
  expect(goOn({ status: 'stopped' }, here)).toEqual([command]);
  expect(goOn({ status: 'stopped' }, there)).toEqual([
    `${command} --with point.mjs --with 'my words.mjs' --workers TLS://broker`,
  ]);
  expect(goOn({ status: 'stopped', early: true }, there)).toEqual([
    `${command} --with point.mjs --with 'my words.mjs' --workers TLS://broker --patience N, with a larger N`,
  ]);
  expect(goOn({}, there)).toEqual([]);
});
