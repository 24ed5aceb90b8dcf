import type { MainModule, MjModel } from '@mujoco/mujoco';
import { mjcf, type Body, type Geom, type Model } from '../mjcf';
import antReference from '../references/model-Ant-v5.json';
import halfCheetahReference from '../references/model-HalfCheetah-v5.json';
import hopperReference from '../references/model-Hopper-v5.json';
import swimmerReference from '../references/model-Swimmer-v5.json';
import walker2dReference from '../references/model-Walker2d-v5.json';
import { antModel } from './ant';
import { halfCheetahModel } from './half-cheetah';
import { hopperModel } from './hopper';
import { swimmerModel } from './swimmer';
import { walker2dModel } from './walker2d';

/** Of a model that Gymnasium compiled on native MuJoCo. */
interface Reference {
  readonly source: string;
  readonly options: Readonly<Record<string, number | readonly number[]>>;
  readonly fields: Readonly<Record<string, readonly number[]>>;
  readonly inertia: readonly number[];
  readonly geomAxes: readonly number[];
}

const models: readonly (readonly [Model, Reference])[] = [
  [halfCheetahModel, halfCheetahReference],
  [antModel, antReference],
  [swimmerModel, swimmerReference],
  [walker2dModel, walker2dReference],
  [hopperModel, hopperReference],
];

/** The swimmer touches nothing, so the kind of contact that its floor would make is nothing's. */
const withoutEffect: Readonly<Record<string, readonly string[]>> = { 'Swimmer-v5': ['geom_condim'] };

let engine: MainModule;
beforeAll(async () => {
  const { default: start } = await import('@mujoco/mujoco');
  engine = await start();
});

const compiled = (model: Model): MjModel => engine.MjModel.from_xml_string(mjcf(model));

const numbers = (value: ArrayLike<number | bigint> | number): readonly number[] =>
  typeof value === 'number' ? [value] : Array.from(value, Number);

const field = (of: object, name: string): readonly number[] => numbers(Reflect.get(of, name));

type Rotation = readonly (readonly [number, number, number])[];

/** The rotation matrix of a unit quaternion, by rows. */
const rotation = ([w, x, y, z]: readonly number[]): Rotation => [
  [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
  [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
  [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
];

const chunks = (size: number, all: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: all.length / size }, (_, i) => all.slice(size * i, size * (i + 1)));

/** R diag(principal) Rᵀ of each body. */
const inertiaTensors = (model: MjModel): readonly number[] => {
  const principal = chunks(3, field(model, 'body_inertia'));
  return chunks(4, field(model, 'body_iquat'))
    .map(rotation)
    .flatMap((r, body) =>
      [0, 1, 2].flatMap((i) =>
        [0, 1, 2].map((j) => principal[body].reduce((sum, moment, k) => sum + r[i][k] * moment * r[j][k], 0)),
      ),
    );
};

const geomAxes = (model: MjModel): readonly number[] =>
  chunks(4, field(model, 'geom_quat'))
    .map(rotation)
    .flatMap((r) => r.map((row) => row[2]));

/** Equal but for the rounding of the reference and of the last digits of its angles. */
const expectEqual = (found: readonly number[], expected: readonly number[]): void => {
  expect(found).toHaveLength(expected.length);
  expect(
    found
      .map((x, i) => [i, x, expected[i]])
      .filter(([, x, y]) => !(Math.abs(x - y) <= 1e-11 * Math.max(1, Math.abs(y)))),
  ).toEqual([]);
};

const bodies = (body: Body): readonly Body[] => [body, ...body.parts.flatMap(bodies)];

/** m³ */
const volume = (geom: Geom): number => {
  const ball = (4 / 3) * Math.PI * geom.radius ** 3;
  const rod = (length: number): number => ball + Math.PI * geom.radius ** 2 * length;
  switch (geom.kind) {
    case 'ball':
      return ball;
    case 'capsule':
      return rod(Math.hypot(...geom.to.map((x, i) => x - geom.from[i])));
    case 'pitched-capsule':
      return rod(2 * geom.halfLength);
  }
};

describe.each(models.map(([model, reference]) => [model.name, model, reference] as const))(
  'the %s compiles to what Gymnasium compiles',
  (_, model, reference) => {
    const skipped = withoutEffect[reference.source] ?? [];

    it.each(Object.keys(reference.fields).filter((name) => !skipped.includes(name)))('%s', (name) => {
      expectEqual(field(compiled(model), name), reference.fields[name]);
    });

    it('inertia tensors and directions of geoms', () => {
      expectEqual(inertiaTensors(compiled(model)), reference.inertia);
      expectEqual(geomAxes(compiled(model)), reference.geomAxes);
    });

    it('options, but for the reset after a divergence', () => {
      const { opt } = compiled(model);
      const autoreset = Number(engine.mjtDisableBit.mjDSBL_AUTORESET.value);
      Object.entries(reference.options).forEach(([name, value]) => {
        const expected = name === 'disableflags' ? [Number(value) + autoreset] : numbers(value);
        expect([name, ...field(opt, name)]).toEqual([name, ...expected]);
      });
    });

    it('a mass that its volumes give', () => {
      const mass = bodies(model.root)
        .flatMap(({ geoms }) => geoms)
        .reduce((sum, geom) => sum + model.density * volume(geom), 0);
      const [total] = field(compiled(model), 'body_subtreemass');
      expect(total).toBeCloseTo(model.totalMass ?? mass, 10);
    });
  },
);

it('the half-cheetah weighs 14 kg', () => {
  const masses = field(compiled(halfCheetahModel), 'body_mass');
  expect(masses.reduce((sum, mass) => sum + mass, 0)).toBeCloseTo(14, 12);
});
