import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presets } from '@sgmrl/experiments';
import { version } from '../package.json';
import { call } from './testing/command';

const quick = [
  '--preset',
  'tabular-quick',
  '--set',
  'algorithm.metaBatchSize=2',
  'algorithm.trajectories=3',
  'algorithm.evaluationTrajectories=3',
];

describe('sgmrl', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const file = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-cli-'));
    await call('train', ...quick, '--iterations', '3', '--out', at('run'));
    await call('train', ...quick, '--iterations', '2', '--out', at('damaged'));
    truncateSync(join(at('damaged'), 'checkpoint'), 300);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has help and a version', async () => {
    const help = await call('--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const command of ['train', 'evaluate', 'presets', 'explain']) expect(help.out).toContain(command);
    expect(await call('train', '--help')).toMatchObject({ code: 0, err: '' });
    expect(await call('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  it('lists presets and prints each completely', async () => {
    const list = await call('presets');
    for (const [name, { config }] of Object.entries(presets)) {
      expect(list.out).toContain(name);
      const one = await call('presets', name);
      expect(one.code).toBe(0);
      expect(JSON.parse(one.out)).toEqual(config);
    }
  });

  it('explains algorithms', async () => {
    expect((await call('explain')).out).toContain('leave-one-out\n');
    expect((await call('explain')).out).toMatch(/^random\njoint\noracle\n/);
    expect((await call('explain', 'joint')).out).toMatch(/^joint: .*without adaptation/);
    expect(JSON.parse((await call('explain', 'joint', '--json')).out)).toMatchObject({ name: 'joint' });
    const names = JSON.parse((await call('explain', '--json')).out) as readonly string[];
    expect(`${names.join('\n')}\n`).toBe((await call('explain')).out);
    for (const name of names) expect(await call('explain', name)).toMatchObject({ code: 0, err: '' });
    expect(names).toContain('influence');
    expect(await call('explain', 'algorithm-1')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Ĵ\(D_o\)/) as string,
    });
  });

  it('explains a term that nobody has named, for programs too', async () => {
    const half = '{"op":"sum","of":["curvature",{"op":"times","by":0.5,"of":"dice"}]}';
    const { code, out, err } = await call('explain', half, '--given', 'α=0', '--json', '--equals', 'maml');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      formula: expect.stringMatching(/^α∇²ν λ \+ 0\.5 /) as string,
      latex: expect.stringMatching(/nabla/) as string,
      bias: '0',
      cost: { hessianVectorProducts: 1 },
      equal: expect.arrayContaining([{ term: 'maml', when: '' }]) as unknown,
      equals: { term: 'maml', verdict: true, when: [''], metaGradients: true, outerUpdates: true },
    });
    const path = file('half.json', half);
    expect((await call('explain', path, '--inner-steps', '2')).out).toMatch(
      /^curvature \+ 0\.5 dice\n[^]*O\(α\) for ζ = 2, N = 20\n/,
    );
    expect((await call('explain', 'dice', '--inner-weights', 'advantage')).out).toMatch(/O\(α\) for ζ = 1/);
  });

  it('takes a decay that is that of the weights', async () => {
    const weights = ['--inner-weights', 'advantage', '--discount', '0.5', '--given', 'κ=0.5'];
    expect(await call('explain', 'dice', ...weights)).toMatchObject({ code: 0, err: '' });
  });

  it('trains with a term as it explains it', async () => {
    const term = '{"op":"sum","of":["maml","dice"]}';
    const trained = await call(
      'train',
      ...quick,
      `algorithm.estimator=${term}`,
      '--iterations',
      '2',
      '--out',
      at('term'),
    );
    expect(trained).toMatchObject({ code: 0, err: '' });
    await call('train', ...quick, 'algorithm.debiasing=dice', '--iterations', '2', '--out', at('part'));
    const [one, other] = [at('term'), at('part')].map((run) => readFileSync(join(run, 'checkpoint'), 'utf8'));
    expect(one).toBe(other);
    const config = JSON.parse(readFileSync(join(at('part'), 'config.json'), 'utf8')) as unknown;
    expect(config).toMatchObject({ algorithm: { estimator: { op: 'sum', of: ['curvature', 'dice'] } } });
  });

  it('trains with the term in a file, and tells that curvature is left out', async () => {
    const file = at('term.json');
    writeFileSync(file, '{ "op": "times", "by": 0.5, "of": "dice" }');
    const set = [...quick, `algorithm.estimator=${file}`, '--iterations', '1', '--out', at('of-file')];
    expect(await call('train', ...set)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^sgmrl: the estimator is without curvature; for the whole.*0\.5/) as string,
    });
    const config = JSON.parse(readFileSync(join(at('of-file'), 'config.json'), 'utf8')) as unknown;
    expect(config).toMatchObject({ algorithm: { estimator: { op: 'times', by: 0.5, of: 'dice' } } });
  });

  it('goes on with a run whose configuration has two fields for its estimator', async () => {
    const run = at('two-fields');
    await call('train', ...quick, 'algorithm.debiasing=dice', '--iterations', '2', '--out', run);
    const path = join(run, 'config.json');
    const { algorithm, ...config } = JSON.parse(readFileSync(path, 'utf8')) as {
      algorithm: Readonly<Record<string, unknown>>;
    };
    const { estimator, ...rest } = algorithm;
    expect(estimator).toBeDefined();
    const before = { ...config, algorithm: { jacobian: 'full', debiasing: 'dice', ...rest } };
    writeFileSync(path, JSON.stringify(before));
    const longer = await call(
      'train',
      '--resume',
      run,
      '--iterations',
      '3',
      '--set',
      'algorithm.debiasing=dice',
    );
    expect(longer).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^iteration 3\/3/m) as string,
    });
    expect((await call('evaluate', run, '--tasks', '2')).code).toBe(0);
    expect((await call('report', run, '--tasks', '2', '--out', at('two-fields-report'))).code).toBe(0);
  });

  it('trains: a line an iteration, then a summary with what to do next', async () => {
    const { code, out, err } = await call(
      'train',
      ...quick,
      '--iterations',
      '4',
      '--seed',
      '9',
      '--out',
      at('lines'),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.match(/^iteration \d\/4 {3}return \S+ → \S+ {3}gradient \S+ {3}\S+ s left$/gm)).toHaveLength(
      4,
    );
    expect(out).toMatch(/^Finished 4 iterations: 576 environment steps/m);
    expect(out).toContain(`Evaluate: npx sgmrl evaluate ${at('lines')}`);
    const config = JSON.parse(readFileSync(join(at('lines'), 'config.json'), 'utf8')) as unknown;
    expect(config).toMatchObject({ seed: 9, iterations: 4, algorithm: { metaBatchSize: 2 } });
  });

  it('trains from a file that `presets` printed', async () => {
    const config = file('config.json', (await call('presets', 'tabular-quick')).out);
    const trained = await call(
      'train',
      '--config',
      config,
      ...quick.slice(2),
      '--iterations',
      '3',
      '--out',
      at('from-file'),
    );
    expect(trained.code).toBe(0);
    expect(readFileSync(join(at('from-file'), 'checkpoint'))).toEqual(
      readFileSync(join(at('run'), 'checkpoint')),
    );
  });

  it('goes on with a run, also when asked for more', async () => {
    expect((await call('train', '--resume', at('run'))).code).toBe(0);
    const longer = await call(
      'train',
      '--resume',
      at('run'),
      '--iterations',
      '5',
      '--preset',
      'tabular-quick',
      ...quick.slice(2),
    );
    expect(longer).toMatchObject({ code: 0, err: '' });
    expect(longer.out).toMatch(/^iteration 4\/5/m);
  });

  it('evaluates as a table and as JSON', async () => {
    const table = await call('evaluate', at('lines'), '--tasks', '5', '--inner-steps', '2');
    expect(table.code).toBe(0);
    expect(table.out).toMatch(/on 5 held-out tasks \(seed 9\)/);
    expect(table.out.match(/^ {2}[012] {13}\S+ \[\S+, \S+\] {3,}\S+ \[\S+, \S+\]$/gm)).toHaveLength(6);
    const json = await call('evaluate', at('lines'), '--tasks', '5', '--inner-steps', '2', '--json');
    const { tasks, rows } = JSON.parse(json.out) as {
      tasks: number;
      rows: readonly Record<string, unknown>[];
    };
    expect(tasks).toBe(5);
    expect(rows.map(({ innerSteps }) => innerSteps)).toEqual([0, 1, 2]);
    expect(rows[1].trained).toMatchObject({ undiscounted: { mean: expect.any(Number) as number } });
    expect((await call('evaluate', at('lines'), '--tasks', '1')).code).toBe(0);
  });

  it('fails with code 1 when numbers stop being finite, and says what is kept', async () => {
    const failed = await call('train', ...quick, 'optimizer.learningRate=1e308', '--out', at('exploded'));
    expect(failed.code).toBe(1);
    expect(failed.err).toMatch(/parameters|gradient/);
    expect(failed.err).toMatch(/at iteration \d+/);
    expect(failed.err).toMatch(
      /The state after iteration \d+ is kept in (.*)\/checkpoint; --resume \1 continues from there\n/,
    );
  });

  it.each<readonly [RegExp, readonly string[]]>([
    [/unknown command 'trian'[^]*train\?/, ['trian']],
    [/Usage: sgmrl/, []],
    [/unknown option '--iteration'[^]*--iterations\?/, ['train', '--iteration', '3']],
    [/too many arguments/, ['train', 'tabular-quick']],
    [/unknown preset "tabular_quick": did you mean tabular-quick\?/, ['train', '--preset', 'tabular_quick']],
    [/unknown preset "x": known: navigation-2d,/, ['presets', 'x']],
    [/unknown algorithm "mmal": did you mean maml\?/, ['explain', 'mmal']],
    [/unknown algorithm "mmal": did you mean maml\?/, ['explain', 'maml', '--equals', 'mmal']],
    [/the term: one field is wrong\n {2}op: expected/, ['explain', '{"op":"add"}']],
    [/--given: N: expected a whole number from 1, found "0"/, ['explain', 'maml', '--given', 'N=0']],
    [
      /--given zeta: expected 2, as --inner-steps has it, found 1/,
      ['explain', 'maml', '--inner-steps', '2', '--given', 'zeta=1'],
    ],
    [
      /--given kappa: expected 0, as --inner-weights have it\n/,
      ['explain', 'maml', '--inner-weights', '{"kind":"advantage","lambda":0}', '--given', 'kappa=1'],
    ],
    [
      /--given N: expected at least 2, which trajectory-baseline takes, found 1\n/,
      ['explain', 'trajectory-baseline', '--given', 'N=1'],
    ],
    [
      /--given N: expected at least 2, which trajectory-baseline takes, found 1\n/,
      ['explain', 'maml', '--equals', 'trajectory-baseline', '--given', 'N=1'],
    ],
    [/--outer-weights: weights: expected reward-to-go or /, ['explain', 'maml', '--outer-weights', 'plain']],
    [/number above 0, at most 1/, ['explain', 'maml', '--discount', '2']],
    [
      /algorithm\.debiasing: expected another term: task-baseline is gone/,
      ['train', '--set', 'algorithm.debiasing=task-baseline'],
    ],
    [
      /algorithm\.debiasing: expected nothing beside estimator/,
      ['train', '--set', 'algorithm.estimator=maml', 'algorithm.debiasing=dice'],
    ],
    ...['-1', '1.5', '0', 'three', '', 'NaN', '1e3', '9999999999999'].map(
      (n) => [/whole number from 1/, ['train', '--iterations', n]] as const,
    ),
    ...['-1', '0.5', '9007199254740993', 'Infinity'].map(
      (n) => [/whole number from 0/, ['train', '--seed', n]] as const,
    ),
    [/whole number from 0 to 256/, ['train', '--workers', '-1']],
    [/whole number from 0 to 256/, ['compare', '--algorithms', 'none', '--workers', '257']],
    [/argument missing/, ['train', '--preset']],
    [/cannot be used with option '--config/, ['train', '--preset', 'tabular-quick', '--config', 'x.json']],
    [/cannot read .*none\.json: it does not exist/, ['train', '--config', '/tmp/none.json']],
    [/it is a folder, not a file/, ['train', '--config', '/tmp']],
    [/--set algorithm: expected path=value/, ['train', '--set', 'algorithm']],
    [/did you mean algorithm\?/, ['train', '--set', 'algoritm.innerSteps=3']],
    [/algorithm\.innerSteps: expected whole number from 0/, ['train', '--set', 'algorithm.innerSteps=-1']],
    [
      /policy\.kind: expected gaussian-mlp/,
      ['train', '--preset', 'navigation-2d', '--set', 'policy={"kind":"tabular-softmax","initialScale":0}'],
    ],
    [/cannot create folder \/proc\/none/, ['train', '--out', '/proc/none']],
    [/cannot create folder \/dev\/null\/x: it is a file/, ['train', '--out', '/dev/null/x']],
    [/name of a folder/, ['train', '--out', '']],
    [/it holds no run/, ['train', '--resume', '/tmp/there/is/none']],
    [/it holds no run/, ['evaluate', '/tmp/there/is/none']],
    [/missing required argument 'run'/, ['evaluate']],
    [/whole number from 1 to 100000/, ['evaluate', 'x', '--tasks', '0']],
    [/whole number from 0 to 1000/, ['evaluate', 'x', '--inner-steps', '-1']],
    [/number above 0/, ['evaluate', 'x', '--later-step-size', '0']],
    [/whole number from 1/, ['evaluate', 'x', '--trajectories', '0']],
    [/whole number from 1/, ['evaluate', 'x', '--timesteps', '0']],
  ])('answers with %s and code 2 to %j', async (message, args) => {
    const { code, out, err } = await call(...args);
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each<readonly [RegExp, (at: (name: string) => string) => readonly string[]]>([
    [/it holds another run .*--resume/, (at) => ['train', '--out', at('run')]],
    [/seed is 1, not 5/, (at) => ['train', '--resume', at('run'), '--seed', '5']],
    [
      /algorithm\.innerSteps is 1, not 2/,
      (at) => ['train', '--resume', at('run'), '--set', 'algorithm.innerSteps=2'],
    ],
    [/more than the 1 asked for/, (at) => ['train', '--resume', at('run'), '--iterations', '1']],
    [/leave out --out/, (at) => ['train', '--resume', at('run'), '--out', at('other')]],
    [/checkpoint: it is truncated/, (at) => ['train', '--resume', at('damaged')]],
    [/checkpoint: it is truncated/, (at) => ['evaluate', at('damaged')]],
    [/it holds no run/, (at) => ['evaluate', at('run/metrics.jsonl')]],
  ])('answers with %s and code 2, run by run', async (message, args) => {
    const { code, out, err } = await call(...args(at));
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('says where a configuration is not JSON, and lists every wrong field at once', async () => {
    const broken = await call('train', '--config', file('broken.json', '{\n  "seed": 1,,\n}'));
    expect(broken).toMatchObject({
      code: 2,
      err: expect.stringMatching(/broken\.json:2:13: not valid JSON/) as string,
    });
    const { config } = presets['tabular-quick'];
    const wrong = await call(
      'train',
      '--config',
      file('wrong.json', JSON.stringify({ ...config, seed: 'x', iterations: null, extra: 1 })),
    );
    expect(wrong.code).toBe(2);
    for (const name of ['seed', 'iterations', 'extra'])
      expect(wrong.err).toMatch(new RegExp(`^ {2}${name}: expected`, 'm'));
  });
});
