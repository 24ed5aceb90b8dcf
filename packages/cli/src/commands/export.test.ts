import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../testing/command';

describe('sgmrl export', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const train = (preset: string, name: string) =>
    call('train', '--preset', preset, '--iterations', '1', '--out', at(name), ...small);
  const small = [
    '--set',
    'algorithm.metaBatchSize=2',
    'algorithm.trajectories=3',
    'algorithm.evaluationTrajectories=3',
  ];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-export-'));
    await train('tabular-quick', 'table');
    await train('navigation-2d-quick', 'network');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('writes a network as JSON and ONNX, beside the run unless told where', async () => {
    const { code, out, err } = await call('export', at('network'));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^gaussian-mlp.* after 1 iterations: hidden1.weights 2×\d+, .*logStd 2\n/);
    const { format, iteration } = JSON.parse(
      readFileSync(join(at('network'), 'export', 'policy.json'), 'utf8'),
    ) as Record<string, unknown>;
    expect({ format, iteration }).toEqual({ format: 'sgmrl-policy', iteration: 1 });
    expect(existsSync(join(at('network'), 'export', 'policy.onnx'))).toBe(true);
  });

  it('writes a table as JSON only, and says so', async () => {
    const { code, out } = await call('export', at('table'), '--out', at('out/table'));
    expect(code).toBe(0);
    expect(out).toMatch(/Not written: policy\.onnx: there is no ONNX model of a table/);
    expect(existsSync(at('out/table/policy.json'))).toBe(true);
    expect(existsSync(at('out/table/policy.onnx'))).toBe(false);
  });

  it('writes over nothing', async () => {
    await call('export', at('table'), '--out', at('twice'));
    const before = readFileSync(at('twice/policy.json'), 'utf8');
    expect(await call('export', at('network'), '--out', at('twice'))).toEqual({
      code: 2,
      out: '',
      err: `sgmrl: ${at('twice')}: it holds policy.json already; give another folder by --out\n`,
    });
    expect(readFileSync(at('twice/policy.json'), 'utf8')).toBe(before);
  });

  it('leaves nothing where there is no run', async () => {
    const { code, err } = await call('export', at('nowhere'));
    expect(code).toBe(2);
    expect(err).toMatch(/nowhere: it holds no run/);
    expect(existsSync(at('nowhere'))).toBe(false);
  });
});
