import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readComparison } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { call } from '../testing/command';
import { contents, referenceOf, settings, testFolder, text } from '../testing/comparison';

/** What is told apart from runs that were done at once: when what was written. */
const ofRuns = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(contents(directory)).filter(([file]) => /seed-\d+\/(?!summary)/.test(file)),
  );

const base = ['compare', ...settings, '--algorithms', 'random,none,trpo-maml', '--evaluation-tasks', '2'];
const rates = ['--vary', 'optimizer.learningRate=0.1,0.3', 'algorithm.stepSize=0.5,2'];

const inFolder = testFolder();
const { folder, fresh } = inFolder;
const { reference } = referenceOf(inFolder, [...base, ...rates, '--seeds', '1-2', '--iterations', '3']);

const done = async (...args: readonly string[]): Promise<string> => {
  const { code, out, err } = await call(...args);
  expect([code, err]).toEqual([0, '']);
  return out;
};

it('has a folder for each value, one where an algorithm has a value of its own', () => {
  expect(readdirSync(join(reference(), 'none')).sort()).toEqual([
    'inner-steps-1,algorithm.stepSize=0.5,optimizer.learningRate=0.1',
    'inner-steps-1,algorithm.stepSize=0.5,optimizer.learningRate=0.3',
    'inner-steps-1,algorithm.stepSize=2,optimizer.learningRate=0.1',
    'inner-steps-1,algorithm.stepSize=2,optimizer.learningRate=0.3',
  ]);
  expect(readdirSync(join(reference(), 'trpo-maml')).sort()).toEqual([
    'inner-steps-1,algorithm.stepSize=0.5',
    'inner-steps-1,algorithm.stepSize=2',
  ]);
});

it('has a column for each field in its table', () => {
  expect(text(reference(), 'comparison.md')).toMatch(
    /\| algorithm +\| stepSize +\| learningRate +\| ζ +\|[^]*\n\| random +\| 2 +\| +\| – [^]*\n\| none +\| 2 +\| 0\.3 +\| 1 +\| 2 +\|[^]*\n\| trpo-maml +\| 2 +\| +\| 1 +\|/,
  );
});

it.each([
  [
    [...rates, '--seeds', '2', '--iterations', '3'],
    ['--seeds', '1'],
  ],
  [
    [...rates, '--seeds', '1-2', '--iterations', '1'],
    ['--iterations', '3'],
  ],
  [
    ['--vary', 'optimizer.learningRate=0.3', 'algorithm.stepSize=2', '--seeds', '1', '--iterations', '1'],
    ['--vary', 'algorithm.stepSize=0.5'],
    ['--seeds', '2', '--iterations', '2'],
    ['--vary', 'optimizer.learningRate=0.1', '--iterations', '3'],
  ],
])('grows step by step to the same bytes: %j', async (first, ...further) => {
  const directory = fresh();
  await done(...base, ...first, '--out', directory);
  for (const step of further) await done('compare', ...step, '--out', directory);
  expect(ofRuns(directory)).toEqual(ofRuns(reference()));
  expect(text(directory, 'comparison.md')).toBe(text(reference(), 'comparison.md'));
  expect(text(directory, 'curves.csv')).toBe(text(reference(), 'curves.csv'));
});

it('varies a field that was fixed, and leaves the runs of before where they are', async () => {
  const directory = fresh();
  await done(...base, '--seeds', '1', '--iterations', '2', '--out', directory);
  const before = ofRuns(directory);
  const out = await done('compare', '--vary', 'algorithm.stepSize=0.5', '--out', directory);
  expect(out).toMatch(/^6 runs of 2 iterations, 3 done already\n/);
  expect(ofRuns(directory)).toMatchObject(before);
  expect(JSON.parse(text(directory, 'comparison.json'))).toMatchObject({
    vary: { 'algorithm.stepSize': [0.5, 1] },
  });
});

it('does nothing again in a comparison of before, and loses nothing by asking for less', async () => {
  const directory = fresh();
  cpSync(reference(), directory, { recursive: true });
  const out = await done(
    ...base,
    '--algorithms',
    'none',
    '--seeds',
    '2',
    '--iterations',
    '1',
    '--out',
    directory,
  );
  expect(out).toMatch(/^16 runs of 3 iterations, 16 done already\n/);
  expect(contents(directory)).toEqual(contents(reference()));
});

it('chooses a value by seeds that do not count, and says from what', async () => {
  const directory = fresh();
  const select = ['--select', 'optimizer.learningRate', '--selection-seeds', '101,102'];
  const flags = [...base, '--algorithms', 'none,trpo-maml', '--vary', 'optimizer.learningRate=1e-9,1'];
  const out = await done(...flags, ...select, '--seeds', '1-2', '--iterations', '5', '--out', directory);
  expect(out).toMatch(/^4 runs of 5 iterations to choose optimizer\.learningRate\n/);
  expect(out).toMatch(/\nnone, 1 inner step: chosen optimizer\.learningRate=1\n4 runs of 5 iterations\n/);
  const runs = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => /seed-\d+$/.test(path))
    .sort();
  expect(runs).toEqual(
    [
      ...['101', '102'].map((seed) => `none/inner-steps-1,optimizer.learningRate=1/seed-${seed}`),
      ...['1', '2'].map((seed) => `none/inner-steps-1,optimizer.learningRate=1/seed-${seed}`),
      ...['101', '102'].map((seed) => `none/inner-steps-1,optimizer.learningRate=1e-9/seed-${seed}`),
      ...['1', '2'].map((seed) => `trpo-maml/inner-steps-1/seed-${seed}`),
    ].sort(),
  );
  const document = text(directory, 'comparison.md');
  expect(document).toMatch(
    /## Chosen values\n\n[^]*\| none +\| 1 +\| optimizer\.learningRate +\| 1 +\| 2 +\|[^|]*\| chosen +\|/,
  );
  expect(text(directory, 'curves.csv')).not.toContain(',101,');
  const page = join(folder(), 'report-of-choices');
  expect((await call('report', directory, '--out', page)).code).toBe(0);
  expect(text(page, 'report.html')).toMatch(/Chosen values[^]*optimizer\.learningRate[^]*>chosen</);
  const again = await done('compare', '--out', directory);
  expect(again).toMatch(/4 runs of 5 iterations to choose optimizer\.learningRate, 4 done already\n/);
});

it('does not choose a value with which a run fails', async () => {
  const directory = fresh();
  const { code, out } = await call(
    ...[...base, '--algorithms', 'none', '--vary', 'optimizer.learningRate=0.1,1e308'],
    ...['--select', 'optimizer.learningRate', '--selection-seeds', '101', '--seeds', '1'],
    ...['--iterations', '3', '--out', directory],
  );
  expect(code).toBe(1);
  expect(out).toMatch(/\nnone, 1 inner step: chosen optimizer\.learningRate=0\.1\n1 run of 3 iterations\n/);
  expect(out).toMatch(/\| 1e\+308 +\| 0 +\| failed +\|/);
});

it('reports that nothing is chosen as long as runs are missing', async () => {
  const directory = fresh();
  const flags = ['--vary', 'optimizer.learningRate=0.1,1', '--seeds', '1', '--iterations', '2'];
  await done(
    ...[...base, '--algorithms', 'none', ...flags],
    ...['--select', 'optimizer.learningRate', '--selection-seeds', '101', '--out', directory],
  );
  const tried = join(directory, 'none', 'inner-steps-1,optimizer.learningRate=1', 'seed-101');
  rmSync(join(tried, 'evaluation.json'));
  const read = await readComparison([directory])();
  expect(E.isLeft(read) && read.left).toMatchObject({
    problem: expect.stringMatching(/seed-101: it is not measured on held-out tasks yet/) as string,
  });
  await done('compare', '--out', directory);
  const mended = await readComparison([directory])();
  expect(E.isRight(mended) && mended.right.choices?.map(({ chosen }) => chosen?.seeds)).toEqual([1]);
});
