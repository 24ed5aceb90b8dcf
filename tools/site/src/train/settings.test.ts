import * as fc from 'fast-check';
import { decodeConfig } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { termNames } from '../typed-term';
import { scenes } from './scenes';
import { configOf, fromQuery, misfit, numbers, startOf, toQuery, type Settings } from './settings';

const all: fc.Arbitrary<Settings> = fc
  .record({
    scene: fc.constantFrom(...scenes),
    term: fc.oneof(fc.constantFrom(...termNames), fc.constant('{"op":"centred","of":"dice"}')),
    zeta: fc.integer({ min: 0, max: 3 }),
    n: fc.integer({ min: 2, max: 40 }),
    alpha: fc.integer({ min: 1, max: 300 }).map((k) => k / 100),
    seed: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .chain(({ scene, ...numbers }) =>
    fc
      .tuple(
        ...scene.coordinates.map(({ low, high, step }) =>
          fc
            .integer({ min: 0, max: Math.round((high - low) / step) })
            .map((k) => Number((low + k * step).toFixed(6))),
        ),
      )
      .map((coordinates) => ({ ...numbers, scene: scene.name, coordinates })),
  );

it('what is chosen survives an address', () => {
  fc.assert(
    fc.property(all, (settings) => {
      expect(fromQuery(toQuery(settings))).toEqual(settings);
    }),
  );
});

it('an address without choices is the start, and each scene starts where its configuration does', () => {
  expect(fromQuery('')).toEqual(startOf(scenes[0]));
  for (const scene of scenes) {
    const start = startOf(scene);
    expect(configOf(start, scene.config.iterations)).toEqual(E.right(scene.config));
    expect(toQuery(start)).toBe(scene === scenes[0] ? '' : `scene=${scene.name}`);
  }
});

it.each(['scene=x', 'zeta=1.5', 'zeta=99', 'n=1', 'alpha=-1', 'alpha=', 'seed=NaN', 'x=3', 'other=1'])(
  'what does not fit is left out: %s',
  (query) => {
    expect(fromQuery(query)).toEqual(startOf(scenes[0]));
  },
);

it('whatever can be chosen is a configuration of the command', () => {
  fc.assert(
    fc.property(all, (settings) => {
      const config = configOf(settings, 7);
      if (E.isLeft(config)) throw new Error(config.left);
      expect(decodeConfig('chosen')(config.right)).toEqual(config);
      expect(config.right).toMatchObject({
        seed: settings.seed,
        iterations: 7,
        algorithm: {
          innerSteps: settings.zeta,
          trajectories: settings.n,
          evaluationTrajectories: settings.n,
          stepSize: settings.alpha,
        },
      });
    }),
  );
});

it('says what is wrong with a term', () => {
  const config = configOf({ ...startOf(scenes[0]), term: 'mamal' }, 1);
  expect(E.isLeft(config) && config.left).toContain('expected one of maml');
});

it('says what is wrong with a number', () => {
  const said = (name: string, value: number | '') =>
    numbers.filter((setting) => setting.name === name).map((setting) => misfit(setting, value));
  expect(said('n', 41)).toEqual(['expected a whole number from 2 to 40, found 41']);
  expect(said('n', 2.5)).toEqual(['expected a whole number from 2 to 40, found 2.5']);
  expect(said('alpha', '')).toEqual(['expected a number from 0.01 to 3, found none']);
  expect([...said('alpha', 0.5), ...said('seed', 0)]).toEqual(['', '']);
});
