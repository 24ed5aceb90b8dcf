import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from './testing/command';

/** In the repository, where the modules find the packages. */
const cache = join(__dirname, '../../../node_modules/.cache');

describe("what code of one's own gives that does not fit", () => {
  let folder = '';
  const path = (name: string) => join(folder, name);

  beforeAll(async () => {
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, 'own-misfits-'));
    for (const [kind, name] of [
      ['environment', 'point'],
      ['policy', 'linear'],
    ])
      expect(await run(folder, 'new', kind, name)).toMatchObject({ code: 0, err: '' });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Trains for an iteration with a module beside `point.mjs`. */
  const trained = async (out: string, text: string, ...settings: readonly string[]) => {
    writeFileSync(path('odd.mjs'), text);
    return run(
      folder,
      ...['train', '--with', 'point.mjs', '--with', 'linear.mjs', '--with', 'odd.mjs'],
      ...['--preset', 'point-quick', '--iterations', '1', '--workers', '0', '--out', out],
      ...['--set', 'policy={"kind":"linear","std":0.4}', ...settings],
    );
  };

  const word = (section: string, build: string): string =>
    `import { record } from '@sgmrl/codecs';
     import * as t from 'io-ts';
     const throws = () => { throw new TypeError('ouch'); };
     const facts = () => ({ fitted: false, decay: 1, normalised: false, unbiased: true });
     const init = (theta) => ({ step: 0, moments: [] });
     export default { ${section}: { odd: { spec: record('odd', { kind: t.literal('odd') }), build: ${build} } } };`;

  it.each<[string, string, number, RegExp]>([
    [
      'optimizers',
      '() => undefined',
      2,
      /odd\.mjs: optimizer odd: build: expected a record, found nothing\n$/,
    ],
    ['optimizers', 'throws', 2, /odd\.mjs: optimizer odd: build: TypeError: ouch\n {4}at .*odd\.mjs/],
    [
      'optimizers',
      '() => ({ init: () => 3, update: throws })',
      2,
      /odd\.mjs: optimizer odd: init: expected \{ step, moments \}: .*, found 3\n$/,
    ],
    [
      'optimizers',
      '() => ({ init, update: (gradient) => gradient })',
      1,
      /optimizer odd: update: expected \[vector of 1 numbers, \{ step, moments \}\], found \{"0":/,
    ],
    [
      'optimizers',
      '() => ({ init, update: throws })',
      1,
      /optimizer odd: update: TypeError: ouch\n {4}at .*odd\.mjs/,
    ],
    [
      'outerUpdates',
      '(spec, optimizer) => optimizer',
      2,
      /odd\.mjs: outer update odd: build: search: expected a function, found nothing\n$/,
    ],
    [
      'outerUpdates',
      '() => ({ init, search: () => undefined })',
      1,
      /outer update odd: search: expected \{ kind: "found", step \} or .*, found nothing/,
    ],
    ['weights', '() => 3', 2, /odd\.mjs: weights odd: build: expected weights, found 3\n$/],
    [
      'weights',
      '() => ({ name: "odd", facts, fit: () => undefined })',
      1,
      /weights odd: fit: expected a function of a batch, found nothing/,
    ],
    [
      'weights',
      '() => ({ name: "odd", facts, fit: () => () => ({ mask }) => ({ values: mask, decay: 1 }) })',
      1,
      /task 0 of iteration 1: weights odd: fit: scale: expected a number, found nothing/,
    ],
  ])('is named: %s that are %s', async (section, build, expected, message) => {
    const settings: Readonly<Record<string, string>> = {
      optimizers: 'optimizer={"kind":"odd"}',
      outerUpdates: 'algorithm.outerUpdate={"kind":"odd"}',
      weights: 'algorithm.innerWeights={"kind":"odd"}',
    };
    const out = mkdtempSync(path('odd-'));
    rmSync(out, { recursive: true });
    const { code, err } = await trained(out, word(section, build), settings[section]);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/unexpected|point\.mjs/);
    expect(code).toBe(expected);
    expect(existsSync(out)).toBe(expected === 1);
  });

  /** The environment of the template, changed. */
  const environment = (sound: string | RegExp, broken: string): string => {
    const text = readFileSync(path('point.mjs'), 'utf8').replaceAll(/point/g, 'odd');
    const changed = text.replace(sound, broken);
    expect(changed).not.toBe(text);
    return changed;
  };

  it.each<[string, string | RegExp, string, number, RegExp]>([
    [
      'features that throw',
      /features: .*,\n/,
      'features: () => { throw new TypeError("ouch"); },\n',
      2,
      / {4}environment odd: features: TypeError: ouch\n +at Object\.features .*odd\.mjs.*\n$/,
    ],
    [
      'a sample that throws',
      'sample: (',
      'sample: () => { throw new TypeError("ouch"); }, was: (',
      2,
      / {4}environment odd: sample: TypeError: ouch\n +at Object\.sample .*odd\.mjs/,
    ],
    [
      'no state',
      'reset: () => (',
      'reset: () => void (',
      2,
      /odd\.mjs: environment odd: reset: expected a state, found nothing\n$/,
    ],
    [
      'a horizon that is no whole number',
      'horizon: spec.horizon,',
      'horizon: 12.5,',
      2,
      /environment odd: tasks: horizon: expected whole number from 1 to 1000000000, found 12\.5\n$/,
    ],
    [
      'an observation of NaN',
      'observe: ({ position }) => [position],',
      'observe: ({ position, step }) => [step === 3 ? NaN : position],',
      1,
      /found an observation that is NaN .* at iteration 1, task \d, .*step 3, entry 0, from environment odd\./,
    ],
  ])('is named: an environment with %s', async (_, sound, broken, expected, message) => {
    const out = mkdtempSync(path('odd-'));
    rmSync(out, { recursive: true });
    const { code, err } = await trained(out, environment(sound, broken), 'environment.kind=odd');
    expect(err).toMatch(message);
    expect(err).not.toMatch(/unexpected|u000a/);
    expect(code).toBe(expected);
    expect(existsSync(out)).toBe(expected === 1);
  });

  it.each<[string, RegExp]>([
    ['() => () => undefined', /, at step 0: expected list of rods .*, found nothing/],
    ['() => () => []', /, at step 0: expected list of rods .*, found \[\]/],
    [
      '() => () => [{ from: [NaN, 0], to: [1, 1], radius: 0.1 }]',
      /, at step 0: 0\.from\.0: expected number from -1e9 to 1e9, found NaN/,
    ],
    [
      '() => ({ step }) => { if (step === 2) throw new TypeError("no pen"); return [{ from: [0, 0], to: [1, 1], radius: 0.1 }]; }',
      /, at step 2: TypeError: no pen\n +at .*odd\.mjs/,
    ],
  ])('leaves the observations to be drawn where a picture has the frame %s', async (frame, message) => {
    const out = mkdtempSync(path('drawn-'));
    const text = environment(/picture: \{[^]*?\n {2}\},\n/, `picture: { frame: ${frame} },\n`);
    expect(await trained(out, text, 'environment.kind=odd')).toMatchObject({ code: 0, err: '' });
    const { code, err } = await run(folder, 'report', out, '--out', `${out}-report`, '--tasks', '2');
    expect(err).toMatch(/: it is pictured by what is observed: environment odd: picture\.frame of task \{"/);
    expect(err).toMatch(message);
    expect(code).toBe(0);
    const figures = readdirSync(join(`${out}-report`, 'figures'));
    expect(figures.filter((name) => /-task-1-steps-0\.svg$/.test(name))).toHaveLength(1);
    expect(readFileSync(join(`${out}-report`, 'report.html'), 'utf8')).toContain(
      'it is pictured by what is observed: environment odd: picture.frame of task',
    );
  });
});
