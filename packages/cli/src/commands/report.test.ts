import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../testing/command';

const training = [
  'train',
  '--preset',
  'tabular-quick',
  '--iterations',
  '2',
  '--set',
  'algorithm.metaBatchSize=2',
  'algorithm.trajectories=3',
  'algorithm.evaluationTrajectories=3',
];

describe('sgmrl report', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-report-'));
    await call(...training, '--out', at('one'));
    await call(...training, 'algorithm.stepSize=0.5', '--out', at('other'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes a page, figures and event files, and names what is not there', async () => {
    const out = at('deep/er');
    const {
      code,
      out: said,
      err,
    } = await call('report', at('one'), at('none'), '--out', out, '--tasks', '2', '--tensorboard');
    expect(code).toBe(0);
    expect(said).toContain(`Report on 1 run: ${join(out, 'report.html')}`);
    expect(err).toMatch(/none: .*it holds no run/);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toMatch(/^<!doctype html>/);
    for (const path of [
      'figures/learning-after-iterations-inner-steps-1.svg',
      'figures/adaptation-inner-steps-1.csv',
      'tensorboard/leave-one-out-linear-inner-steps-1-seed-1/events.out.tfevents.0.sgmrl',
    ])
      expect([path, existsSync(join(out, path))]).toEqual([path, true]);
  });

  it('stands in the first folder that holds runs, takes a new folder for each report, and writes into none that holds files', async () => {
    const here = process.cwd();
    process.chdir(folder);
    try {
      for (const name of ['report', 'report-2']) {
        const { code, out } = await call('report', 'nowhere', 'one', '--tasks', '2');
        expect([code, out]).toEqual([0, expect.stringContaining(join('one', name, 'report.html'))]);
      }
      mkdirSync('mine');
      writeFileSync('mine/notes.txt', 'mine');
      expect(await call('report', 'one', '--out', 'mine')).toEqual({
        code: 2,
        out: '',
        err: 'sgmrl: mine: it is not empty; give another folder, or leave out --out\n',
      });
      expect(await call('report', 'mine')).toMatchObject({ code: 2 });
      expect(readdirSync('mine')).toEqual(['notes.txt']);
      expect(readdirSync('.').sort()).toEqual(['deep', 'mine', 'one', 'other']);
    } finally {
      process.chdir(here);
    }
  });

  it('tells runs of other settings apart', async () => {
    const out = at('apart');
    expect(await call('report', at('one'), at('other'), '--out', out, '--tasks', '2')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Report on 2 runs') as string,
    });
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('stepSize=0.5');
  });

  it('refuses folders without runs, and places where nothing can be written', async () => {
    const out = ['--out', at('refused')];
    expect(await call('report', at('none'), ...out)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no run can be read/) as string,
    });
    expect(await call('report', at('one'), '--out', '/proc/none')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/cannot create folder \/proc\/none/) as string,
    });
    expect((await call('report')).code).toBe(2);
  });
});
