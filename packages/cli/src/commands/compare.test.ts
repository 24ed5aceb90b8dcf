import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../testing/command';
import { compare, contents, question, referenceOf, settings, testFolder, text } from '../testing/comparison';

const runs = ['random 0', 'joint 0', 'oracle 0', 'none 1', 'leave-one-out 1', 'none 2', 'leave-one-out 2']
  .map((run) => run.split(' '))
  .flatMap(([algorithm, steps]) =>
    [1, 2].map((seed) => join(algorithm, `inner-steps-${steps}`, `seed-${String(seed)}`)),
  );

const inFolder = testFolder();
const { folder, fresh } = inFolder;
const { reference, copy } = referenceOf(inFolder, question);

it('leaves complete run directories, each with its evaluation, and the results', () => {
  const files = Object.keys(contents(reference()));
  for (const run of runs)
    expect(
      files.filter((file) => file.startsWith(`${run}/`)).map((file) => file.slice(run.length + 1)),
    ).toEqual(
      run.startsWith('random')
        ? ['config.json', 'evaluation.json', 'summary.json']
        : ['checkpoint', 'config.json', 'evaluation.json', 'metrics.jsonl', 'summary.json'],
    );
  expect(files.filter((file) => !file.includes('/'))).toEqual([
    'adaptation.csv',
    'comparison.json',
    'comparison.md',
    'curves.csv',
  ]);
  expect(files.filter((file) => file.startsWith('figures/'))).toHaveLength(10);
  expect(files).toHaveLength(14 * 5 - 2 * 2 + 10 + 4);
});

it('says in the document what was trained, how long, and on how many tasks it was measured', () => {
  const document = text(reference(), 'comparison.md');
  expect(document).toMatch(
    /^# Comparison\n\n4 iterations\. Settings of the preset `tabular-quick`, except: algorithm\.metaBatchSize is 2, not 20; [^\n]*\.\n\nUndiscounted/,
  );
  expect(document).toContain('; on 3 held-out tasks after so many inner steps.');
});

it('trains each run as train does, to the byte', async () => {
  const directory = fresh();
  const flags = [
    '--set',
    ...settings.slice(3),
    'algorithm.debiasing=leave-one-out',
    'algorithm.innerSteps=2',
  ];
  await call(
    'train',
    ...settings.slice(0, 2),
    ...flags,
    '--seed',
    '2',
    '--iterations',
    '4',
    '--out',
    directory,
  );
  const run = join(reference(), 'leave-one-out', 'inner-steps-2', 'seed-2');
  for (const file of ['config.json', 'checkpoint', 'metrics.jsonl'])
    expect(contents(run)[file]).toBe(contents(directory)[file]);
});

it('does nothing again that is done', async () => {
  const directory = copy();
  const again = await compare(directory);
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toMatch(/^14 runs of 4 iterations, 14 done already\n\nUndiscounted returns/);
  expect(contents(directory)).toEqual(contents(reference()));
});

it('does what is missing, to the same bytes', async () => {
  const directory = copy();
  rmSync(join(directory, 'joint'), { recursive: true });
  rmSync(join(directory, 'none', 'inner-steps-1', 'seed-2', 'evaluation.json'));
  rmSync(join(directory, 'none', 'inner-steps-2', 'seed-1', 'summary.json'));
  writeFileSync(join(directory, 'oracle', 'inner-steps-0', 'seed-1', 'evaluation.json'), '{');
  rmSync(join(directory, 'curves.csv'));
  expect(await compare(directory)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^14 runs of 4 iterations, 9 done already\n/) as string,
  });
  expect(contents(directory)).toEqual(contents(reference()));
});

it('takes what flags leave out from the comparison that is there', async () => {
  const directory = copy();
  expect(await call('compare', '--out', directory)).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^14 runs of 4 iterations, 14 done already\n/) as string,
  });
  expect(contents(directory)).toEqual(contents(reference()));
});

it('ends by naming the command that reports', async () => {
  const directory = copy();
  const { out } = await compare(directory);
  expect(out).toMatch(/\nReport: npx sgmrl report \S+comparison\n$/);
});

it('compares terms that nobody has named, and reports on them', async () => {
  const directory = fresh();
  const half = '{"op":"sum","of":["maml",{"op":"times","by":0.5,"of":"dice"}]}';
  const path = join(folder(), 'double.json');
  writeFileSync(path, '{"op":"sum","of":["maml",{"op":"times","by":-0.5,"of":"dice"}]}');
  const flags = ['--algorithms', `none,${half},${path}`, '--seeds', '1', '--iterations', '2'];
  const asked = ['compare', ...settings, ...flags, '--evaluation-tasks', '2', '--out', directory];
  const { code, out, err } = await call(...asked);
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/\| maml \+ 0\.5 dice +\|[^]*\| maml − 0\.5 dice +\|/);
  expect(await call(...asked)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^3 runs of 2 iterations, 3 done already\n/) as string,
  });
  const report = join(folder(), 'report-of-terms');
  expect((await call('report', directory, '--out', report)).code).toBe(0);
  expect(text(report, 'report.html')).toContain('maml − 0.5 dice');
});
