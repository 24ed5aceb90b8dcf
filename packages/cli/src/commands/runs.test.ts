import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../testing/command';

describe('sgmrl runs and sgmrl repeat', () => {
  let folder = '';
  const at = (...names: readonly string[]) => join(folder, ...names);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-runs-'));
    const quick = ['--preset', 'tabular-quick', '--set', 'algorithm.metaBatchSize=2'];
    await call('train', ...quick, '--iterations', '2', '--out', at('runs', 'one'));
    await call('train', ...quick, '--iterations', '1', '--out', at('runs', 'two'));
    truncateSync(at('runs', 'two', 'checkpoint'), 10);
    mkdirSync(at('nothing'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('lists runs, and names what is damaged', async () => {
    const { code, out, err } = await call('runs', at('runs'));
    expect(code).toBe(0);
    const [heading, row, end] = out.split('\n');
    expect(heading).toMatch(/^run +preset or environment +algorithm +iterations +return +written$/);
    expect(row.split(/ {2,}/)).toEqual([
      at('runs', 'one'),
      'tabular',
      'leave-one-out-linear',
      '2/2',
      expect.stringMatching(/^-?\d+\.\d\d$/),
      expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
    ]);
    expect(end).toBe('');
    expect(err).toMatch(/^sgmrl: .*two: checkpoint: it is truncated/);
  });

  it('lists a run whose module has changed, without further words', async () => {
    const [module, run] = [at('own.mjs'), at('own', 'run')];
    writeFileSync(module, 'export default {};');
    await call('train', '--preset', 'tabular-quick', '--iterations', '1', '--out', run);
    const config = readFileSync(join(run, 'config.json'), 'utf8');
    const named = JSON.stringify([{ module, sha256: '0'.repeat(64) }]);
    writeFileSync(join(run, 'config.json'), config.replace('{', `{ "with": ${named},`));
    const { code, out, err } = await call('runs', at('own'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const row = out.split('\n')[1].split(/ {2,}/);
    expect(row.slice(0, 4)).toEqual([run, 'tabular', 'leave-one-out-linear', '1/1']);
    expect(row.at(-1)).toBe('module changed');
  });

  it('lists them as JSON', async () => {
    const { code, out, err } = await call('runs', at('runs'), '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      runs: [{ directory: at('runs', 'one'), done: 2, iterations: 2, environment: 'tabular' }],
      damaged: [{ directory: at('runs', 'two') }],
    });
  });

  it('says that there are none', async () => {
    expect(await call('runs', at('nothing'))).toEqual({
      code: 0,
      out: `No runs in ${at('nothing')}.\n`,
      err: '',
    });
    expect(await call('runs', at('nowhere'))).toMatchObject({ code: 2, out: '' });
  });

  it('repeats a run to the same bytes', async () => {
    const { code, out, err } = await call('repeat', at('runs', 'one'), '--out', at('again'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\nEqual: 2 iterations, checkpoint [0-9a-f]{64}\.\nSHA-256 of θ: [0-9a-f]{64}\n$/);
    expect(readFileSync(at('again', 'checkpoint'), 'utf8')).toBe(
      readFileSync(at('runs', 'one', 'checkpoint'), 'utf8'),
    );
    expect((await call('repeat', at('runs', 'one'))).out).toContain('Equal: 2 iterations');
  });

  it('says where a run differs, and with what it was computed', async () => {
    await call('train', '--preset', 'tabular-quick', '--iterations', '2', '--out', at('other'));
    // Another seed under the name of the first: as if the bits had changed.
    await call(
      'train',
      '--preset',
      'tabular-quick',
      '--seed',
      '7',
      '--iterations',
      '2',
      '--out',
      at('seven'),
    );
    const [metrics, checkpoint] = ['metrics.jsonl', 'checkpoint'].map((name) =>
      readFileSync(at('seven', name), 'utf8'),
    );
    const configuration = (text: string) => /"configuration":"([0-9a-f]+)"/.exec(text)?.[1] ?? '';
    const [head, body] = checkpoint.split('\n');
    const own = configuration(readFileSync(at('other', 'checkpoint'), 'utf8'));
    const renamed = body.replace(configuration(body), own);
    const sha256 = createHash('sha256').update(renamed).digest('hex');
    writeFileSync(at('other', 'checkpoint'), `${head.replace(/[0-9a-f]{64}/, sha256)}\n${renamed}\n`);
    writeFileSync(at('other', 'metrics.jsonl'), metrics);
    const summary = readFileSync(at('other', 'summary.json'), 'utf8');
    writeFileSync(at('other', 'summary.json'), summary.replace(/"node": "[^"]*"/, '"node": "18.0.0"'));
    const { code, out } = await call('repeat', at('other'));
    expect(code).toBe(1);
    expect(out).toMatch(/\nDifferent: from iteration 1 on\.\nIt was computed with node 18\.0\.0, and/);
  });

  it('refuses what is no run', async () => {
    expect(await call('repeat', at('nothing'))).toEqual({
      code: 2,
      out: '',
      err: `sgmrl: ${at('nothing')}: it holds no run: there is no config.json\n`,
    });
  });
});
