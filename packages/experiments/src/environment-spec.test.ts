import { decodeWith } from '@sgmrl/codecs';
import { defaultSpec, environmentKinds } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import { EnvironmentSpec, tasksOf } from './environment-spec';

describe.each(environmentKinds)('the tasks of %s', (kind) => {
  const spec = defaultSpec(kind);
  const aware: EnvironmentSpec = { kind: 'task-aware', environment: spec };

  it('are read as they are, and told', () => {
    expect(EnvironmentSpec.decode(spec)).toEqual(E.right(spec));
    expect(EnvironmentSpec.decode(aware)).toEqual(E.right(aware));
    expect([spec, aware].map((each) => tasksOf(each)(({ name }) => name))).toEqual([
      kind,
      `task-aware ${kind}`,
    ]);
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
  [{ kind: 'other' }, 'kind'],
])('%j is refused at %s', (spec, path) => {
  expect(decodeWith(EnvironmentSpec)(spec)).toMatchObject({ left: [{ path }] });
});
