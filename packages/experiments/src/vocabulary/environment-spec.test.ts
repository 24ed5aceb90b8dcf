import { decodeWith } from '@sgmrl/codecs';
import { defaultSpec, environmentKinds } from '@sgmrl/environments';
import { mujocoDefault, mujocoKinds } from '@sgmrl/environments-mujoco';
import * as E from 'fp-ts/lib/Either.js';
import { builtIn } from './built-in';
import { environmentCodec, environmentSizes, type AnyEnvironmentSpec } from './environment-spec';
import { loadTasks } from './load-tasks';

const codec = environmentCodec(builtIn.environments);

const loaded = async (spec: AnyEnvironmentSpec) => {
  const tasks = await loadTasks(spec)();
  if (E.isLeft(tasks)) throw new Error(tasks.left.message);
  return tasks.right;
};

describe.each([
  ...environmentKinds.map((kind) => [kind, defaultSpec(kind)] as const),
  ...mujocoKinds.map((kind) => [kind, mujocoDefault(kind)] as const),
])('the tasks of %s', (kind, spec) => {
  const aware: AnyEnvironmentSpec = { kind: 'task-aware', environment: spec };

  it('are read as they are, and told', async () => {
    expect(codec.decode(spec)).toEqual(E.right(spec));
    expect(codec.decode(aware)).toEqual(E.right(aware));
    const names = [await loaded(spec), await loaded(aware)].map((tasks) => tasks(({ name }) => name));
    expect(names).toEqual([kind, `task-aware ${kind}`]);
  });

  it.each([spec, aware])('have the sizes that are known before they are loaded', async (each) => {
    const tasks = await loaded(each);
    expect(environmentSizes(builtIn.environments)(each)).toMatchObject(
      tasks(({ observationSpace, actionSpace, horizon }) => ({
        observations: observationSpace,
        actions: actionSpace,
        horizon,
      })),
    );
  });
});

it.each([
  [{ ...defaultSpec('navigation-2d'), horizon: 0 }, 'horizon'],
  [
    { kind: 'task-aware', environment: { ...defaultSpec('navigation-2d'), horizon: 0 } },
    'environment.horizon',
  ],
  [{ kind: 'task-aware', environment: defaultSpec('tabular'), more: 1 }, 'more'],
  [{ kind: 'task-aware', environment: { kind: 'task-aware' } }, 'environment.kind'],
  [{ ...mujocoDefault('ant-goal'), radius: -1 }, 'radius'],
  [{ kind: 'half-cheetah' }, 'kind'],
])('%j is refused at %s', (spec, path) => {
  expect(decodeWith(codec)(spec)).toMatchObject({ left: [{ path }] });
});

it('an unknown kind is told all that there are', () => {
  const decoded = decodeWith(codec)({ kind: 'half-cheetah' });
  const kinds = [...environmentKinds, ...mujocoKinds, 'task-aware'];
  expect(decoded).toEqual(
    E.left([{ path: 'kind', expected: kinds.map((kind) => `"${kind}"`).join(' | '), found: 'half-cheetah' }]),
  );
});
