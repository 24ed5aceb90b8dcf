import { EnvironmentSpec } from '@sgmrl/environments';
import type { IntervalBounds } from '@sgmrl/environments';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { mdpsOfSize } from './arbitraries';
import { codecLaws } from './codec-laws';
import { checkLaws } from './law';

const options = { runs: 100 };
const count = fc.integer({ min: 1, max: 50 });
const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const interval: fc.Arbitrary<IntervalBounds> = fc
  .tuple(positive, positive)
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

const specs: {
  readonly [K in EnvironmentSpec['kind']]: fc.Arbitrary<Extract<EnvironmentSpec, { kind: K }>>;
} = {
  'navigation-2d': fc.record({
    kind: fc.constant('navigation-2d'),
    horizon: count,
    goalHalfWidth: positive,
    positionHalfWidth: positive,
    actionScale: positive,
    displacementLimit: positive,
    goalTolerance: positive,
  }),
  'four-corners': fc.record({
    kind: fc.constant('four-corners'),
    horizon: count,
    cornerHalfWidth: positive,
    startHalfWidth: positive,
    silentRadius: positive,
    positionHalfWidth: positive,
    actionScale: positive,
    displacementLimit: positive,
  }),
  'sparse-navigation': fc.record({
    kind: fc.constant('sparse-navigation'),
    horizon: count,
    goalDistance: positive,
    rewardRadius: positive,
    positionHalfWidth: positive,
    actionScale: positive,
    displacementLimit: positive,
  }),
  tabular: fc
    .record({
      states: fc.integer({ min: 1, max: 3 }),
      actions: fc.integer({ min: 1, max: 3 }),
      horizon: count,
    })
    .chain((size) => fc.array(mdpsOfSize(size), { minLength: 1, maxLength: 3 }))
    .map((mdps) => ({ kind: 'tabular', mdps })),
  'random-tabular': fc.record({
    kind: fc.constant('random-tabular'),
    states: count,
    actions: count,
    horizon: count,
  }),
  'bernoulli-bandit': fc.record({ kind: fc.constant('bernoulli-bandit'), arms: count, horizon: count }),
  'cart-pole': fc.record({
    kind: fc.constant('cart-pole'),
    horizon: count,
    gravity: interval,
    cartMass: interval,
    poleMass: interval,
    poleHalfLength: interval,
    forceMagnitude: interval,
  }),
  'linear-quadratic': fc.record({
    kind: fc.constant('linear-quadratic'),
    dimension: count,
    horizon: count,
    goalHalfWidth: positive,
    gain: interval,
    decay: fc.double({ min: 0, max: 1, noNaN: true }),
    startDeviation: positive,
    noise: positive,
    actionCost: positive,
  }),
};

const everySpec: fc.Arbitrary<EnvironmentSpec> = fc.oneof(
  ...Object.values<fc.Arbitrary<EnvironmentSpec>>(specs),
);

describe('the codec laws', () => {
  it('hold for the specs of all registered environments', () => {
    expect(checkLaws(codecLaws(EnvironmentSpec, everySpec), options)).toEqual(E.right(undefined));
  });

  const point = t.type({ x: t.number, y: t.number });
  const points = fc.record({ x: fc.integer(), y: fc.integer() });

  const aPoint = { x: 0, y: 0 };
  const isObject = (u: unknown): u is object => typeof u === 'object' && u !== null;
  it.each<[string, string, t.Type<t.TypeOf<typeof point>, unknown>]>([
    [
      'takes anything',
      'JSON round trip',
      new t.Type(
        'P',
        point.is,
        () => t.success(aPoint),
        (p) => ({ ...p, x: p.x + 1 }),
      ),
    ],
    [
      'casts what it is given',
      'sound decoding',
      new t.Type('P', point.is, (u) => t.success(isObject(u) ? { ...aPoint, ...u } : aPoint), t.identity),
    ],
    [
      'fills in what is missing with NaN',
      'sound decoding',
      new t.Type(
        'P',
        point.is,
        (u, c) =>
          isObject(u)
            ? t.success({ x: Number(Reflect.get(u, 'x')), y: Number(Reflect.get(u, 'y')) })
            : t.failure(u, c),
        t.identity,
      ),
    ],
    [
      'sorts while it writes',
      'untouched inputs',
      new t.Type('P', point.is, point.validate, (p) => Object.assign(p, { x: 7 })),
    ],
    [
      'deletes what it has read',
      'untouched inputs',
      new t.Type(
        'P',
        point.is,
        (u, c) => {
          const read = point.validate(isObject(u) ? { ...u } : u, c);
          if (isObject(u)) Reflect.deleteProperty(u, 'x');
          return read;
        },
        t.identity,
      ),
    ],
    [
      'swaps its fields',
      'JSON round trip',
      new t.Type('P', point.is, point.validate, ({ x, y }) => ({ x: y, y: x })),
    ],
    [
      'writes text',
      'JSON round trip',
      new t.Type('P', point.is, point.validate, ({ x, y }) => ({ x: String(x), y })),
    ],
    [
      'clips',
      'JSON round trip',
      new t.Type('P', point.is, point.validate, ({ x, y }) => ({ x: Math.min(x, 100), y })),
    ],
    [
      'adds a field',
      'JSON round trip',
      new t.Type('P', point.is, (u, c) => point.validate(isObject(u) ? { ...u, z: 1 } : u, c), t.identity),
    ],
  ])('catch a codec that %s: %s', (_, name, codec) => {
    const found = codecLaws(codec, points).find((law) => law.name === name);
    expect(found?.check({ runs: 500 })).toMatchObject(E.left({ law: name }));
  });

  it.each<[string, t.Type<t.TypeOf<typeof point>, unknown>]>([
    ['forgets a field', new t.Type('P', point.is, point.validate, ({ x }) => ({ x }))],
    ['refuses what it wrote', new t.Type('P', point.is, (u, c) => t.failure(u, c), t.identity)],
    ['rounds', new t.Type('P', point.is, point.validate, ({ x, y }) => ({ x: Math.round(x / 10) * 10, y }))],
    [
      'does not recognise its values',
      new t.Type('P', (u): u is t.TypeOf<typeof point> => u === 0, point.validate, t.identity),
    ],
  ])('catch a codec that %s', (_, codec) => {
    const [roundTrip] = codecLaws(codec, points);
    expect(roundTrip.check(options)).toMatchObject(E.left({ law: 'JSON round trip' }));
  });

  it('tell the value that JSON changes from what it becomes', () => {
    expect(
      checkLaws(codecLaws(t.type({ drift: t.number }), fc.constant({ drift: -0 })), options),
    ).toMatchObject(
      E.left([{ reason: '{"drift":-0} is written as {"drift":0}, which decodes to {"drift":0}' }]),
    );
    const refuses = new t.Type('P', t.number.is, (u, c) => t.failure(u, c), t.identity);
    expect(checkLaws(codecLaws(refuses, fc.constant(1)), options)).toMatchObject(
      E.left([{ reason: '1 is written as 1, which decodes to nothing' }]),
    );
  });

  it('catch numbers that JSON cannot carry', () => {
    expect(E.isLeft(checkLaws(codecLaws(t.number, fc.constant(Number.NaN)), options))).toBe(true);
  });
});
