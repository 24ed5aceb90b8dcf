import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../testing/command';

describe('what sgmrl train prints', () => {
  let folder = '';
  const at = (...names: readonly string[]) => join(folder, ...names);
  const train = (name: string, ...flags: readonly string[]) =>
    call('train', '--preset', 'tabular-quick', '--iterations', '3', '--out', at(name), ...flags);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-output-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is the lines of metrics.jsonl and the summary for programs', async () => {
    const { code, out, err } = await train('json', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.trimEnd().split('\n');
    expect(`${lines.slice(0, -1).join('\n')}\n`).toBe(readFileSync(at('json', 'metrics.jsonl'), 'utf8'));
    expect(JSON.parse(lines[3])).toEqual({
      run: at('json'),
      summary: JSON.parse(readFileSync(at('json', 'summary.json'), 'utf8')) as unknown,
    });
  });

  it('is nothing where one asks for quiet, but for what is wrong', async () => {
    expect(await train('quiet', '--quiet')).toEqual({ code: 0, out: '', err: '' });
    expect(await train('quiet', '--quiet')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/it holds another run/) as string,
    });
  });

  it('is a line for one iteration in so many, and the report', async () => {
    const { out } = await train('every', '--log-every', '2');
    expect(out.split('\n').filter((line) => line.startsWith('iteration '))).toHaveLength(2);
    expect(out).toContain('Finished 3 iterations');
  });

  it('is how held-out tasks go, where they are measured; the best state is there to be used', async () => {
    const { code, out, err } = await train('best', '--evaluate-every', '1', '--evaluation-tasks', '2');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\niteration 1 on 2 held-out tasks: return \S+, the best so far\n/);
    const [, best] = /\nBest on held-out tasks: iteration (\d), return/.exec(out) ?? [];
    const evaluated = await call('evaluate', at('best'), '--checkpoint', 'best', '--tasks', '2', '--json');
    expect(JSON.parse(evaluated.out)).toMatchObject({ iteration: Number(best) });
    const exported = await call('export', at('best'), '--checkpoint', 'best');
    expect(exported.out).toContain(` after ${best} iterations`);
    const { out: json } = await train('best-json', '--evaluate-every', '2', '--keep-every', '2', '--json');
    expect(json.split('\n').filter((line) => line.startsWith('{"validation":{"iteration":2,'))).toHaveLength(
      1,
    );
    expect(await call('evaluate', at('best-json'), '--checkpoint', '2', '--tasks', '2')).toMatchObject({
      code: 0,
    });
    expect(await call('evaluate', at('best-json'), '--checkpoint', '1')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/kept no state after iteration 1/) as string,
    });
    for (const wrong of ['worst', '0'])
      expect(await call('evaluate', at('best'), '--checkpoint', wrong)).toMatchObject({ code: 2 });
  });

  it.each(['--patience', '--evaluation-tasks'])('says what %s is of no use without', async (flag) => {
    expect(await train('alone', flag, '2')).toEqual({
      code: 2,
      out: '',
      err: `sgmrl: ${flag} goes with --evaluate-every\n`,
    });
  });

  it('is on the same held-out tasks when the run goes on, without a flag', async () => {
    await train('again', '--evaluate-every', '1', '--evaluation-tasks', '2', '--quiet');
    const lines = () => readFileSync(at('again', 'validation.jsonl'), 'utf8').split('\n').length - 1;
    const before = lines();
    const [resume, iterations] = [
      ['train', '--resume', at('again')],
      ['--iterations', '5'],
    ];
    const other = await call(...resume, ...iterations, '--evaluation-tasks', '7');
    expect({ code: other.code, err: other.err }).toEqual({
      code: 2,
      err: expect.stringMatching(
        /measured on 2 held-out tasks a time, and cannot be compared on 7/,
      ) as string,
    });
    expect(lines()).toBe(before);
    const { code, out } = await call(...resume, ...iterations);
    expect(code).toBe(0);
    expect(out).toMatch(/\niteration 5 on 2 held-out tasks: return/);
    expect(lines()).toBe(before + 2);
    const early = await call(...resume, '--iterations', '40', '--patience', '1');
    expect(early.out).toMatch(/Go on: .* --patience N, with a larger N$/m);
  });

  it('is never told in two ways', async () => {
    for (const flags of [
      ['--quiet', '--json'],
      ['--quiet', '--log-every', '2'],
    ])
      expect(await train('both', ...flags)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/--quiet' cannot be used with/) as string,
      });
    expect(await train('none', '--log-every', '0')).toMatchObject({ code: 2 });
  });

  it('leaves the bits alone', () => {
    const [json, ...others] = ['json', 'quiet', 'every', 'best', 'best-json'].map((name) =>
      readFileSync(at(name, 'checkpoint'), 'utf8'),
    );
    for (const other of others) expect(other).toBe(json);
  });
});
