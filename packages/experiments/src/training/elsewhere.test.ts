import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
import { modulesNow } from '../vocabulary/load';
import { arithmetic, describeWork, setupOf, workshop } from './elsewhere';

const { config } = presets['tabular-quick'];
const setup = setupOf(config);
const open = workshop({ threads: 1, module: '', modules: [] });

it.each([
  [
    'of another version',
    { ...setup, versions: { ...setup.versions, sgmrl: '9.9.9' } },
    'expected sgmrl 9.9.9',
  ],
  ['of other physics', { ...setup, versions: { ...setup.versions, mujoco: '1' } }, 'expected mujoco 1'],
  [
    'of other arithmetic',
    { ...setup, arithmetic: 'BE-0' },
    'expected arithmetic BE-0, as the coordinator has',
  ],
  [
    'with a module that it was not given',
    { ...setup, config: { ...config, with: [{ module: '/lead/mine.mjs', sha256: 'a'.repeat(64) }] } },
    'expected a module with the content of /lead/mine.mjs (SHA-256 aaaa',
  ],
  [
    'with a configuration that is none',
    { ...setup, config: { ...config, seed: -1 } },
    'seed: expected whole number',
  ],
  ['that is none', 'hello', 'expected setup, found "hello"'],
])('refuses a session %s', async (_, told, problem) => {
  const opened = await open(told)();
  expect(E.isLeft(opened) ? opened.left : 'opened').toContain(problem);
});

describe('with a module that nobody gave it', () => {
  let folder = '';
  const moduleAt = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sgmrl-elsewhere-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['no hash', {}, 'sha256'],
    ['a hash that is none', { sha256: 'abc' }, 'sha256'],
    ['an unset hash', { sha256: undefined }, 'sha256'],
    ['a hash that no module here has', { sha256: 'a'.repeat(64) }, 'expected a module with the content of'],
  ])('refuses one with %s, alone or beside one that it has', async (_, hash, problem) => {
    const evil = { module: moduleAt('evil.mjs', 'throw new Error();'), ...hash };
    const now = await modulesNow([moduleAt('own.mjs', 'export default {};')])();
    if (E.isLeft(now)) throw new Error('expected the hash of a module');
    const own = now.right;
    // Whatever loads it says so.
    for (const told of [[evil], [...own, evil], [evil, ...own]]) {
      const opened = await workshop({ threads: 1, module: '', modules: own })({
        ...setup,
        config: { ...config, with: told },
      })();
      if (E.isRight(opened)) await opened.right.close();
      expect(E.isLeft(opened) ? opened.left : 'opened').toContain(problem);
    }
  });

  it.each([
    ['a path', '/evil.mjs'],
    ['a record', { module: '/evil.mjs' }],
    ['null', null],
  ])('refuses %s for a list of them', async (_, told) => {
    const opened = await open({ ...setup, config: { ...config, with: told } })();
    expect(E.isLeft(opened) ? opened.left : 'opened').toContain('with: expected');
  });
});

it('minds no other version of Node', async () => {
  const opened = await open({ ...setup, versions: { ...setup.versions, node: '99.0.0' }, config: {} })();
  expect(E.isLeft(opened) ? opened.left : 'opened').not.toContain('99.0.0');
});

it('knows its arithmetic', () => {
  expect(arithmetic()).toMatch(/^[LB]E-[\da-f]{16}$/);
});

it('names work', () => {
  const job = { iteration: 2, index: 3, task: 0, parameters: [0], key: [1, 2] as const };
  expect([describeWork(job), describeWork({ job, adaptation: { innerSteps: 1 } })]).toEqual([
    'task 3 of iteration 2',
    'held-out task 3',
  ]);
});

it('tells what its threads have done for long', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sgmrl-elsewhere-'));
  const hanging = join(folder, 'hanging.mjs');
  writeFileSync(hanging, 'export const run = () => new Promise(() => undefined);');
  let tell: (jobs: readonly string[]) => void = () => undefined;
  const told = new Promise<readonly string[]>((resolve) => (tell = resolve));
  const onSilence = ({ jobs }: { readonly jobs: readonly string[] }) => tell(jobs);
  const opened = await workshop({ threads: 1, module: hanging, modules: [], onSilence })(setup)();
  if (E.isLeft(opened)) throw new Error(opened.left);
  const { run, close } = opened.right;
  const job = { iteration: 2, index: 3, task: 0, parameters: Float64Array.of(0), key: [1, 2] };
  const ended = run(job).catch((error: unknown) => tell([String(error)]));
  expect(await told).toEqual(['task 3 of iteration 2']);
  await close();
  await ended;
  rmSync(folder, { recursive: true });
}, 30_000);
