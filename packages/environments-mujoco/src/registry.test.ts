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
import { antGoal, halfCheetahDirection, halfCheetahVelocity, hopperParams, swimmerVelocity } from './index';

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

/** Plain data as a program without types might make it. */
const misfit = <A>(start: A, fields: Readonly<Record<string, unknown>>): A => ({ ...start, ...fields });

it.each<[string, () => unknown]>([
  ['ant-goal: radius: expected', () => antGoal(misfit(mujocoDefault('ant-goal'), { radius: -1 }))],
  [
    'swimmer-velocity: speed: expected no field but kind, horizon, actionScale, velocity, found 1',
    () => swimmerVelocity(misfit(mujocoDefault('swimmer-velocity'), { speed: 1 })),
  ],
  [
    'half-cheetah-velocity: velocity: expected interval with low ≤ high, found nothing',
    () => halfCheetahVelocity(misfit(mujocoDefault('half-cheetah-velocity'), { velocity: undefined })),
  ],
  ['environment: expected MuJoCo environment, found nothing', () => fromMujocoSpec(JSON.parse('[]')[0])],
  ['environment: kind: expected "half-cheetah-direction"', () => mujocoSizes(JSON.parse('{}'))],
  ...mujocoKinds.map((kind): [string, () => unknown] => [
    'environment: horizon: expected whole number from 1 to 1000000, found 0',
    () => fromMujocoSpec({ ...mujocoDefault(kind), horizon: 0 }),
  ]),
])('refuses a misfit where it enters: %s', (message, make) => {
  expect(make).toThrow(RangeError);
  expect(make).toThrow(message);
});

it('refuses a task made by hand that is none', () => {
  const cheetah = rightOf(halfCheetahDirection(mujocoDefault('half-cheetah-direction'))(mujoco));
  const swimmer = rightOf(swimmerVelocity(mujocoDefault('swimmer-velocity'))(mujoco));
  const ant = rightOf(antGoal(mujocoDefault('ant-goal'))(mujoco));
  const hopper = rightOf(hopperParams(mujocoDefault('hopper-params'))(mujoco));
  const given: readonly (readonly [string, () => unknown])[] = [
    [
      'half-cheetah-direction: task: direction: expected 1 | -1, found 2',
      () => cheetah.environment(misfit({ direction: 1 as const }, { direction: 2 })),
    ],
    [
      'swimmer-velocity: task: velocity: expected number from -1000000 to 1000000, found NaN',
      () => swimmer.environment({ velocity: NaN }),
    ],
    [
      'ant-goal: task: goal: expected pair of numbers, found nothing',
      () => ant.features(misfit({ goal: [0, 0] as const }, { goal: undefined })),
    ],
    [
      'hopper-params: task: masses: expected array of 4 factors, found [1]',
      () => hopper.environment({ ...hopper.sample(key(1)), masses: [1] }),
    ],
  ];
  for (const [message, use] of given) expect(use).toThrow(new RangeError(message));
});
