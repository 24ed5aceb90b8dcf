import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../testing/command';

const mdp = {
  initial: [0.6, 0.4],
  transitions: [
    [
      [0.9, 0.1],
      [0.2, 0.8],
    ],
    [
      [0.5, 0.5],
      [0, 1],
    ],
  ],
  rewards: [
    [0, 0.2],
    [1, 0.4],
  ],
  horizon: 2,
  discount: 0.9,
  logits: [
    [0.1, -0.2],
    [0.3, 0],
  ],
};

describe('sgmrl verify and sgmrl theory', () => {
  let folder = '';
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-verify-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('answers in JSON about the MDP of a file', async () => {
    const { code, out, err } = await call('verify', '--mdp', file('mdp.json', JSON.stringify(mdp)), '--json');
    expect([code, err]).toStrictEqual([0, '']);
    const { objective, gradient, estimators } = JSON.parse(out) as {
      objective: number;
      gradient: number[];
      estimators: { name: string; expectation: number[]; totalVariance: number }[];
    };
    expect([typeof objective, gradient.length]).toStrictEqual(['number', 4]);
    const named = (name: string) => estimators.find((row) => row.name === name);
    for (const name of ['maml', 'fomaml', 'e-maml', 'full-hessian', 'dice', 'loaded-dice', 'lvc', 'taypo-2'])
      expect(named(name)?.totalVariance).toBeGreaterThan(0);
    named('leave-one-out')?.expectation.forEach((x, i) => {
      expect(x).toBeCloseTo(gradient[i], 12);
    });
  });

  it('leaves out what takes more trajectories, and says so', async () => {
    const one = ['verify', '--mdp', file('one.json', JSON.stringify(mdp)), '--trajectories', '1'];
    const all = await call(...one);
    expect([all.code, all.err]).toEqual([
      0,
      'sgmrl: left out, as more than 1 trajectories are expected: trajectory-baseline\n',
    ]);
    expect(all.out).toContain('leave-one-out');
    expect(all.out).not.toContain('trajectory-baseline');
    expect(await call(...one, '--estimator', 'trajectory-baseline')).toEqual({
      code: 2,
      out: '',
      err: 'sgmrl: --trajectories: expected more for that estimator, found 1\n',
    });
  });

  it('reads a file with a byte order mark', async () => {
    const path = file('marked.json', `\uFEFF${JSON.stringify(mdp)}`);
    expect((await call('verify', '--mdp', path, '--estimator', 'maml')).code).toBe(0);
  });

  it('gives no answer in which numbers overflowed', async () => {
    const path = file(
      'overflow.json',
      JSON.stringify({
        ...mdp,
        rewards: [
          [1e30, 1e30],
          [1e30, 1e30],
        ],
      }),
    );
    const flags = ['--mdp', path, '--estimator', 'maml', '--alpha', '1e300', '--json'];
    const { code, out, err } = await call('verify', ...flags);
    expect([code, out]).toStrictEqual([2, '']);
    expect(err).toMatch(/beyond the largest float64/);
  });

  it('prints a table, for one estimator if asked', async () => {
    const { code, out } = await call('verify', '--estimator', 'maml', '--trajectories', '1', '--seed', '3');
    expect(code).toBe(0);
    expect(out).toMatch(/random MDP 3: 2 states, 2 actions, 3 steps/);
    expect(out.trim().split('\n').at(-1)).toMatch(/^maml +\d/);
  });

  it('verifies whole terms, and parts beside curvature', async () => {
    const rowOf = async (estimator: string) => {
      const { code, out, err } = await call('verify', '--estimator', estimator, '--json');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      const { estimators } = JSON.parse(out) as {
        estimators: readonly { name: string; bias: number; expectation: readonly number[] }[];
      };
      return estimators[0];
    };
    const dice = await rowOf('dice');
    const whole = await rowOf('{"op":"sum","of":["curvature","dice"]}');
    expect([whole.name, whole.expectation]).toEqual(['dice', dice.expectation]);
    // Half of two right things is right: ½ (Algorithm 1) + ½ (leave-one-out).
    const mixture = {
      op: 'sum',
      of: ['curvature', ...['algorithm-1', 'left-out'].map((of) => ({ op: 'times', by: 0.5, of }))],
    };
    const path = file('mixture.json', JSON.stringify(mixture));
    expect(await rowOf(path)).toMatchObject({ name: 'curvature + 0.5 algorithm-1 + 0.5 left-out' });
    expect((await rowOf(path)).bias).toBeLessThan(1e-12);
    expect((await rowOf('{"op":"times","by":2,"of":"maml"}')).bias).toBeGreaterThan(0.1);
  });

  it.each([
    ['an unknown estimator', ['--estimator', 'mamll'], /did you mean maml\?/],
    ['a term without meaning', ['--estimator', '{"op":"centred","of":"value"}'], /of: expected pairs inside/],
    ['an outer update', ['--estimator', 'promp'], /promp has an outer update.*"lvc"/],
    ['a negative step size', ['--alpha', '-1'], /finite number, at least 0/],
    ['a step size that is no number', ['--alpha', 'NaN'], /finite number/],
    ['sizes too large', ['--trajectories', '9'], /exact enumeration needs [\d,]+ operations/],
    ['far too many trajectories', ['--trajectories', '1000000000'], /needs [\d,]+ steps in a batch/],
    ['far too many inner steps', ['--inner-steps', '1000'], /exact enumeration needs ∞ operations/],
    [
      'far too many repetitions',
      ['--variance', '--repetitions', '1000000', '--out', tmpdir()],
      /needs [\d,]+ steps of drawn/,
    ],
    [
      'a file that is not there',
      ['--mdp', '/nowhere.json'],
      /cannot read \/nowhere\.json: it does not exist/,
    ],
    ['a folder for a file', ['--mdp', '/tmp'], /cannot read \/tmp: it is a folder, not a file/],
    // Below /proc no folder can be made, whoever asks.
    ['no place for results', ['--variance', '--out', '/proc/none'], /cannot create folder \/proc\/none/],
  ])('%s: a message and exit code 2', async (_name, flags, message) => {
    const { code, err } = await call('verify', ...flags);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it.each([
    ['malformed JSON', '{"initial": [1,}', /:1:16: not valid JSON/],
    [
      'probabilities that do not sum to one',
      JSON.stringify({ ...mdp, initial: [0.5, 0.6] }),
      /initial: expected probabilities that sum to 1/,
    ],
    ['ragged arrays', JSON.stringify({ ...mdp, logits: [[0], [0, 1]] }), /logits\.0: expected 2 entries/],
  ])('%s: a message and exit code 2', async (name, text, message) => {
    const path = file('bad.json', text);
    for (const command of ['verify', 'theory']) {
      const { code, err } = await call(command, '--mdp', path);
      expect([name, code]).toStrictEqual([name, 2]);
      expect(err).toMatch(message);
    }
  });

  it('measures variance against N, and writes table and plots', async () => {
    const out = join(folder, 'results');
    const flags = ['--variance', '--estimator', 'algorithm-1', '--repetitions', '30', '--out', out];
    const { code, out: text } = await call('verify', ...flags);
    expect(code).toBe(0);
    expect(text).toMatch(/algorithm-1 .* 1\.\d\d ±|algorithm-1 .* 0\.9\d ±/);
    expect(readFileSync(join(out, 'variance.md'), 'utf8')).toContain('| algorithm-1 ');
    expect(readFileSync(join(out, 'variance-all.svg'), 'utf8')).toMatch(/^<svg[^]*<\/svg>\n$/);
    expect((await call('verify', '--variance', '--estimator', 'maml', '--out', out)).code).toBe(2);
    expect(await call('verify', '--variance', '--estimator', 'coupled', '--out', out)).toEqual({
      code: 2,
      out: '',
      err: 'sgmrl: that estimator draws trajectories of its own, whose noise is not measured here\n',
    });
    expect((await call('verify', ...flags.slice(0, -1), '/dev/null/x')).err).toMatch(/cannot create folder/);
  });

  it('converges as promised, and writes what happened', async () => {
    const out = join(folder, 'converge');
    const { code, out: text } = await call('converge', '--accuracy', '0.4', '0.25', '--out', out);
    expect(code).toBe(0);
    expect(readFileSync(join(out, 'convergence.md'), 'utf8')).toBe(text.slice(0, -1));
    expect(text).toMatch(/\| 0\.25 +\| \d+ +\| \d+ +\|/);
    expect(text).toMatch(/\| leave-one-out +\| 0\.5533\d+ +\| below 1e-12 +\|/);
    expect(text).toMatch(/\| maml +\| 0\.5512\d+ +\| 2\.9e-2 +\|/);
    expect(readFileSync(join(out, 'convergence.svg'), 'utf8')).toMatch(/^<svg/);
    expect((await call('converge', '--accuracy', '0.001')).code).toBe(2);
    const nowhere = await call('converge', '--out', '/proc/none');
    expect([nowhere.code, nowhere.err]).toStrictEqual([2, expect.stringMatching(/cannot create folder/)]);
  });

  it.each([
    ['steps of a trajectory', { horizon: 1_000_000 }, ['verify']],
    ['operations', { horizon: 7 }, ['verify', '--trajectories', '1']],
  ])('refuses what would take too many %s', async (what, change, [command, ...flags]) => {
    const path = file('long.json', JSON.stringify({ ...mdp, ...change }));
    const { code, err } = await call(command, '--mdp', path, ...flags);
    expect(code).toBe(2);
    expect(err).toMatch(new RegExp(`exact enumeration needs [\\d,]+ ${what}, more than`));
  });

  it.each([
    [['--horizon', '1000000000'], /whole number from 1 to 1000000/],
    [['--accuracy', '1e-300'], /no finite answer: β|no finite answer: B/],
    [['--reward', '1e308'], /no finite answer: η_G/],
    [['--inner-steps', '1000'], /no finite answer/],
    [['--curvature', '1e308'], /no finite answer/],
  ])('theory refuses %j with a sentence', async (flags, message) => {
    const { code, out, err } = await call('theory', ...flags);
    expect([code, out]).toStrictEqual([2, '']);
    expect(err).toMatch(message);
  });

  it('theory answers for the longest trajectories', async () => {
    expect((await call('theory', '--horizon', '1000000', '--discount', '1')).code).toBe(0);
  });

  it('theory prints its constants for given ones and for a file', async () => {
    const given = await call('theory', '--horizon', '5', '--discount', '0.5', '--score', '3', '--json');
    const rows = JSON.parse(given.out) as { symbol: string; stated: number; sharp: number }[];
    // η_G = G R / (1 − γ)²
    expect(rows.find(({ symbol }) => symbol === 'η_G')?.stated).toBeCloseTo(12, 12);
    const told = await call('theory', '--mdp', file('mdp.json', JSON.stringify(mdp)));
    expect([told.code, told.err]).toStrictEqual([0, '']);
    expect(told.out).toMatch(/L_V +smoothness of V +[\d.e+]+ +[\d.e+]+/);
  });

  it('measures what is shrunk with the factor that is given, and says which', async () => {
    const path = file('shrunk.json', JSON.stringify(mdp));
    const asked = '{"op":"sum","of":["curvature",{"op":"shrunk","of":"value"}]}';
    const verified = (...flags: readonly string[]) =>
      call('verify', '--mdp', path, '--alpha', '0.1', '--estimator', asked, ...flags);
    const [whole, none] = [await verified(), await verified('--shrinkage-factor', '0')];
    expect(whole.err).toBe('');
    expect(whole.out).toContain('\nshrinkage factor w = 1, ');
    expect(none.out).toContain('\nshrinkage factor w = 0, ');
    const maml = await call('verify', '--mdp', path, '--alpha', '0.1', '--estimator', 'maml', '--json');
    const biasOf = (text: string): number =>
      (JSON.parse(text) as { readonly estimators: readonly { readonly bias: number }[] }).estimators[0].bias;
    expect(biasOf((await verified('--shrinkage-factor', '0', '--json')).out)).toBe(biasOf(maml.out));
  });
});
