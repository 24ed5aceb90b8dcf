import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from '../testing/command';
import { compare, contents, question, referenceOf, testFolder } from '../testing/comparison';

const inFolder = testFolder();
const { folder, fresh } = inFolder;
const { reference, copy } = referenceOf(inFolder, question);

it.each([
  ['.'],
  ['mine'],
  ['none/inner-steps-1/seed-7'],
  ['none/inner-steps-1/seed-1'],
  ['none/inner-steps-1/seed-1/deep/er/still'],
])('keeps runs of its own out of its folder: %s', async (below) => {
  const out = join(reference(), below);
  const before = contents(reference());
  const refused = await call('train', '--preset', 'tabular-quick', '--iterations', '1', '--out', out);
  expect(refused).toEqual({
    code: 2,
    out: '',
    err: `sgmrl: ${out}: it belongs to the comparison in ${reference()}; give another folder\n`,
  });
  expect(contents(reference())).toEqual(before);
});

it.each([
  [/config\.algorithm\.stepSize is 1, not 2/, ['--set', 'algorithm.stepSize=2']],
  [/config\.environment\.kind is "tabular", not/, ['--preset', 'navigation-2d']],
])('refuses another question in the same folder: %s', async (message, flags) => {
  const directory = copy();
  const { code, err } = await compare(directory, ...flags);
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  expect(err).toMatch(/^sgmrl: .*it holds another comparison than is asked for/);
  expect(contents(directory)).toEqual(contents(reference()));
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
  const { code, out, err } = await call('compare', '--out', join(folder(), 'never'), ...flags);
  expect(err).toMatch(message);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(existsSync(join(folder(), 'never'))).toBe(false);
});

it('does not compare in the folder of a run, or beside another process', async () => {
  const inRun = await compare(join(reference(), 'joint', 'inner-steps-0', 'seed-1'));
  expect([inRun.code, inRun.err]).toEqual([2, expect.stringMatching(/it belongs to the comparison in/)]);
  const alone = join(mkdtempSync(join(folder(), 'alone-')), 'run');
  cpSync(join(reference(), 'joint', 'inner-steps-0', 'seed-1'), alone, { recursive: true });
  const inLone = await compare(alone);
  expect([inLone.code, inLone.err]).toEqual([2, expect.stringMatching(/it holds a run, not a comparison/)]);
  const directory = fresh();
  mkdirSync(directory);
  writeFileSync(join(directory, 'comparison.json'), '{}');
  expect((await compare(directory)).err).toMatch(/comparison\.json: 6 fields are wrong/);
});
