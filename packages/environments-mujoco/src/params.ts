import { list, record, refine } from '@sgmrl/codecs';
import { exp, log } from '@sgmrl/elementary';
import type { IntervalBounds } from '@sgmrl/environments';
import { split, uniformBetween, type Key } from '@sgmrl/prng';
import type { Type } from 'io-ts';
import type { Body, Model } from './mjcf';
import { factorCodec } from './quantities';
import type { Factors } from './simulator';
import type { Tasks } from './tasks';

/** Other masses, dampers and friction than those of the model: a factor for each. */
export interface ParamsTask {
  /** Of mass and inertia of each body. */
  readonly masses: readonly number[];
  /** Of the damping of each joint with a motor. */
  readonly dampings: readonly number[];
  /** Of the friction of each part, the floor first. */
  readonly frictions: readonly number[];
}

/** From where the factors of tasks are drawn. */
export interface ParamsIntervals {
  /** For mass and inertia of each body, log-uniform. */
  readonly masses: IntervalBounds;
  /** For the damping of each joint with a motor, log-uniform. */
  readonly dampings: IntervalBounds;
  /** For the friction of each part, the floor included, log-uniform. */
  readonly frictions: IntervalBounds;
}

const bodies = (body: Body): readonly Body[] => [body, ...body.parts.flatMap(bodies)];

/** How many factors of each kind a model has. */
const sizesOf = ({ root, motors }: Model) => {
  const all = bodies(root);
  return {
    masses: all.length,
    dampings: motors.length,
    frictions: 1 + all.flatMap(({ geoms }) => geoms).length,
  };
};

const factors = (length: number): Type<readonly number[]> =>
  refine(
    list(factorCodec, 'array of factors'),
    `array of ${String(length)} factors`,
    (all) => all.length === length,
  );

/** Factors from `low` to `high`. */
export const factorInterval: Type<IntervalBounds> = refine(
  record('interval', { low: factorCodec, high: factorCodec }),
  'interval with low ≤ high',
  ({ low, high }) => low <= high,
);

/** Numbers whose logarithm is uniform in an interval of factors. */
const logUniform = (key: Key, { low, high }: IntervalBounds, length: number): readonly number[] =>
  Array.from(uniformBetween(key, log(low), log(high), length), (x) => Math.min(high, Math.max(low, exp(x))));

/** How many numbers tell a task of a model. */
export const paramsLength = (model: Model): number => {
  const { masses, dampings, frictions } = sizesOf(model);
  return masses + dampings + frictions;
};

/**
 * Independent log-uniform factors of the figures of a model; the factors themselves are the
 * features.
 */
export const params = (model: Model, intervals: ParamsIntervals): Tasks<ParamsTask> => {
  const sizes = sizesOf(model);
  return {
    task: record('params task', {
      masses: factors(sizes.masses),
      dampings: factors(sizes.dampings),
      frictions: factors(sizes.frictions),
    }),
    sample: (key) => {
      const [forMasses, forDampings, forFrictions] = split(key, 3);
      return {
        masses: logUniform(forMasses, intervals.masses, sizes.masses),
        dampings: logUniform(forDampings, intervals.dampings, sizes.dampings),
        frictions: logUniform(forFrictions, intervals.frictions, sizes.frictions),
      };
    },
    features: ({ masses, dampings, frictions }) => [...masses, ...dampings, ...frictions],
  };
};

/** The factors of a model with so many degrees of freedom, the last of which have motors. */
export const factorsOf = (
  { masses, dampings, frictions }: ParamsTask,
  degreesOfFreedom: number,
): Factors => ({
  masses,
  dampings: [...Array.from({ length: degreesOfFreedom - dampings.length }, () => 1), ...dampings],
  frictions,
});
