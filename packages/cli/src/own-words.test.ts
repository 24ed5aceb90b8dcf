import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { run, start } from './testing/command';

/** In the repository, where the modules find the packages. */
const cache = join(__dirname, '../../../node_modules/.cache');

describe("words of one's own in the whole program", () => {
  let folder = '';
  let use: readonly string[] = [];
  const path = (name: string) => join(folder, name);
  const checkpoint = (directory: string) => readFileSync(path(join(directory, 'checkpoint')), 'utf8');
  const trained = (...more: readonly string[]) => [
    'train',
    ...use,
    ...['--preset', 'point-quick', '--iterations', '12', '--set', 'algorithm.debiasing=baseline'],
    ...['policy={"kind":"linear","std":0.4}', 'optimizer={"kind":"sign","learningRate":0.01}', ...more],
  ];

  beforeAll(async () => {
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'own-words-'));
    for (const [kind, name] of [
      ['environment', 'point'],
      ['policy', 'linear'],
      ['term', 'baseline'],
      ['weights', 'timed'],
    ])
      expect(await run(folder, 'new', kind, name)).toMatchObject({ code: 0, err: '' });
    writeFileSync(
      path('sign.mjs'),
      `import { positiveNumber, record } from '@sgmrl/codecs';
      import * as t from 'io-ts';
      export default { optimizers: { sign: {
        spec: record('sign', { kind: t.literal('sign'), learningRate: positiveNumber }),
        build: ({ learningRate }) => ({
          init: (theta) => ({ step: 0, moments: [new Float64Array(theta.length)] }),
          update: (gradient, { step, moments: [sum] }) => {
            const next = Float64Array.from(sum, (x, i) => 0.5 * x + gradient[i]);
            return [Float64Array.from(next, (x) => learningRate * Math.sign(x)), { step: step + 1, moments: [next] }];
          },
        }),
      } } };`,
    );
    // REINFORCE (Williams): the return of the whole trajectory on each of its steps.
    writeFileSync(
      path('whole.mjs'),
      `import { positiveNumber, record } from '@sgmrl/codecs';
      import { returns } from '@sgmrl/rollouts';
      import * as t from 'io-ts';
      export default { weights: { whole: {
        spec: record('whole', { kind: t.literal('whole'), by: positiveNumber }),
        default: { kind: 'whole', by: 1 },
        build: ({ by }) => ({
          name: 'whole',
          facts: () => ({ fitted: false, decay: 1, normalised: false, unbiased: true }),
          fit: (discount) => () => (batch) => {
            const all = returns(batch, discount);
            const values = Float64Array.from(batch.mask, (m, row) => m * by * all[Math.floor(row / batch.steps)]);
            return { values, scale: by, decay: 1 };
          },
        }),
      } } };`,
    );
    use = ['point', 'linear', 'baseline', 'sign'].flatMap((name) => ['--with', `${name}.mjs`]);
    expect(await run(folder, ...trained('--out', 'one'))).toMatchObject({ code: 0, err: '' });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(['point', 'linear', 'baseline', 'timed'])(
    'the template of %s obeys its laws as written',
    (name) => {
      const { status, stdout } = spawnSync(process.execPath, ['--test', `${name}.test.mjs`], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect({ status, failed: /^. fail (\d+)/m.exec(stdout)?.[1] }).toEqual({ status: 0, failed: '0' });
    },
  );

  it('a template is not written over', async () => {
    const before = readFileSync(path('point.mjs'), 'utf8');
    expect(await run(folder, 'new', 'policy', 'point')).toMatchObject({
      code: 2,
      err: 'sgmrl: cannot write point.mjs: it, or its test, exists already, and is not overwritten\n',
    });
    expect(readFileSync(path('point.mjs'), 'utf8')).toBe(before);
  });

  it.each([
    ['environment', 'tabular', 'environments'],
    ['policy', 'gaussian-mlp', 'policies'],
    ['term', 'oracle', 'terms'],
    ['weights', 'advantage', 'weights'],
  ])('no %s is begun with the name %s, which has a meaning', async (kind, name, section) => {
    expect(await run(folder, 'new', kind, name)).toMatchObject({
      code: 2,
      err: `sgmrl: ${kind} ${name}: expected a name that nothing else has in ${section}\n`,
    });
    expect(existsSync(path(`${name}.mjs`))).toBe(false);
  });

  it('trains to the same bits on threads, killed and resumed from elsewhere', async () => {
    const { child, ended, printed } = start(folder, ...trained('--out', 'two', '--workers', '2'));
    await printed('iteration 3/');
    child.kill('SIGKILL');
    await ended;
    const resumed = await run(cache, 'train', '--resume', path('two'), '--workers', '2');
    expect(resumed).toMatchObject({ code: 0, err: '' });
    expect(checkpoint('two')).toBe(checkpoint('one'));
  });

  it('evaluates, compares, reports, explains, verifies and lists', async () => {
    expect(await run(folder, 'evaluate', 'one', '--tasks', '2')).toMatchObject({ code: 0, err: '' });
    const compared = ['compare', ...use, '--preset', 'point-quick', '--iterations', '1', '--seeds', '1'];
    const comparison = await run(
      folder,
      ...compared,
      ...[
        '--algorithms',
        'none,baseline,oracle',
        '--evaluation-tasks',
        '2',
        '--workers',
        '2',
        '--out',
        'cmp',
      ],
    );
    expect(comparison.code).toBe(0);
    const table = readFileSync(path('cmp/comparison.md'), 'utf8');
    expect(table).toContain('| baseline');
    expect(table).toContain('\n- baseline: without curvature; for the whole algorithm: {"op":"sum",');
    expect(comparison.out).toContain('- baseline: without curvature');
    expect(table).not.toMatch(/- (none|oracle): /);
    const report = await run(folder, 'report', 'one', '--out', 'rep', '--gif');
    expect(report.code).toBe(0);
    expect(readFileSync(path('rep/report.html'), 'utf8')).toContain('goal');
    expect(readdirSync(path('rep/figures')).filter((name) => /-task-1\.svg$/.test(name))).toHaveLength(1);
    const [gif] = readdirSync(path('rep/figures')).filter((name) => name.endsWith('.gif'));
    expect(readFileSync(path('rep/report.html'), 'utf8')).toContain(`href="figures/${gif}"`);
    const explained = await run(folder, 'explain', 'baseline', '--with', 'baseline.mjs');
    expect(explained.out).toContain('(Ĵ(D_o) − ½) S');
    expect(explained.out).toContain('sgmrl train --with baseline.mjs --set algorithm.estimator=baseline');
    const hint = 'without curvature; for the whole algorithm: {"op":"sum","of":["curvature","baseline"]}\n';
    expect(explained.out).toContain(`baseline\n  ${hint}`);
    const alone = await run(folder, 'verify', '--with', 'baseline.mjs', '--estimator', 'baseline');
    expect(alone.out).toContain(`\n\nbaseline: ${hint}`);
    const written = await run(folder, 'new', 'term', 'shifted');
    const command = /npx sgmrl (verify --with shifted\.mjs --estimator) '([^']*)'\n/.exec(written.out);
    expect(written.out).toContain('\n         The name shifted alone is the term without curvature.\n');
    const whole = await run(folder, ...(command?.[1].split(' ') ?? []), command?.[2] ?? '');
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(whole.out).toContain('curvature + shifted');
    expect(whole.out).not.toContain('without curvature');
    const verified = await run(
      folder,
      ...['verify', '--with', 'baseline.mjs', '--json'],
      ...['--estimator', '{"op":"sum","of":["curvature","baseline"]}'],
    );
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({
      estimators: [{ bias: expect.closeTo(0, 10) as number }],
    });
    expect((await run(folder, 'presets', '--with', 'point.mjs')).out).toContain('a point on a line: seconds');
  });

  it('weighs steps by weights of its own in every command', async () => {
    const using = ['--with', 'whole.mjs', '--preset', 'tabular-quick', '--iterations', '2'];
    const set = ['--set', 'algorithm.innerWeights=whole', 'algorithm.outerWeights={"kind":"whole","by":2}'];
    for (const [out, workers] of [
      ['alone', '0'],
      ['threads', '2'],
    ])
      expect(await run(folder, 'train', ...using, ...set, '--out', out, '--workers', workers)).toMatchObject({
        code: 0,
        err: '',
      });
    expect(checkpoint('threads')).toBe(checkpoint('alone'));
    const resumed = await run(folder, 'train', '--resume', 'alone', '--iterations', '3');
    expect(resumed).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(path('alone/config.json'), 'utf8')).toContain('"by": 1');
    const compared = await run(
      folder,
      ...['compare', ...using, '--algorithms', 'none', '--seeds', '1', '--evaluation-tasks', '2'],
      ...['--vary', 'algorithm.innerWeights=whole,reward-to-go', '--out', 'weighed', '--workers', '2'],
    );
    expect(compared).toMatchObject({ code: 0 });
    expect(readFileSync(path('weighed/comparison.md'), 'utf8')).toMatch(/whole[^]*reward-to-go/);
    const again = await run(folder, 'compare', '--with', 'whole.mjs', '--out', 'weighed');
    expect(again).toMatchObject({ code: 0, err: '' });
    const explained = await run(
      folder,
      ...['explain', 'first-order', '--with', 'whole.mjs', '--inner-weights', 'whole'],
    );
    expect(explained.out).toContain('whole inner and reward-to-go outer weights');
    // Unbiased weights, twice as large: the same adaptation with half the step size.
    const verifying = ['verify', '--with', 'whole.mjs', '--json', '--estimator', 'none'];
    const twice = await run(
      folder,
      ...verifying,
      '--inner-weights',
      '{"kind":"whole","by":2}',
      '--alpha',
      '1',
    );
    const once = await run(folder, ...verifying, '--inner-weights', 'whole', '--alpha', '2');
    expect(once).toMatchObject({ code: 0, err: '' });
    const measured = (out: string): unknown => {
      const { estimators } = JSON.parse(out) as { estimators: readonly Record<string, unknown>[] };
      // What one is far from with ∇J itself depends on α alone.
      return estimators.map((one) => ({ ...one, deterministicBias: undefined }));
    };
    expect(measured(twice.out)).toEqual(measured(once.out));
    const wrong = await run(
      folder,
      ...['train', ...using, '--set', 'algorithm.innerWeights={"kind":"whole","by":-1}', '--out', 'wrong'],
    );
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.err).toContain('algorithm.innerWeights.by: expected positive number, found -1');
  });

  it('measures the noise of words of its own', async () => {
    const measured = await run(
      folder,
      ...['verify', '--variance', '--with', 'baseline.mjs', '--with', 'whole.mjs', '--repetitions', '20'],
      ...['--estimator', '{"op":"sum","of":["curvature","baseline"]}', '--inner-weights', 'whole'],
      ...['--out', 'noise'],
    );
    expect(measured).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(path('noise/variance.md'), 'utf8')).toContain(
      '--with baseline.mjs --with whole.mjs --estimator',
    );
  });

  it('refuses a module that has changed, and finds one that was moved', async () => {
    const text = readFileSync(path('sign.mjs'), 'utf8');
    writeFileSync(path('sign.mjs'), `${text}// changed`);
    const refused = await run(folder, 'train', '--resume', 'one', '--iterations', '13');
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.err).toMatch(
      /^sgmrl: module \/.*sign\.mjs: it, or a file that it imports, has changed since its hash was taken: put back the file/,
    );
    writeFileSync(path('sign.mjs'), text);
    renameSync(path('sign.mjs'), path('moved.mjs'));
    const gone = await run(folder, 'evaluate', 'one', '--tasks', '2');
    expect(gone.err).toMatch(/^sgmrl: cannot read \/.*sign\.mjs: it does not exist/);
    const found = await run(folder, 'evaluate', 'one', '--tasks', '2', '--with', 'moved.mjs');
    expect(found).toMatchObject({ code: 0, err: '' });
    const resumed = await run(folder, 'train', '--resume', 'one', '--with', 'moved.mjs');
    expect(resumed).toMatchObject({ code: 0, err: '' });
    renameSync(path('moved.mjs'), path('sign.mjs'));
  });

  it.each([
    ['throw new TypeError("no luck");', /cannot be loaded: TypeError: no luck\n {4}at .*case\.mjs/],
    ['export const x = 1;', /expected a vocabulary as its default export, found none/],
    [
      'export default 3;',
      /its default export does not fit\n {2}expected vocabulary, a plain object, found 3/,
    ],
    [
      'export default { enviroments: {} };',
      /enviroments: expected no field but environments, .* \(did you mean environments\?\)/,
    ],
    [
      'export default { environments: { mine: { spec: 1, default: { kind: "mine" } } } };',
      /environments\.mine\.spec: expected codec.*, found 1\n {2}environments\.mine\.tasks: expected function, found nothing/,
    ],
    [
      'export default { terms: { dice: { term: "value", about: { meaning: "", source: "" } } } };',
      /terms\.dice: expected a name that nothing else has, found "dice"/,
    ],
    [
      'export default { get terms() { throw new TypeError("no luck"); } };',
      /its default export cannot be read: TypeError: no luck\n {4}at .*case\.mjs/,
    ],
    [
      'import vocabulary from "./baseline.mjs"; const { baseline } = vocabulary.terms;' +
        'export default { terms: { mine: { ...baseline, claim: () => "unknown" } } };',
      /terms\.mine\.claim: expected a function that gives .*, found "unknown"/,
    ],
    [
      'export default { presets: { mine: { about: "", config: {} } } };',
      /presets\.mine\.config\.seed: expected whole number .*, found nothing/,
    ],
    [
      'import "./gone.mjs"; export default {};',
      /cannot read .*gone\.mjs: it does not exist; .*case\.mjs imports it/,
    ],
    ['process.exit(0);', /^sgmrl: the process ended before the command had: code of a module called/],
  ])('refuses the module %s', async (text, message) => {
    writeFileSync(path('case.mjs'), text);
    const { code, err } = await run(folder, 'presets', '--with', 'case.mjs');
    expect(code).toBe(2);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/experiments|node:/);
  });

  it.each([
    [
      'reward: step === 3 ? NaN : ',
      'reward: ',
      /a reward that is NaN or infinite at iteration 1, task \d, .*step 3/,
    ],
    [
      'observe: ({ position, step }) => (step === 4 ? [1, 2] : [position]),',
      'observe: ({ position }) => [position],',
      /task \d of iteration 1.*environment point: observe, at step 4: expected 1 numbers.*found 2/,
    ],
    [
      'observe: ({ position, step }) => { if (step === 5) throw new TypeError("ouch"); return [position]; },',
      'observe: ({ position }) => [position],',
      /task \d of iteration 1.*environment point: observe, at step 5: TypeError: ouch\n {4}at .*broken\.mjs.*\n$/,
    ],
  ])('tells task and step of an environment that has %s', async (broken, sound, message) => {
    writeFileSync(path('broken.mjs'), readFileSync(path('point.mjs'), 'utf8').replace(sound, broken));
    for (const workers of ['0', '2']) {
      const out = mkdtempSync(path('broken-'));
      const { code, err } = await run(
        folder,
        ...['train', '--with', 'broken.mjs', '--preset', 'point-quick', '--iterations', '2'],
        ...['--workers', workers, '--out', out],
      );
      expect(code).toBe(1);
      expect(err).toMatch(message);
    }
  });

  it.each([
    [
      'itself, no Either',
      'policyOf(spec, spaces)',
      /policy odd: RangeError: build: expected E\.right\(policy\) .*found \{/,
      2,
    ],
    ['nothing', 'undefined', /policy odd: RangeError: build: expected E\.right\(policy\) .*found nothing/, 2],
    [
      'parameters that are too many',
      'E.right({ ...policyOf(spec, spaces), initialize: () => [1, 2] })',
      /policy odd: initialize: expected 1 numbers, found 2/,
      2,
    ],
    [
      'scores that are too long',
      'E.right({ ...policyOf(spec, spaces), weightedScore: () => [1, 2] })',
      /task \d of iteration 1: policy odd: weightedScore: expected 1 numbers, found 2/,
      1,
    ],
    ['a message', 'E.left({ message: "odd cannot act there" })', /odd\.mjs: odd cannot act there\n$/, 2],
  ])('names a policy that gives %s', async (what, built, message, expected) => {
    const sound = readFileSync(path('linear.mjs'), 'utf8');
    writeFileSync(
      path('odd.mjs'),
      sound.replaceAll("'linear'", "'odd'").replace('E.right(policyOf(spec, spaces))', built),
    );
    const out = `odd-${what.slice(0, 3)}`;
    const { code, err } = await run(
      folder,
      ...['train', '--with', 'point.mjs', '--with', 'odd.mjs', '--preset', 'point-quick'],
      ...['--set', 'policy={"kind":"odd","std":0.4}', '--iterations', '1', '--workers', '0', '--out', out],
    );
    expect(err).toMatch(message);
    expect(err).not.toContain('unexpected');
    expect(code).toBe(expected);
    // What no run can begin with leaves nothing behind.
    expect(existsSync(path(out))).toBe(expected === 1);
  });

  it('keeps the last checkpoint where an environment throws later', async () => {
    // The counter is what no environment should have: the third iteration meets it.
    writeFileSync(
      path('later.mjs'),
      `let resets = 0;\n${readFileSync(path('point.mjs'), 'utf8')
        .replace('reset: () => (', 'reset: () => { if (++resets > 200) throw new Error("worn out"); return ')
        .replace('position: 0 }),', 'position: 0 }; },')}`,
    );
    const { code, err } = await run(
      folder,
      ...['train', '--with', 'later.mjs', '--preset', 'point-quick', '--iterations', '9', '--out', 'later'],
    );
    expect(code).toBe(1);
    expect(err).toMatch(
      /task \d of iteration 3.*environment point: reset: Error: worn out[^]*The state after iteration 2/,
    );
    expect(existsSync(path('later/checkpoint'))).toBe(true);
    copyFileSync(path('point.mjs'), path('later.mjs'));
    const changed = await run(folder, 'train', '--resume', 'later');
    expect(changed).toMatchObject({ code: 2, err: expect.stringContaining('has changed since') as string });
  });
});
