import type { Config } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { numberIn } from '../number-in';
import { readTerm } from '../typed-term';
import { nearest, type Scene } from './scene';
import { scenes } from './scenes';

/** What a reader chooses in the scene _Train_. */
export interface Settings {
  /** The name of a {@link Scene}. */
  readonly scene: string;
  /** The estimator, as it was typed. */
  readonly term: string;
  /** ζ, the inner steps. */
  readonly zeta: number;
  /** N, the trajectories of every batch. */
  readonly n: number;
  /** α, the inner step size. */
  readonly alpha: number;
  readonly seed: number;
  /** The task that was put down. */
  readonly coordinates: readonly number[];
}

/** A number of the training that can be chosen. */
export interface Setting {
  readonly name: 'zeta' | 'n' | 'alpha' | 'seed';
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Any number between its bounds unless given. */
  readonly step?: number;
}

export const numbers: readonly Setting[] = [
  { name: 'zeta', label: 'inner steps ζ', low: 0, high: 3, step: 1 },
  { name: 'n', label: 'trajectories N', low: 2, high: 40, step: 1 },
  { name: 'alpha', label: 'step size α', low: 0.01, high: 3 },
  { name: 'seed', label: 'seed', low: 0, high: 1_000_000, step: 1 },
];

/** The scene of that name, the first if there is none. */
export const sceneOf = (name: string | null): Scene =>
  scenes.find((scene) => scene.name === name) ?? scenes[0];

/** Where a scene starts. */
export const startOf = ({
  name,
  config: {
    seed,
    algorithm: { estimator, innerSteps, trajectories, stepSize },
  },
  coordinates,
}: Scene): Settings => ({
  scene: name,
  term: typeof estimator === 'string' ? estimator : JSON.stringify(estimator),
  zeta: innerSteps,
  n: trajectories,
  alpha: stepSize,
  seed,
  coordinates: coordinates.map(({ start }) => start),
});

/** Settings as the query of an address: those that differ from the start of the scene. */
export const toQuery = (settings: Settings): string => {
  const scene = sceneOf(settings.scene);
  const start = startOf(scene);
  const chosen: readonly (readonly [string, string | number, string | number])[] = [
    ['scene', settings.scene, scenes[0].name],
    ['term', settings.term, start.term],
    ...numbers.map(({ name }) => [name, settings[name], start[name]] as const),
    ...scene.coordinates.map(({ name }, i) => [name, settings.coordinates[i], start.coordinates[i]] as const),
  ];
  return new URLSearchParams(
    chosen
      .filter(([, value, otherwise]) => value !== otherwise)
      .map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
};

/** Whether a number can be chosen. */
export const fits = ({ low, high, step }: Omit<Setting, 'name'>, value: number): boolean =>
  value >= low && value <= high && (step === undefined || Number.isInteger(value));

/** What is wrong with a number that was typed: nothing if it can be chosen. */
export const misfit = (setting: Setting, value: number | ''): string => {
  if (value !== '' && fits(setting, value)) return '';
  const { low, high, step } = setting;
  const expected = `${step === undefined ? 'a number' : 'a whole number'} from ${String(low)} to ${String(high)}`;
  return `expected ${expected}, found ${value === '' ? 'none' : String(value)}`;
};

/** The settings of an address. What is missing or out of bounds is where it starts. */
export const fromQuery = (query: string): Settings => {
  const given = new URLSearchParams(query);
  const scene = sceneOf(given.get('scene'));
  const start = startOf(scene);
  const chosen = Object.fromEntries(
    numbers.map((setting) => {
      const value = numberIn(given.get(setting.name));
      return [setting.name, fits(setting, value) ? value : start[setting.name]];
    }),
  );
  const { zeta, n, alpha, seed } = chosen;
  return {
    scene: scene.name,
    term: given.get('term') ?? start.term,
    zeta,
    n,
    alpha,
    seed,
    coordinates: scene.coordinates.map((coordinate, i) => {
      const value = numberIn(given.get(coordinate.name));
      return value === nearest(coordinate, value) ? value : start.coordinates[i];
    }),
  };
};

/** What `sgmrl train` is told to train the same for so many iterations. Left: the term is none. */
export const configOf = (settings: Settings, iterations: number): E.Either<string, Config> => {
  const { config } = sceneOf(settings.scene);
  return pipe(
    readTerm(settings.term),
    E.map((estimator) => ({
      ...config,
      seed: settings.seed,
      iterations,
      algorithm: {
        ...config.algorithm,
        estimator,
        innerSteps: settings.zeta,
        stepSize: settings.alpha,
        trajectories: settings.n,
        evaluationTrajectories: settings.n,
      },
    })),
  );
};
