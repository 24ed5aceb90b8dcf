import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeError, readComparison, type Comparison } from '@sgmrl/experiments';
import { identity } from 'fp-ts/lib/function.js';
import {
  commandOf,
  differencesFrom,
  evaluationsOf,
  firstTenOf,
  iterationsOf,
  root,
  rowsOf,
  tableRows,
  textOf,
  untrainedOf,
  withStepSizeInName,
  type Measured,
} from './committed-results';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-results-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inShell = (command: string): string =>
  execFileSync('bash', ['-c', command], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });

const repeated = async (page: string, of: string, changes: string): Promise<Comparison> => {
  inShell(`${commandOf(page, of)} ${changes} --out ${folder}`);
  const read = await readComparison([folder])();
  if (read._tag === 'Left') throw new Error(describeError(read.left));
  return read.right;
};

const expectCommitted = (file: string, measured: readonly Measured[]): void => {
  expect(measured.length).toBeGreaterThan(0);
  expect(measured.flatMap(differencesFrom(rowsOf(file)))).toEqual([]);
};

describe('the command of a page begins as its data do', () => {
  const two = '--iterations 2 --evaluation-tasks 1';

  it.each([
    ['navigation-2d', 'runs/navigation', 'joint,leave-one-out --seeds 5', 'curves'],
    ['navigation-2d', 'runs/navigation-falling-rate', 'none --seeds 4', 'curves-falling-rate'],
    ['navigation-2d', 'runs/navigation-steps', 'first-order --inner-steps 2 --seeds 3', 'curves-2-3'],
    [
      'navigation-2d',
      'runs/navigation-steps-falling-rate',
      'leave-one-out-linear --inner-steps 3 --seeds 2',
      'curves-2-3-falling-rate',
    ],
    ['navigation-2d-trpo', 'runs/trpo', 'none --seeds 2', 'curves'],
    ['navigation-2d-trpo', 'runs/promp', 'none', 'curves-promp'],
    ['navigation-2d-trpo', 'runs/trpo-debiased', 'leave-one-out-linear', 'curves-debiased'],
    ['step-size', 'runs/step-size', 'coupled --seeds 10', 'curves'],
    ['step-size', 'runs/step-size-own-scale', 'maml --seeds 8', 'curves-own-scale'],
    ['half-cheetah', 'runs/half-cheetah', 'none --seeds 5', 'curves'],
    ['half-cheetah', 'runs/half-cheetah', 'leave-one-out-linear --seeds 2', 'gradient-norms'],
  ])('%s, %s: %s', async (page, of, candidates, file) => {
    const comparison = await repeated(`${page}.md`, of, `--algorithms ${candidates} ${two}`);
    expectCommitted(`${page}/${file}.csv`, iterationsOf(comparison));
  });
});

it('a run of the corridor begins and ends as its data do', async () => {
  const changes = '--algorithms coupled --inner-steps 2 --seeds 3';
  const comparison = await repeated('corridor.md', 'runs/corridor', changes);
  // The other rows are means of ten iterations.
  const first = iterationsOf(comparison).filter(({ where }) => where.iteration === '1');
  expectCommitted('corridor/curves.csv', first);
  expectCommitted('corridor/adaptation.csv', evaluationsOf(comparison));
});

it.each([
  ['four-corners', 'maml --seeds 4', withStepSizeInName],
  ['sparse-navigation', 'lvc --seeds 7', identity<Measured>],
])('a run of %s begins as its data do: %s', async (page, candidates, asNamed) => {
  const changes = `--algorithms ${candidates} --iterations 10 --evaluation-tasks 1`;
  const { groups } = await repeated(`${page}.md`, `runs/${page}`, changes);
  const first = groups.flatMap((group) => firstTenOf(iterationsOf({ groups: [group] })));
  expectCommitted(`${page}/curves.csv`, first.map(asNamed));
});

const program = `node ${join(root, 'packages/cli/bin/sgmrl.js')}`;

it('the parameters that training starts from adapt as committed', async () => {
  const comparison = await repeated('navigation-2d.md', 'runs/navigation', '--algorithms random --seeds 3');
  expectCommitted('navigation-2d/adaptation.csv', evaluationsOf(comparison));
});

it('so do those of the trust region, on more trajectories and with a smaller later step', async () => {
  const changes = '--algorithms random --seeds 1 --evaluation-tasks 1';
  const { groups } = await repeated('navigation-2d-trpo.md', 'runs/trpo', changes);
  const options = '--inner-steps 3 --later-step-size 0.25 --trajectories 40 --tasks 80 --seed 7 --json';
  const printed = inShell(`${program} evaluate ${groups[0].runs[0].directory} ${options}`);
  expectCommitted('navigation-2d-trpo/evaluations.csv', untrainedOf(printed));
});

/** Where lines end does not count: committed pages are wrapped by prettier. */
const unwrapped = (file: string, folder?: string): string => textOf(file, folder).replace(/\s+/g, ' ');

it.each([
  ['variance', 'verify --variance --estimator all --inner-steps 1 --alpha 0.7 --repetitions 1000 --seed 0'],
  ['convergence', 'converge --accuracy 0.14 0.1 0.07 0.05 --seed 0'],
])('%s.md and its figures are written anew as they are', (page, command) => {
  expect(textOf(`${page}.md`)).toContain(`sgmrl ${command}`);
  inShell(`${program} ${command} --out ${folder}`);
  const files = readdirSync(folder);
  expect(files).toContain(`${page}.md`);
  for (const file of files) expect([file, unwrapped(file, folder)]).toEqual([file, unwrapped(file)]);
});

it('coupled-noise.md holds what its scripts print', () => {
  const page = textOf('coupled-noise.md');
  const scripts = [...page.matchAll(/^ {4}(node \S+\.mjs)$/gm)].map(([, script]) => script);
  expect(scripts).toHaveLength(2);
  expect(tableRows(page)).toEqual(tableRows(scripts.map(inShell).join('\n')));
});
