import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { call, run, start } from '../testing/command';
import { contents, referenceOf, settings, testFolder, text } from '../testing/comparison';

/** A comparison in a process of its own, with worker threads. */
const longer = [
  ...['compare', ...settings, '--algorithms', 'random,none,leave-one-out', '--seeds', '1-2'],
  ...['--iterations', '60', '--evaluation-tasks', '3'],
];

const inFolder = testFolder();
const { folder, fresh } = inFolder;
const { reference } = referenceOf(inFolder, longer);

it('ends in the same bytes when it is killed in the middle and started again', async () => {
  const directory = fresh();
  const { child, ended, printed } = start(folder(), ...longer, '--workers', '2', '--out', directory);
  await printed('iteration 30/60');
  await setTimeout(20);
  child.kill('SIGKILL');
  await ended;
  expect(existsSync(join(directory, 'comparison.md'))).toBe(false);
  expect(await run(folder(), ...longer, '--workers', '2', '--out', directory)).toMatchObject({
    code: 0,
    err: '',
  });
  expect(contents(directory)).toEqual(contents(reference()));
});

it('stops at Ctrl-C with every run saved, and goes on', async () => {
  const directory = fresh();
  const { child, ended, printed } = start(folder(), ...longer, '--workers', '2', '--out', directory);
  await printed('iteration 12/60');
  child.kill('SIGINT');
  const stopped = await ended;
  expect(stopped).toMatchObject({
    code: 130,
    err: expect.stringMatching(/^finishing the iterations/) as string,
  });
  expect(stopped.out).toMatch(/Stopped with \d of 6 runs done; the same command continues\.\n$/);
  expect(Object.keys(contents(directory)).filter((file) => file.endsWith('lock'))).toEqual([]);
  expect(await run(folder(), ...longer, '--out', directory)).toMatchObject({ code: 0, err: '' });
  expect(contents(directory)).toEqual(contents(reference()));
});

it('ends in the same bytes when it is killed in the middle of a sweep and goes on', async () => {
  const sweep = [...longer, '--vary', 'algorithm.stepSize=0.5,2', '--iterations', '30'];
  const [killed, calm] = [fresh(), fresh()];
  const { child, ended, printed } = start(folder(), ...sweep, '--workers', '2', '--out', killed);
  await printed('stepSize=2, seed 1: iteration 15/30');
  child.kill('SIGKILL');
  await ended;
  expect(await run(folder(), 'compare', '--workers', '2', '--out', killed)).toMatchObject({
    code: 0,
    err: '',
  });
  expect(await call(...sweep, '--out', calm)).toMatchObject({ code: 0, err: '' });
  expect(contents(killed)).toEqual(contents(calm));
});

it('lets one process grow it while another one is kept out, and nothing is lost', async () => {
  const directory = fresh();
  expect(await call(...longer, '--iterations', '5', '--out', directory)).toMatchObject({ code: 0 });
  const grow = (...flags: readonly string[]) => run(folder(), 'compare', ...flags, '--out', directory);
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
  const { child, ended, printed } = start(folder(), ...endless);
  await printed('begins');
  const second = await run(folder(), ...endless);
  expect(second).toMatchObject({
    code: 2,
    err: expect.stringMatching(/lock is held by process/) as string,
  });
  child.kill('SIGKILL');
  await ended;
});
