import { decodeWith } from '@sgmrl/codecs';
import { vectorLength } from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import type { Mujoco } from './mujoco';
import {
  MujocoSpec,
  fromMujocoSpec,
  isMujocoSpec,
  mujocoDefault,
  mujocoKinds,
  mujocoSizes,
} from './registry';
import { rightOf, startedEngine } from './testing/engine';

let mujoco: Mujoco;
beforeAll(async () => {
  mujoco = await startedEngine();
});

describe.each(mujocoKinds)('the default spec of %s', (kind) => {
  const spec = mujocoDefault(kind);

  it('survives JSON', () => {
    expect(MujocoSpec.decode(JSON.parse(JSON.stringify(MujocoSpec.encode(spec))))).toEqual(E.right(spec));
    expect([spec.kind, isMujocoSpec(spec)]).toEqual([kind, true]);
  });

  it('has no field that may be missing or wrong, and no other', () => {
    for (const field of Object.keys(spec)) {
      for (const wrong of [undefined, null, 'text', -1, Number.NaN, {}]) {
        const decoded = decodeWith(MujocoSpec)({ ...spec, [field]: wrong });
        expect(E.isLeft(decoded) && decoded.left[0].path.split('.')[0]).toBe(field);
      }
    }
    expect(decodeWith(MujocoSpec)({ ...spec, gravity: 1 })).toMatchObject({ left: [{ path: 'gravity' }] });
  });

  it('refuses numbers that would overflow in use, by their field', () => {
    const refused = (path: string, value: unknown, found: number) => {
      expect(decodeWith(MujocoSpec)(value)).toMatchObject({
        left: [{ path, expected: expect.stringMatching(/number from/) as string, found }],
      });
    };
    for (const [field, value] of Object.entries(spec))
      for (const wrong of [1e308, -1e308]) {
        if (typeof value === 'number') refused(field, { ...spec, [field]: wrong }, wrong);
        if (typeof value === 'object')
          for (const end of Object.keys(value as object))
            refused(`${field}.${end}`, { ...spec, [field]: { ...(value as object), [end]: wrong } }, wrong);
      }
  });

  it('describes tasks with the sizes that are known without the engine', () => {
    const { observationSpace, actionSpace, features } = mujocoSizes(spec);
    rightOf(fromMujocoSpec(spec)(mujoco))((tasks) => {
      const task = tasks.sample(key(1));
      const environment = tasks.environment(task);
      expect(tasks).toMatchObject({ name: kind, observationSpace, actionSpace, horizon: spec.horizon });
      expect(environment.observe(environment.reset(key(2)))).toHaveLength(vectorLength(observationSpace));
      expect(tasks.features(task)).toHaveLength(features);
    });
  });
});

it('an unknown kind is told the known ones', () => {
  expect(decodeWith(MujocoSpec)({ kind: 'half-cheetah' })).toEqual(
    E.left([{ path: 'kind', expected: mujocoKinds.map((k) => `"${k}"`).join(' | '), found: 'half-cheetah' }]),
  );
});
