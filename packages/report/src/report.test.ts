import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sum } from '@sgmrl/estimators';
import { describeError } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { report, type Report, type ReportOptions } from './report';
import { navigation, oracle, small, tabular, train } from './testing/runs';

let folder = '';
const at = (name: string): string => join(folder, name);

const options: ReportOptions = {
  tasks: 2,
  innerSteps: undefined,
  tensorboard: false,
  onStep: () => undefined,
};

const made = async (names: readonly string[], how: Partial<ReportOptions> = {}): Promise<Report> => {
  const done = await report(names.map(at), { ...options, ...how })();
  if (E.isLeft(done)) throw new Error(describeError(done.left));
  return done.right;
};

const refused = async (names: readonly string[]): Promise<string> => {
  const done = await report(names.map(at), options)();
  if (E.isRight(done)) throw new Error('expected a refusal');
  return describeError(done.left);
};

const evaluation = {
  version: 1,
  iteration: 3,
  tasks: 3,
  rows: [0, 1].map((innerSteps) => ({ innerSteps, undiscounted: [1, 2, 3], discounted: [1, 2, 3] })),
};

const pageOf = ({ files }: Report): string => String(files[0].content);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-report-'));
  for (const seed of [1, 2]) {
    await train(at(`none-${String(seed)}`), small(tabular, { estimator: 'maml' }, seed));
    await train(
      at(`first-${String(seed)}`),
      small(tabular, { estimator: sum('curvature', 'first-order') }, seed),
    );
  }
  await train(at('<b>&"'), small(tabular, { estimator: 'maml', innerSteps: 2 }));
  await train(at('oracle'), oracle(small(tabular, {})));
  await train(at('stopped'), small(tabular, { estimator: sum('curvature', 'leave-one-out') }), 1);
  await train(at('damaged'), small(tabular, {}));
  truncateSync(join(at('damaged'), 'checkpoint'), 100);
  await train(at('navigation'), small(navigation, { innerSteps: 2 }));
  // Measured by a comparison on three tasks.
  await train(at('measured'), small(tabular, { estimator: 'maml' }));
  writeFileSync(join(at('measured'), 'evaluation.json'), JSON.stringify(evaluation));
  // One step takes the weights so far that float32 still holds them, but not their products.
  const steep = { ...navigation, optimizer: { ...navigation.optimizer, learningRate: 1e30 } };
  await train(at('diverged'), { ...small(steep, { estimator: 'maml' }), iterations: 1 });
  await train(at('untrained'), { ...small(steep, { innerSteps: 0 }), iterations: 0 });
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('shows algorithms side by side, with intervals and a paired test', async () => {
  const page = pageOf(await made(['none-1', 'none-2', 'first-1', 'first-2']));
  const text = page.replace(/<[^>]*>/g, ' ');
  for (const heading of [
    'Outcomes',
    'Paired by seed',
    'Learning curves',
    'Adaptation to held-out tasks',
    'Settings',
    'Runs',
  ])
    expect(text).toContain(heading);
  expect(text.match(/on 2 held-out tasks/g)).toHaveLength(3);
  // Of the two tasks there are, training has seen both.
  expect(text).not.toMatch(/no training has seen/);
  expect(text).toMatch(/new tasks.*the same ones again/);
  expect(text).toMatch(/first-order\s+none\s+[−\d.]+ \[[−\d.]+, [−\d.]+\]/);
  expect(text).toMatch(/preset\s+tabular-quick\s+, except/);
  expect(text).toContain('algorithm.metaBatchSize is 2, not 20');
  // Four of learning, one of adaptation, norms and seconds, and signal and noise.
  expect(page.match(/<figure /g)).toHaveLength(4 + 1 + 5 + 5);
});

it('tells the settings of the first run that adapts, but for what differs by design', async () => {
  const text = pageOf(await made(['oracle', 'none-1'])).replace(/<[^>]*>/g, ' ');
  const [, except] = /except:([^.]*?)Whole configuration/s.exec(text.replaceAll(/algorithm\./g, '')) ?? [
    '',
    '',
  ];
  expect(except.match(/\w+ is \S+, not \S+/g)).toEqual([
    'metaBatchSize is 2, not 20',
    'trajectories is 3, not 10',
    'evaluationTrajectories is 3, not 10',
  ]);
});

it('says that the oracle is paired as it is, without adaptation', async () => {
  const {
    comparisons: [comparison],
    files,
  } = await made(['none-1', 'first-1', 'oracle']);
  const page = String(files[0].content);
  const [, , first, informed] = page
    .slice(page.indexOf('id="paired-table"'))
    .split('<tr role="row">')
    .map((row) =>
      row
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .replace('−', '-'),
    );
  expect(first).toMatch(/^ first-order none [-\d.]+ – – 1\.0000 1 1 /);
  expect(informed).toMatch(/^ oracle ?, not adapted none [-\d.]+ – – 1\.0000 1 1 /);
  const mean = (xs: readonly number[] = []) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const [reference, , unadapted] = comparison.groups.map(({ runs: [{ heldOut }] }) => heldOut?.rows);
  expect(Number(/none ([-\d.]+)/.exec(informed)?.[1])).toBeCloseTo(
    mean(unadapted?.[0].undiscounted) - mean(reference?.[1].undiscounted),
    1,
  );
});

it('is complete in itself: no address but those of files beside it, and nothing that the policy would not let run', async () => {
  const { files } = await made(['navigation']);
  const page = String(files[0].content);
  const paths = files.map(({ path }) => path);
  for (const [, address] of page.matchAll(/(?:href|src)="([^"]*)"/g))
    expect(address.startsWith('#') || paths.includes(address)).toBe(true);
  expect(page).toContain('default-src &#39;none&#39;');
  // One program, and data.
  expect([...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual(['<script>']);
  for (const path of paths.slice(1)) expect(path).toMatch(/^figures\/[a-z\d-]+\.(svg|csv)$/);
  for (const { path, content } of files.filter(({ path: name }) => name.endsWith('.svg'))) {
    expect([path, String(content).includes('var(')]).toEqual([path, false]);
  }
});

it('gives the same bytes for the same runs', async () => {
  const names = ['navigation'];
  expect((await made(names, { tensorboard: true })).files).toEqual(
    (await made(names, { tensorboard: true })).files,
  );
});

it('walks again what the checkpoint would do, before and after each inner step', async () => {
  const { files } = await made(['navigation']);
  const paths = files.find(({ path }) => path.endsWith('paths.csv'));
  const rows = String(paths?.content)
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(/,(?=[-\d])/).map(Number));
  // Four tasks, after 0, 1 and 2 inner steps, from the origin to the horizon.
  expect(rows).toHaveLength(4 * 3 * 13);
  for (const [, , , , step, x, y] of rows.map((row) => row.slice(-7))) {
    if (step === 0) expect([x, y]).toEqual([0, 0]);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(0.5);
  }
});

it('writes names from the disk as text', async () => {
  const page = pageOf(await made(['<b>&"']));
  expect(page).toContain('&lt;b&gt;&amp;&quot;');
  expect(page).not.toContain('<b>');
});

it('names what is damaged, missing or unfinished, and goes on with the others', async () => {
  const done = await made(['none-1', 'damaged', 'nowhere', 'stopped']);
  const text = pageOf(done).replace(/<[^>]*>/g, '');
  expect(done.comparisons[0].problems).toHaveLength(3);
  expect(text).toMatch(/damaged: .*checkpoint: it is truncated/);
  expect(text).toMatch(/nowhere: .*it holds no run/);
  expect(text).toMatch(/stopped: it has done 1 of 3 iterations/);
  expect(text).toMatch(/Not measured on held-out tasks, because it is unfinished.*: leave-one-out\./);
  expect(text).toMatch(/Not drawn, since they were not measured on held-out tasks: leave-one-out\./);
});

it('evaluates runs on as many tasks as others were, so that they are paired, or says that they are not', async () => {
  const names = ['measured', 'first-1'];
  const alike = await made(names, { tasks: undefined });
  const heldOut = alike.comparisons[0].groups.flatMap(({ runs }) => runs.map((run) => run.heldOut));
  expect(heldOut.map((each) => [each?.tasks, each?.rows.length])).toEqual([
    [3, 2],
    [3, 2],
  ]);
  expect(alike.comparisons[0].problems).toEqual([]);
  expect(pageOf(alike)).toContain('Paired by seed');
  const otherwise = await made(names, { tasks: 2 });
  expect(otherwise.comparisons[0].problems).toEqual([
    {
      directory: at('first-1'),
      problem: `it is measured on 2 held-out tasks, ${at('measured')} on 3: they are not paired`,
    },
  ]);
  expect(pageOf(otherwise)).not.toContain('Paired by seed');
});

it('names a run whose policy diverged, and reports on it as far as it goes', async () => {
  const done = await made(['diverged', 'untrained']);
  expect(done.comparisons[0].problems).toEqual(
    ['measured on held-out tasks', 'pictured'].map((what) => ({
      directory: at('diverged'),
      problem: expect.stringMatching(
        `^it cannot be ${what}: Expected finite numbers, .* held-out task 0`,
      ) as string,
    })),
  );
  const paths = done.files.map(({ path }) => path);
  expect(paths).toContain('figures/learning-after-iterations-inner-steps-1.svg');
  expect(paths).toContain('figures/adaptation-inner-steps-1.svg');
  expect(pageOf(done)).toContain('it cannot be pictured');
});

it('gives runs of several environments a part of the page each, with ids and files of their own', async () => {
  const { comparisons, files } = await made(['none-1', 'navigation', 'first-1']);
  expect(comparisons.map(({ groups }) => groups.length)).toEqual([2, 1]);
  const page = String(files[0].content);
  expect([...page.matchAll(/<h1[^>]*>([^<]*)</g)].map(([, text]) => text.trim())).toEqual([
    'tabular: none, first-order',
    'navigation-2d: leave-one-out-linear',
  ]);
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['tabular-1-outcomes', 'navigation-2d-2-runs']));
  const paths = files.map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});

it('tells runs apart by what they differ in, and says in which fields that is', async () => {
  await train(at('steep'), small(tabular, { estimator: 'maml', stepSize: 0.5 }));
  const { files } = await made(['none-1', 'none-2', 'steep']);
  const text = String(files[0].content).replace(/<[^>]*>/g, ' ');
  expect(text).toMatch(/none, stepSize=1\s/);
  expect(text).toMatch(/none, stepSize=0\.5\s/);
  expect(text).toMatch(/Groups of runs differ in\s+algorithm\.stepSize/);
  expect(text).not.toContain('algorithm.stepSize is');
});

it('refuses folders without any run', async () => {
  expect(await refused(['nowhere'])).toMatch(/nowhere: no run can be read/);
});

it('writes event files for TensorBoard if asked to', async () => {
  const { files } = await made(['none-1', 'none-2'], { tensorboard: true });
  expect(files.map(({ path }) => path).filter((path) => path.startsWith('tensorboard'))).toEqual(
    [1, 2].map((seed) => `tensorboard/none-inner-steps-1-seed-${String(seed)}/events.out.tfevents.0.sgmrl`),
  );
});
