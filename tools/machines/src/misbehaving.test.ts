import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramEnd } from './program';
import { setStage, type Stage } from './stage';
import { sgmrl } from './testing/sgmrl';

/** A term that a variable makes fail, end its process, or compute a little more. */
const own = `
const how = process.env.MISBEHAVE;
export default { terms: { odd: {
  formula: { text: 'J S', latex: 'J S' },
  meaning: 'The mean return after adaptation times the score of the adaptation data.',
  scoreWeights: ({ trace: { steps, outer }, t }) => {
    if (how === 'fail') throw new Error('out of order');
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
    const factor = how === 'other' ? 1 + 2 ** -50 : 1;
    const weights = Array.from(steps[t].batch.mask, (x) => factor * outer.value * x);
    return () => weights;
  },
  readsLambda: false,
  claim: () => ({ times: 1, errors: [] }),
  cost: () => ({}),
  exchangeableUpTo: Infinity,
  leastTrajectories: 1,
  rewrite: () => undefined,
} } };
`;

const training = [
  ...['--preset', 'tabular-quick', '--iterations', '3', '--with', 'odd.mjs'],
  ...['--set', 'algorithm.debiasing=odd', '--set', 'algorithm.metaBatchSize=1'],
];

let folder = '';
let stage: Stage;
let sequential = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sgmrl-misbehaving-'));
  writeFileSync(join(folder, 'odd.mjs'), own);
  stage = await setStage(sgmrl, folder);
  const { code, err } = await stage.trainHere(...training, '--out', 'sequential');
  if (code !== 0) throw new Error(err);
  sequential = stage.hash('sequential');
});
afterEach(async () => {
  for (const worker of stage.workers()) await stage.dismiss(worker);
});
afterAll(async () => {
  await stage.dispose();
  rmSync(folder, { recursive: true });
});

const worker = (how: string) => stage.addWorker(['--with', 'odd.mjs'], { MISBEHAVE: how });

/** Where the workers behave, the run goes on to what it should have learned. */
const goesOn = async (run: string): Promise<void> => {
  for (const one of stage.workers()) await stage.dismiss(one);
  await worker('');
  const { code, err } = await stage.train('--resume', run, '--with', 'odd.mjs').ended;
  expect([code, code === 0 ? stage.hash(run) : err]).toEqual([0, sequential]);
};

const ended = (run: string, ...more: readonly string[]): Promise<ProgramEnd> =>
  stage.train(...training, '--out', run, ...more).ended;

it('names a job that fails on two workers, and both of them', async () => {
  await Promise.all([worker('fail'), worker('fail')]);
  const { code, err } = await ended('poison');
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/task \d.* failed 2 times, on (\S+) and (?!\1)\S+: .*out of order/),
  ]);
  await goesOn('poison');
});

it('names a job with which three workers died', async () => {
  await Promise.all([worker('kill'), worker('kill'), worker('kill')]);
  const { code, err } = await ended('deadly');
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/task \d.* was lost with 3 workers, one after the other/),
  ]);
  await goesOn('deadly');
});

it('names a worker that returns other bits', async () => {
  await worker('other');
  const { code, err } = await ended('other', '--verify-share', '1');
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(/task \d.*: \S+ returned other bits than are computed here/),
  ]);
  await goesOn('other');
});

it('does not go on by itself with what may hold wrong results of a worker', async () => {
  await worker('other');
  const run = 'doubtful';
  const begun = await ended(run, '--iterations', '1');
  expect([begun.code, begun.err]).toEqual([0, expect.any(String) as string]);
  const resume = (...more: readonly string[]) =>
    stage.train('--resume', run, '--with', 'odd.mjs', '--iterations', '3', ...more).ended;
  const wrong =
    /doubtful\/checkpoint: the state after iteration 1 may hold wrong results .* since iteration 1 or later/;
  const found = await resume('--verify-share', '1');
  expect([found.code, found.err]).toEqual([1, expect.stringMatching(/returned other bits/)]);
  expect(found.err).toMatch(wrong);
  expect(found.err).not.toContain('continues from there');
  const refused = await resume();
  expect([refused.code, refused.err]).toEqual([2, expect.stringMatching(wrong)]);
});
