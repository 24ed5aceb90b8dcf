import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { readComparison } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { call, run, start } from '../testing/command';

/** A few milliseconds an iteration. */
const settings = [
  '--preset',
  'tabular-quick',
  '--set',
  'algorithm.metaBatchSize=2',
  'algorithm.trajectories=3',
  'algorithm.evaluationTrajectories=3',
];
const question = [
  'compare',
  ...settings,
  ...['--algorithms', 'random,joint,oracle,none,leave-one-out', '--seeds', '1-2', '--inner-steps', '1,2'],
  ...['--iterations', '4', '--evaluation-tasks', '3'],
];
const runs = ['random 0', 'joint 0', 'oracle 0', 'none 1', 'leave-one-out 1', 'none 2', 'leave-one-out 2']
  .map((run) => run.split(' '))
  .flatMap(([algorithm, steps]) =>
    [1, 2].map((seed) => join(algorithm, `inner-steps-${steps}`, `seed-${String(seed)}`)),
  );

const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

/** Every file below a folder, with seconds left out. */
const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [
        path.slice(folder.length + 1),
        text(path).replaceAll(/"seconds":\s*(\{[^}]*\}|[\d.]+)/g, ''),
      ]),
  );

describe('sgmrl compare', () => {
  let folder = '';
  let reference = '';
  const fresh = (): string => join(mkdtempSync(join(folder, 'case-')), 'comparison');
  const copy = (): string => {
    const directory = fresh();
    cpSync(reference, directory, { recursive: true });
    return directory;
  };
  const compare = (directory: string, ...more: readonly string[]) =>
    call(...question, ...more, '--out', directory);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-compare-'));
    reference = fresh();
    expect(await compare(reference)).toMatchObject({ code: 0, err: '' });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('leaves complete run directories, each with its evaluation, and the results', () => {
    const files = Object.keys(contents(reference));
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
    const document = text(reference, 'comparison.md');
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
    const run = join(reference, 'leave-one-out', 'inner-steps-2', 'seed-2');
    for (const file of ['config.json', 'checkpoint', 'metrics.jsonl'])
      expect(contents(run)[file]).toBe(contents(directory)[file]);
  });

  it('does nothing again that is done', async () => {
    const directory = copy();
    const again = await compare(directory);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toMatch(/^14 runs of 4 iterations, 14 done already\n\nUndiscounted returns/);
    expect(contents(directory)).toEqual(contents(reference));
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
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('reports a damaged run by name, and goes on with the others', async () => {
    const directory = copy();
    const damaged = join('none', 'inner-steps-1', 'seed-2');
    truncateSync(join(directory, damaged, 'checkpoint'), 300);
    rmSync(join(directory, 'joint'), { recursive: true });
    const { code, out, err } = await compare(directory);
    expect(code).toBe(2);
    expect(err).toMatch(
      /none\/inner-steps-1\/seed-2: checkpoint: it is truncated or altered: [^;]*; put back a copy of it, or move its folder away, and the same command trains it anew\n$/,
    );
    expect(err.startsWith(`sgmrl: ${join(directory, damaged)}: `)).toBe(true);
    expect(out).toMatch(/joint, seed 2: done; 13 of 14 runs done/);
    expect(out).toMatch(/## Left out or unfinished\n\n- .*none.inner-steps-1.seed-2: .*truncated or altered/);
    const joint = join('joint', 'inner-steps-0', 'seed-1');
    expect(contents(join(directory, joint))).toEqual(contents(join(reference, joint)));
    expect(text(directory, 'curves.csv')).toBe(
      text(reference, 'curves.csv').replaceAll(/none,1,2,.*\n/g, ''),
    );
  });

  it('reports a run whose configuration is gone at the start, and says what to do', async () => {
    const directory = copy();
    const run = join(directory, 'none', 'inner-steps-1', 'seed-2');
    rmSync(join(run, 'config.json'));
    const { code, out, err } = await compare(directory);
    expect([code, err]).toEqual([
      2,
      `sgmrl: ${run}: config.json is gone, beside metrics.jsonl, checkpoint, summary.json; put back a copy of it, or move its folder away, and the same command trains it anew\n`,
    ]);
    expect(out).toMatch(/^14 runs of 4 iterations, 13 done already, 1 that cannot be used\n/);
    cpSync(run, `${run}-away`, { recursive: true });
    rmSync(run, { recursive: true });
    expect(await compare(directory)).toMatchObject({ code: 0, err: '' });
    rmSync(`${run}-away`, { recursive: true });
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('names a run that was trained further, says what to do, and goes on with the others', async () => {
    const directory = copy();
    const run = join(directory, 'none', 'inner-steps-1', 'seed-2');
    expect((await call('train', '--resume', run, '--iterations', '6')).code).toBe(0);
    rmSync(join(directory, 'joint'), { recursive: true });
    const { code, out, err } = await compare(directory);
    expect([code, err]).toEqual([
      2,
      `sgmrl: ${run}: it was trained further, to 6 iterations, and the comparison asks for 4; move its folder away, and the same command trains it anew\n`,
    ]);
    expect(out).toMatch(/joint, seed 2: done; 13 of 14 runs done/);
    expect(out).toMatch(/## Left out or unfinished\n\n- .*none.inner-steps-1.seed-2: it was trained further/);
    expect(text(directory, 'curves.csv')).toBe(
      text(reference, 'curves.csv').replaceAll(/none,1,2,.*\n/g, ''),
    );
    rmSync(run, { recursive: true });
    expect(await compare(directory)).toMatchObject({ code: 0, err: '' });
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('takes back a run that was to be trained further but has not been', async () => {
    const directory = copy();
    const config = join(directory, 'none', 'inner-steps-1', 'seed-2', 'config.json');
    writeFileSync(config, text(config).replace('"iterations": 4', '"iterations": 6'));
    const lone = await readComparison([directory])();
    expect(E.isRight(lone) && lone.right.problems).toEqual([]);
    expect(await compare(directory)).toMatchObject({ code: 0, err: '' });
    expect(contents(directory)).toEqual(contents(reference));
  });

  it.each([
    ['.'],
    ['mine'],
    ['none/inner-steps-1/seed-7'],
    ['none/inner-steps-1/seed-1'],
    ['none/inner-steps-1/seed-1/deep/er/still'],
  ])('keeps runs of its own out of its folder: %s', async (below) => {
    const out = join(reference, below);
    const before = contents(reference);
    const refused = await call('train', '--preset', 'tabular-quick', '--iterations', '1', '--out', out);
    expect(refused).toEqual({
      code: 2,
      out: '',
      err: `sgmrl: ${out}: it belongs to the comparison in ${reference}; give another folder\n`,
    });
    expect(contents(reference)).toEqual(before);
  });

  it('goes on with runs whose metrics two processes wrote at once, and names the lines', async () => {
    const directory = copy();
    const run = join(directory, 'none', 'inner-steps-1', 'seed-2');
    const metrics = join(run, 'metrics.jsonl');
    const lines = text(metrics).split(/(?<=\n)/);
    writeFileSync(metrics, [...lines.slice(0, 3), ...lines.slice(2)].join(''));
    rmSync(join(run, 'summary.json'));
    expect(await compare(directory)).toMatchObject({
      code: 0,
      err: `sgmrl: ${metrics}: 1 line that does not belong there (line 4) is now in ${run}/metrics-surplus.jsonl; the run goes on without\n`,
    });
    rmSync(join(run, 'metrics-surplus.jsonl'));
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('leaves a folder to a process that cannot be seen, unless told that it is gone', async () => {
    const directory = copy();
    const run = join(directory, 'none', 'inner-steps-1', 'seed-2');
    rmSync(join(run, 'summary.json'));
    const elsewhere = `${JSON.stringify({ pid: 5, host: 'elsewhere', started: null })}\n`;
    for (const folder of [directory, run]) writeFileSync(join(folder, 'lock'), elsewhere);
    const refused = await compare(directory);
    expect(refused).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^sgmrl: .*lock is held by process 5 on elsewhere, .*--take-over\n$/,
      ) as string,
    });
    expect(await compare(directory, '--take-over')).toMatchObject({ code: 0, err: '' });
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('does not take a run for another', async () => {
    const directory = copy();
    const [one, two] = ['seed-1', 'seed-2'].map((seed) => join(directory, 'joint', 'inner-steps-0', seed));
    rmSync(two, { recursive: true });
    cpSync(one, two, { recursive: true });
    const { code, err } = await compare(directory);
    expect([code, err]).toEqual([2, expect.stringMatching(/seed-2: it is not the run .*: seed is 1, not 2/)]);
  });

  it('reports a run that fails, with exit code 1, and ends the others', async () => {
    const directory = fresh();
    const flags = ['--algorithms', 'none,random', '--seeds', '1', '--iterations', '3'];
    // Adam moves the logits by about 1e308 an iteration; the largest number is 1.8e308.
    const exploding = ['--set', 'optimizer.learningRate=1e308', ...settings.slice(3)];
    const { code, out, err } = await call(
      'compare',
      ...settings.slice(0, 2),
      ...exploding,
      ...flags,
      '--out',
      directory,
    );
    expect([code, err]).toEqual([1, expect.stringMatching(/^sgmrl: .*seed-1: Expected finite numbers/)]);
    expect(out).toMatch(/random, seed 1: done; 1 of 2 runs done/);
    expect(out).toMatch(/\| random .*\|/);
  });

  it.each([
    [/config\.algorithm\.stepSize is 1, not 2/, ['--set', 'algorithm.stepSize=2']],
    [/config\.environment\.kind is "tabular", not/, ['--preset', 'navigation-2d']],
  ])('refuses another question in the same folder: %s', async (message, flags) => {
    const directory = copy();
    const { code, err } = await compare(directory, ...flags);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
    expect(err).toMatch(/^sgmrl: .*it holds another comparison than is asked for/);
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('takes what flags leave out from the comparison that is there', async () => {
    const directory = copy();
    expect(await call('compare', '--out', directory)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^14 runs of 4 iterations, 14 done already\n/) as string,
    });
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('ends by naming the command that reports', async () => {
    const directory = copy();
    const { out } = await compare(directory);
    expect(out).toMatch(/\nReport: npx sgmrl report \S+comparison\n$/);
  });

  it('compares terms that nobody has named, and reports on them', async () => {
    const directory = fresh();
    const half = '{"op":"sum","of":["maml",{"op":"times","by":0.5,"of":"dice"}]}';
    const path = join(folder, 'double.json');
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
    const report = join(folder, 'report-of-terms');
    expect((await call('report', directory, '--out', report)).code).toBe(0);
    expect(text(report, 'report.html')).toContain('maml − 0.5 dice');
  });

  it.each([
    [/unknown algorithm "frist-order": did you mean first-order\?/, ['--algorithms', 'none,frist-order']],
    [/unknown algorithm "orcale": did you mean oracle\?/, ['--algorithms', 'orcale']],
    [/unknown preset "navigation2d": did you mean/, ['--preset', 'navigation2d', '--algorithms', 'none']],
    [/the term: one field is wrong\n {2}op: /, ['--algorithms', 'none,{"op":"add"}']],
    [/algorithms: expected each algorithm once/, ['--algorithms', 'none,{"op":"sum","of":["maml","none"]}']],
    [
      /--set algorithm\.estimator\.of\.1=dice: .*use --algorithms/,
      ['--algorithms', 'none', '--set', 'algorithm.estimator.of.1=dice'],
    ],
    [/found "none" twice|found none twice/, ['--algorithms', 'none,none']],
    [/Expected names with commas/, ['--algorithms', 'none,,maml']],
    [/Expected a range .* found "3-1"/, ['--algorithms', 'none', '--seeds', '3-1']],
    [/whole number from 0 .* found "x"/, ['--algorithms', 'none', '--seeds', '1,x']],
    [/whole number from 0 .* found ""/, ['--algorithms', 'none', '--seeds', '1,']],
    [/found 2 twice/, ['--algorithms', 'none', '--seeds', '1-3,2']],
    [/Expected a range of at most 1000/, ['--algorithms', 'none', '--seeds', '1-2000']],
    [/whole number from 1 to 1000, found "0"/, ['--algorithms', 'none', '--inner-steps', '0']],
    [
      /at least 3, the most inner steps/,
      ['--algorithms', 'none', '--inner-steps', '3', '--evaluation-steps', '2'],
    ],
    [/--set seed=3: every run has its own; use --seeds/, ['--algorithms', 'none', '--set', 'seed=3']],
    [
      /--set algorithm\.innerSteps=2: .*use --inner-steps/,
      ['--algorithms', 'none', '--set', 'algorithm.innerSteps=2'],
    ],
    [
      /trajectory-baseline.*algorithm\.trajectories: expected at least 2/s,
      ['--algorithms', 'none,trajectory-baseline', '--set', 'algorithm.trajectories=1'],
    ],
    [/--algorithms: expected what to compare, such as/, []],
    [/cannot create folder/, ['--algorithms', 'none', '--out', '/proc/none']],
    [/--vary seed: every run has its own; use --seeds/, ['--algorithms', 'none', '--vary', 'seed=1,2']],
    [
      /--vary algorithm\.innerSteps: .*use --inner-steps/,
      ['--algorithms', 'none', '--vary', 'algorithm.innerSteps=1,2'],
    ],
    [/Expected path=value,value/, ['--algorithms', 'none', '--vary', 'algorithm.stepSize']],
    [/Expected path=value,value/, ['--algorithms', 'none', '--vary', 'algorithm.stepSize=1,']],
    [/found 0\.1 twice/, ['--algorithms', 'none', '--vary', 'algorithm.stepSize=0.1,0.10']],
    [
      /found algorithm\.stepSize twice/,
      ['--algorithms', 'none', '--vary', 'algorithm.stepSize=1', '--vary', 'algorithm.stepSize=2'],
    ],
    [
      /--vary algorithm\.stepSize=-1: one field is wrong\n {2}algorithm\.stepSize: expected/,
      ['--algorithms', 'none', '--vary', 'algorithm.stepSize=0.1,-1'],
    ],
    [
      /--vary algoritm\.stepSize=0\.1: nothing at "algoritm" \(did you mean algorithm\?\)/,
      ['--algorithms', 'none', '--vary', 'algoritm.stepSize=0.1'],
    ],
    [
      /vary\.environment: expected one environment/,
      ['--algorithms', 'none', '--vary', 'environment={"kind":"cart-pole"}'],
    ],
    [
      /at most 10000 runs, found "1000000 runs"/,
      ['--algorithms', 'none', '--seeds', '1-1000', '--inner-steps', '1-1000'],
    ],
    [/--select: expected --selection-seeds/, ['--algorithms', 'none', '--select', 'algorithm.stepSize']],
    [/--selection-seeds: expected --select/, ['--algorithms', 'none', '--selection-seeds', '5']],
    [
      /select\.field: expected a field that varies \(there is none\)/,
      ['--algorithms', 'none', '--select', 'algorithm.stepSize', '--selection-seeds', '5'],
    ],
    [
      /select\.seeds: expected seeds that are not among those that count, found "3"/,
      [
        ...['--algorithms', 'none', '--vary', 'algorithm.stepSize=1,2'],
        ...['--select', 'algorithm.stepSize', '--selection-seeds', '3,4'],
      ],
    ],
  ])('answers with %s and code 2 to %j, before it computes', async (message, flags) => {
    const { code, out, err } = await call('compare', '--out', join(folder, 'never'), ...flags);
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });

  it('does not compare in the folder of a run, or beside another process', async () => {
    const inRun = await compare(join(reference, 'joint', 'inner-steps-0', 'seed-1'));
    expect([inRun.code, inRun.err]).toEqual([2, expect.stringMatching(/it belongs to the comparison in/)]);
    const alone = join(mkdtempSync(join(folder, 'alone-')), 'run');
    cpSync(join(reference, 'joint', 'inner-steps-0', 'seed-1'), alone, { recursive: true });
    const inLone = await compare(alone);
    expect([inLone.code, inLone.err]).toEqual([2, expect.stringMatching(/it holds a run, not a comparison/)]);
    const directory = fresh();
    mkdirSync(directory);
    writeFileSync(join(directory, 'comparison.json'), '{}');
    expect((await compare(directory)).err).toMatch(/comparison\.json: 6 fields are wrong/);
  });
});

/** What is told apart from runs that were done at once: when what was written. */
const ofRuns = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(contents(directory)).filter(([file]) => /seed-\d+\/(?!summary)/.test(file)),
  );

describe('a comparison that varies fields', () => {
  let folder = '';
  let whole = '';
  const fresh = (): string => join(mkdtempSync(join(folder, 'case-')), 'comparison');
  const base = ['compare', ...settings, '--algorithms', 'random,none,trpo-maml', '--evaluation-tasks', '2'];
  const rates = ['--vary', 'optimizer.learningRate=0.1,0.3', 'algorithm.stepSize=0.5,2'];
  const done = async (...args: readonly string[]): Promise<string> => {
    const { code, out, err } = await call(...args);
    expect([code, err]).toEqual([0, '']);
    return out;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-vary-'));
    whole = fresh();
    await done(...base, ...rates, '--seeds', '1-2', '--iterations', '3', '--out', whole);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has a folder for each value, one where an algorithm has a value of its own', () => {
    expect(readdirSync(join(whole, 'none')).sort()).toEqual([
      'inner-steps-1,algorithm.stepSize=0.5,optimizer.learningRate=0.1',
      'inner-steps-1,algorithm.stepSize=0.5,optimizer.learningRate=0.3',
      'inner-steps-1,algorithm.stepSize=2,optimizer.learningRate=0.1',
      'inner-steps-1,algorithm.stepSize=2,optimizer.learningRate=0.3',
    ]);
    expect(readdirSync(join(whole, 'trpo-maml')).sort()).toEqual([
      'inner-steps-1,algorithm.stepSize=0.5',
      'inner-steps-1,algorithm.stepSize=2',
    ]);
  });

  it('has a column for each field in its table', () => {
    expect(text(whole, 'comparison.md')).toMatch(
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
    expect(ofRuns(directory)).toEqual(ofRuns(whole));
    expect(text(directory, 'comparison.md')).toBe(text(whole, 'comparison.md'));
    expect(text(directory, 'curves.csv')).toBe(text(whole, 'curves.csv'));
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
    cpSync(whole, directory, { recursive: true });
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
    expect(contents(directory)).toEqual(contents(whole));
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
    const page = join(folder, 'report-of-choices');
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
});

/** A comparison in a process of its own, with worker threads. */
describe('the process of sgmrl compare', () => {
  let folder = '';
  let reference = '';
  const fresh = (): string => join(mkdtempSync(join(folder, 'case-')), 'comparison');
  const longer = [
    ...['compare', ...settings, '--algorithms', 'random,none,leave-one-out', '--seeds', '1-2'],
    ...['--iterations', '60', '--evaluation-tasks', '3'],
  ];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-compare-'));
    reference = fresh();
    expect(await call(...longer, '--out', reference)).toMatchObject({ code: 0, err: '' });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('ends in the same bytes when it is killed in the middle and started again', async () => {
    const directory = fresh();
    const { child, ended, printed } = start(folder, ...longer, '--workers', '2', '--out', directory);
    await printed('iteration 30/60');
    await setTimeout(20);
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(join(directory, 'comparison.md'))).toBe(false);
    expect(await run(folder, ...longer, '--workers', '2', '--out', directory)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('stops at Ctrl-C with every run saved, and goes on', async () => {
    const directory = fresh();
    const { child, ended, printed } = start(folder, ...longer, '--workers', '2', '--out', directory);
    await printed('iteration 12/60');
    child.kill('SIGINT');
    const stopped = await ended;
    expect(stopped).toMatchObject({
      code: 130,
      err: expect.stringMatching(/^finishing the iterations/) as string,
    });
    expect(stopped.out).toMatch(/Stopped with \d of 6 runs done; the same command goes on\.\n$/);
    expect(Object.keys(contents(directory)).filter((file) => file.endsWith('lock'))).toEqual([]);
    expect(await run(folder, ...longer, '--out', directory)).toMatchObject({ code: 0, err: '' });
    expect(contents(directory)).toEqual(contents(reference));
  });

  it('ends in the same bytes when it is killed in the middle of a sweep and goes on', async () => {
    const sweep = [...longer, '--vary', 'algorithm.stepSize=0.5,2', '--iterations', '30'];
    const [killed, calm] = [fresh(), fresh()];
    const { child, ended, printed } = start(folder, ...sweep, '--workers', '2', '--out', killed);
    await printed('stepSize=2, seed 1: iteration 15/30');
    child.kill('SIGKILL');
    await ended;
    expect(await run(folder, 'compare', '--workers', '2', '--out', killed)).toMatchObject({
      code: 0,
      err: '',
    });
    expect(await call(...sweep, '--out', calm)).toMatchObject({ code: 0, err: '' });
    expect(contents(killed)).toEqual(contents(calm));
  });

  it('lets one process grow it while another one is kept out, and nothing is lost', async () => {
    const directory = fresh();
    expect(await call(...longer, '--iterations', '5', '--out', directory)).toMatchObject({ code: 0 });
    const grow = (...flags: readonly string[]) => run(folder, 'compare', ...flags, '--out', directory);
    const both = await Promise.all([grow('--seeds', '7'), grow('--seeds', '8')]);
    for (const { code, err } of both)
      if (code !== 0) expect([code, err]).toEqual([2, expect.stringMatching(/lock is held by process/)]);
    for (const seed of ['7', '8']) expect(await grow('--seeds', seed)).toMatchObject({ code: 0, err: '' });
    const question = JSON.parse(text(directory, 'comparison.json')) as { readonly seeds: readonly number[] };
    expect(question.seeds).toEqual([1, 2, 7, 8]);
    expect(readdirSync(join(directory, 'none', 'inner-steps-1')).sort()).toEqual([
      'seed-1',
      'seed-2',
      'seed-7',
      'seed-8',
    ]);
  });

  it('keeps a second process out', async () => {
    const directory = fresh();
    const endless = [...longer, '--iterations', '100000', '--out', directory];
    const { child, ended, printed } = start(folder, ...endless);
    await printed('begins');
    const second = await run(folder, ...endless);
    expect(second).toMatchObject({
      code: 2,
      err: expect.stringMatching(/lock is held by process/) as string,
    });
    child.kill('SIGKILL');
    await ended;
  });
});
