import * as E from 'fp-ts/lib/Either.js';
import { presets } from '../configuration/presets';
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
