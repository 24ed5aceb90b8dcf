import { cpSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readComparison } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { call } from '../testing/command';
import { compare, contents, question, referenceOf, settings, testFolder, text } from '../testing/comparison';

const inFolder = testFolder();
const { fresh } = inFolder;
const { reference, copy } = referenceOf(inFolder, question);

it('reports a damaged run by name, and goes on with the others', async () => {
  const directory = copy();
  const damaged = join('none', 'inner-steps-1', 'seed-2');
  truncateSync(join(directory, damaged, 'checkpoint'), 300);
  rmSync(join(directory, 'joint'), { recursive: true });
  const { code, out, err } = await compare(directory);
  expect(code).toBe(2);
  expect(err).toMatch(
    /none\/inner-steps-1\/seed-2: checkpoint: it is truncated or altered: [^;]*; put back a copy of it, or move its folder away, and the same command trains it again\n$/,
  );
  expect(err.startsWith(`sgmrl: ${join(directory, damaged)}: `)).toBe(true);
  expect(out).toMatch(/joint, seed 2: done; 13 of 14 runs done/);
  expect(out).toMatch(/## Left out or unfinished\n\n- .*none.inner-steps-1.seed-2: .*truncated or altered/);
  const joint = join('joint', 'inner-steps-0', 'seed-1');
  expect(contents(join(directory, joint))).toEqual(contents(join(reference(), joint)));
  expect(text(directory, 'curves.csv')).toBe(
    text(reference(), 'curves.csv').replaceAll(/none,1,2,.*\n/g, ''),
  );
});

it('reports a run whose configuration is gone at the start, and says what to do', async () => {
  const directory = copy();
  const run = join(directory, 'none', 'inner-steps-1', 'seed-2');
  rmSync(join(run, 'config.json'));
  const { code, out, err } = await compare(directory);
  expect([code, err]).toEqual([
    2,
    `sgmrl: ${run}: config.json is gone, beside metrics.jsonl, checkpoint, summary.json; put back a copy of it, or move its folder away, and the same command trains it again\n`,
  ]);
  expect(out).toMatch(/^14 runs of 4 iterations, 13 done already, 1 that cannot be used\n/);
  cpSync(run, `${run}-away`, { recursive: true });
  rmSync(run, { recursive: true });
  expect(await compare(directory)).toMatchObject({ code: 0, err: '' });
  rmSync(`${run}-away`, { recursive: true });
  expect(contents(directory)).toEqual(contents(reference()));
});

it('names a run that was trained further, says what to do, and goes on with the others', async () => {
  const directory = copy();
  const run = join(directory, 'none', 'inner-steps-1', 'seed-2');
  expect((await call('train', '--resume', run, '--iterations', '6')).code).toBe(0);
  rmSync(join(directory, 'joint'), { recursive: true });
  const { code, out, err } = await compare(directory);
  expect([code, err]).toEqual([
    2,
    `sgmrl: ${run}: it was trained further, to 6 iterations, and the comparison asks for 4; move its folder away, and the same command trains it again\n`,
  ]);
  expect(out).toMatch(/joint, seed 2: done; 13 of 14 runs done/);
  expect(out).toMatch(/## Left out or unfinished\n\n- .*none.inner-steps-1.seed-2: it was trained further/);
  expect(text(directory, 'curves.csv')).toBe(
    text(reference(), 'curves.csv').replaceAll(/none,1,2,.*\n/g, ''),
  );
  rmSync(run, { recursive: true });
  expect(await compare(directory)).toMatchObject({ code: 0, err: '' });
  expect(contents(directory)).toEqual(contents(reference()));
});

it('takes back a run that was to be trained further but has not been', async () => {
  const directory = copy();
  const config = join(directory, 'none', 'inner-steps-1', 'seed-2', 'config.json');
  writeFileSync(config, text(config).replace('"iterations": 4', '"iterations": 6'));
  const lone = await readComparison([directory])();
  expect(E.isRight(lone) && lone.right.problems).toEqual([]);
  expect(await compare(directory)).toMatchObject({ code: 0, err: '' });
  expect(contents(directory)).toEqual(contents(reference()));
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
  expect(contents(directory)).toEqual(contents(reference()));
});

it('leaves a folder to a process that cannot be seen, unless told that it is gone', async () => {
  const directory = copy();
  const run = join(directory, 'none', 'inner-steps-1', 'seed-2');
  rmSync(join(run, 'summary.json'));
  const elsewhere = `${JSON.stringify({ pid: 5, host: 'elsewhere', started: null })}\n`;
  for (const place of [directory, run]) writeFileSync(join(place, 'lock'), elsewhere);
  const refused = await compare(directory);
  expect(refused).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(
      /^sgmrl: .*lock is held by process 5 on elsewhere, .*--take-over\n$/,
    ) as string,
  });
  expect(await compare(directory, '--take-over')).toMatchObject({ code: 0, err: '' });
  expect(contents(directory)).toEqual(contents(reference()));
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
