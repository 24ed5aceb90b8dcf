import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { Config } from '../configuration/config';
import { describeError } from '../errors/experiment-error';
import { presets } from '../configuration/presets';
import { startRun } from '../training/train';
import { versions } from '../run/versions';
import { encodeHeldOut } from './held-out';
import { groupName } from './comparison';
import { readComparison, readComparisons } from './read-comparison';

const preset = presets['tabular-quick'].config;
const config: Config = {
  ...preset,
  iterations: 2,
  algorithm: { ...preset.algorithm, metaBatchSize: 2, trajectories: 2, evaluationTrajectories: 2 },
};

describe('readComparison', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const train = async (name: string, changed: Partial<Config>, iterations = Infinity): Promise<string> => {
    let done = 0;
    const result = await startRun({ ...config, ...changed }, at(name), {
      workers: { threads: 0, module: '' },
      onStart: () => undefined,
      onIteration: () => {
        done += 1;
      },
      stopRequested: () => done >= iterations,
    })();
    expect(E.isRight(result)).toBe(true);
    return at(name);
  };
  const read = async (...directories: readonly string[]) => {
    const comparison = await readComparison(directories)();
    if (E.isLeft(comparison)) throw new Error(describeError(comparison.left));
    return comparison.right;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-read-'));
    await train('one', {});
    await train('two', { seed: 2 });
    await train('maml', { algorithm: { ...config.algorithm, estimator: 'maml' } });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('names a few of thousands of folders without a run', async () => {
    const names = Array.from({ length: 3000 }, (_, i) => at(`nope${String(i + 1)}`));
    const refused = await readComparison(names)();
    expect(E.isLeft(refused) && describeError(refused.left)).toBe(
      `${names.slice(0, 5).join(', ')}, … and 2995 more: no run can be read: ${names[0]}: it holds no run: there is no config.json`,
    );
  });

  it('says that the runs are in folders below, and names a few of them', async () => {
    const many = mkdtempSync(join(tmpdir(), 'sgmrl-many-'));
    for (let i = 1; i <= 300; i++) {
      mkdirSync(join(many, `r${String(i).padStart(3, '0')}`));
      writeFileSync(join(many, `r${String(i).padStart(3, '0')}`, 'config.json'), '{"seed": ');
    }
    writeFileSync(join(many, 'notes.txt'), '');
    const refused = await readComparison([many])();
    rmSync(many, { recursive: true });
    expect(E.isLeft(refused) && describeError(refused.left)).toBe(
      `${many}: no run can be read: it holds no run: there is no config.json, but there is one in r001, r002, r003, r004, r005, … and 295 more below; give those folders`,
    );
  });

  it('puts lone runs side by side, by what their configurations say', async () => {
    const { groups, problems } = await read(at('one'), at('two'), at('maml'));
    expect(problems).toEqual([]);
    expect(
      groups.map(({ algorithm, innerSteps, runs }) => [algorithm, innerSteps, runs.map(({ seed }) => seed)]),
    ).toEqual([
      ['leave-one-out-linear', 1, [1, 2]],
      ['none', 1, [1]],
    ]);
    expect(groups[0].runs[1].records.map(({ iteration }) => iteration)).toEqual([1, 2]);
  });

  it('takes an evaluation for that of the parameters that it was made of', async () => {
    const heldOut = { version: 1, tasks: 1, rows: [] } as const;
    writeFileSync(join(at('one'), 'evaluation.json'), encodeHeldOut({ ...heldOut, iteration: 2 }));
    writeFileSync(join(at('two'), 'evaluation.json'), encodeHeldOut({ ...heldOut, iteration: 1 }));
    const [{ runs }] = (await read(at('one'), at('two'))).groups;
    expect(runs.map((run) => run.heldOut?.iteration)).toEqual([2, undefined]);
  });

  it('says what runs were computed with, if their summaries do', async () => {
    rmSync(join(at('two'), 'summary.json'));
    const [{ runs }] = (await read(at('one'), at('two'))).groups;
    expect(runs.map((run) => run.versions)).toEqual([versions, undefined]);
  });

  it('shows a run as far as it is, and says so', async () => {
    const stopped = await train('stopped', { seed: 3 }, 1);
    const { groups, problems } = await read(at('one'), stopped);
    expect(groups[0].runs.map(({ records }) => records.length)).toEqual([2, 1]);
    expect(problems).toEqual([{ directory: stopped, problem: 'it has done 1 of 2 iterations' }]);
  });

  it('says why a run failed, until it has gone on', async () => {
    // Adam moves the logits by about 1e308 an iteration; the largest number is 1.8e308.
    const steep = { ...config, optimizer: { ...config.optimizer, learningRate: 1e308 }, iterations: 3 };
    const options = {
      workers: { threads: 0, module: '' },
      onStart: () => undefined,
      onIteration: () => undefined,
      stopRequested: () => false,
    };
    expect(E.isLeft(await startRun(steep, at('failed'), options)())).toBe(true);
    const { groups, problems } = await read(at('failed'));
    const done = groups[0].runs[0].records.length;
    expect(done).toBeGreaterThan(0);
    expect(problems).toMatchObject([
      {
        directory: at('failed'),
        problem: expect.stringMatching(
          `^it failed after ${String(done)} of 3 iterations: Expected finite numbers, .* at iteration ${String(done + 1)}`,
        ) as string,
      },
    ]);
    const summary = join(at('failed'), 'summary.json');
    writeFileSync(summary, JSON.stringify({ status: 'failed', problem: 'of old', iterations: 0 }));
    expect((await read(at('failed'))).problems).toMatchObject([
      { problem: `it has done ${String(done)} of 3 iterations` },
    ]);
  });

  it('leaves out the second run of a seed', async () => {
    const again = await train('again', {});
    const { groups, problems } = await read(at('one'), again);
    expect(groups[0].runs).toHaveLength(1);
    expect(problems).toMatchObject([
      { directory: again, problem: expect.stringMatching(/exists already/) as string },
    ]);
  });

  it('groups runs by every field in which they differ', async () => {
    const slower = { algorithm: { ...config.algorithm, stepSize: 0.5 } };
    const runs = [
      at('one'),
      await train('slower', slower),
      await train('slower-2', { ...slower, seed: 2 }),
      await train('small', { optimizer: { kind: 'sgd', learningRate: 0.1 } }),
      await train('long', { iterations: 3 }),
    ];
    const { groups, problems } = await read(...runs);
    expect(problems).toEqual([]);
    expect(groups.map((group) => [groupName(group), group.runs.map(({ seed }) => seed)])).toEqual([
      ['leave-one-out-linear, iterations=2, stepSize=1, optimizer.kind=adam', [1]],
      ['leave-one-out-linear, iterations=2, stepSize=0.5, optimizer.kind=adam', [1, 2]],
      ['leave-one-out-linear, iterations=2, stepSize=1, optimizer.kind=sgd', [1]],
      ['leave-one-out-linear, iterations=3, stepSize=1, optimizer.kind=adam', [1]],
    ]);
  });

  it('groups runs of one algorithm that are not seeds of each other', async () => {
    const proximal = { kind: 'proximal', clip: 0.3, klPenalty: 0, steps: 2 } as const;
    const clipped = (clip: number) => ({
      algorithm: { ...config.algorithm, outerUpdate: { ...proximal, clip } },
    });
    const narrow = await train('narrow', clipped(0.3));
    const wide = await train('wide', { ...clipped(0.5), seed: 2 });
    const { groups } = await read(at('one'), narrow, wide);
    expect(
      groups.map(({ settings = [], runs }) => [settings.map(({ label }) => label), runs.length]),
    ).toEqual([
      [[], 1],
      [['clip=0.3'], 1],
      [['clip=0.5'], 1],
    ]);
  });

  it('keeps runs of several environments apart, or refuses them', async () => {
    const { environment, policy } = presets['cart-pole-quick'].config;
    const cartPole = await train('cart-pole', { environment, policy, iterations: 1 });
    const both = await readComparisons([cartPole, at('nowhere'), at('one')])();
    if (E.isLeft(both)) throw new Error(describeError(both.left));
    expect(
      both.right.map(({ groups, problems }) => [
        groups.map(({ runs: [{ directory }] }) => directory),
        problems.map(({ directory }) => directory),
      ]),
    ).toEqual([
      [[cartPole], [at('nowhere')]],
      [[at('one')], []],
    ]);
    const refused = await readComparison([at('one'), cartPole])();
    expect(E.isLeft(refused) && describeError(refused.left)).toBe(
      `${cartPole}: it cannot be compared with ${at('one')}: its environment is another one`,
    );
  });

  it('refuses folders without runs, and names lone runs that are damaged beside others', async () => {
    mkdirSync(at('nothing'));
    const none = await readComparison([at('nothing')])();
    const said = 'no run can be read: it holds no run: there is no config.json';
    expect(E.isLeft(none) && describeError(none.left)).toBe(`${at('nothing')}: ${said}`);
    const neither = await readComparison([at('nothing'), at('nowhere')])();
    expect(E.isLeft(neither) && describeError(neither.left)).toBe(
      `${at('nothing')}, ${at('nowhere')}: ${said.replace(': it', `: ${at('nothing')}: it`)}`,
    );
    const damaged = await train('damaged', { seed: 5 });
    truncateSync(join(damaged, 'metrics.jsonl'), 20);
    const beside = await readComparison([at('one'), damaged])();
    if (E.isLeft(beside)) throw new Error(describeError(beside.left));
    expect(beside.right.groups.flatMap(({ runs }) => runs)).toMatchObject([{ directory: at('one') }]);
    expect(beside.right.problems).toMatchObject([
      { directory: damaged, problem: expect.stringMatching(/^metrics\.jsonl: it ends after/) as string },
    ]);
  });
});
