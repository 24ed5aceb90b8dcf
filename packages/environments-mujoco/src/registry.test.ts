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
