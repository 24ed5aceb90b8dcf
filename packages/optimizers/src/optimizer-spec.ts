import { checkFields, checkOnlyFields, type FieldKind } from '@sgmrl/codecs';
import type { Vector } from '@sgmrl/vector';
import { constantsOf, scaleByAdam } from './adam';
import type { AdamOptions } from './adam';
import { chain } from './chain';
import { checkDecay, checkFinite, checkPositive, unknownKind } from './check';
import { clipByGlobalNorm } from './clip-by-global-norm';
import { identity } from './gradient-transformation';
import type { GradientTransformation } from './gradient-transformation';
import { trace } from './momentum';
import { constant, cosineDecay, exponentialDecay, linear } from './schedule';
import type { Schedule } from './schedule';
import { scaleBySchedule } from './scale-by-schedule';

/** How the learning rate moves on from its initial value; see the schedules of the same names. */
export type ScheduleSpec =
  | {
      /** A straight line from the initial to the final value. */
      readonly kind: 'linear';
      /** The learning rate from update `steps` on, of any sign. */
      readonly final: number;
      /** How many updates it takes, above 0. */
      readonly steps: number;
    }
  | {
      /** Half a cosine from the initial to the final value. */
      readonly kind: 'cosine-decay';
      /** The learning rate from update `steps` on, of any sign. */
      readonly final: number;
      /** How many updates it takes, above 0. */
      readonly steps: number;
    }
  | {
      /** learningRate·rate^(k/steps) at update k, without an end. */
      readonly kind: 'exponential-decay';
      /** What `steps` updates multiply the learning rate by, above 0. */
      readonly rate: number;
      /** In how many updates, above 0. */
      readonly steps: number;
    };

/** What every optimizer of a configuration has. */
interface Common {
  /** The learning rate of the first update. */
  readonly learningRate: number;
  /** The learning rate stays as it is unless given. */
  readonly schedule?: ScheduleSpec;
  /**
   * Gradients longer than this are shortened to it before anything else; not at all unless given.
   */
  readonly maxNorm?: number;
}

/** An optimizer as plain data, for configurations. {@link fromOptimizerSpec} makes it one. */
export type OptimizerSpec =
  | (Common & {
      /** The learning rate times the gradient. */
      readonly kind: 'sgd';
    })
  | (Common & {
      /** The learning rate times a decaying sum of gradients; see {@link momentum}. */
      readonly kind: 'momentum';
      /** What each update leaves of the sum before, 0 ≤ decay < 1. */
      readonly decay: number;
    })
  | (Common &
      AdamOptions & {
        /** The learning rate times mean over root mean square of gradients; see {@link adam}. */
        readonly kind: 'adam';
      });

/** The state of every optimizer made by {@link fromOptimizerSpec}, as one plain type. */
export interface OptimizerState {
  /** How many updates were made. */
  readonly step: number;
  /**
   * Running vectors in R^d: none for sgd, the velocity for momentum, mean and variance for adam.
   */
  readonly moments: readonly Vector[];
}

const schedules = 'linear, cosine-decay or exponential-decay';
const optimizers = 'sgd, momentum or adam';

const scheduleOf = ({ learningRate, schedule }: Common): Schedule => {
  switch (schedule?.kind) {
    case undefined:
      return constant(learningRate);
    case 'linear':
      return linear(learningRate, schedule.final, schedule.steps);
    case 'cosine-decay':
      return cosineDecay(learningRate, schedule.final, schedule.steps);
    case 'exponential-decay':
      return exponentialDecay(learningRate, schedule.rate, schedule.steps);
  }
};

const common: { readonly [K in keyof Common]-?: FieldKind } & { readonly kind: FieldKind } = {
  kind: 'anything',
  learningRate: 'anything',
  schedule: 'anything',
  maxNorm: 'anything',
};

/** Refuses a kind that there is not, and a field that its kind does not have. */
const checkKind = (spec: OptimizerSpec): void => {
  checkFields('optimizer', spec, {});
  switch (spec.kind) {
    case 'sgd':
      checkOnlyFields('sgd', spec, common);
      break;
    case 'momentum':
      checkOnlyFields('momentum', spec, { ...common, decay: 'anything' });
      break;
    case 'adam':
      checkOnlyFields('adam', spec, {
        ...common,
        beta1: 'anything',
        beta2: 'anything',
        epsilon: 'anything',
      });
      break;
    default:
      unknownKind('optimizer: kind', optimizers, spec);
  }
};

const checkSchedule = (kind: string, schedule: ScheduleSpec): void => {
  const what = `${kind}: schedule`;
  checkFields(what, schedule, {});
  switch (schedule.kind) {
    case 'exponential-decay':
      checkOnlyFields(what, schedule, { kind: 'anything', rate: 'anything', steps: 'anything' });
      checkPositive(`${what}.rate`, schedule.rate);
      break;
    case 'linear':
    case 'cosine-decay':
      checkOnlyFields(what, schedule, { kind: 'anything', final: 'anything', steps: 'anything' });
      checkFinite(`${what}.final`, schedule.final);
      break;
    default:
      unknownKind(`${what}.kind`, schedules, schedule);
  }
  checkPositive(`${what}.steps`, schedule.steps);
};

/**
 * Refuses a number out of range by the name of its field, which the parts that it goes to do not
 * know.
 */
const checkSpec = (spec: OptimizerSpec): void => {
  checkKind(spec);
  const { kind, learningRate, maxNorm, schedule } = spec;
  checkFinite(`${kind}: learningRate`, learningRate);
  if (maxNorm !== undefined) checkPositive(`${kind}: maxNorm`, maxNorm);
  if (spec.kind === 'momentum') checkDecay('momentum: decay', spec.decay);
  if (schedule !== undefined) checkSchedule(kind, schedule);
};

/** The same transformation with its state written as an {@link OptimizerState}. */
const withPlainState =
  <State>(transformation: GradientTransformation<State>) =>
  (
    write: (state: State) => OptimizerState,
    read: (state: OptimizerState) => State,
  ): GradientTransformation<OptimizerState> => ({
    init: (parameters) => write(transformation.init(parameters)),
    update: (gradient, state, parameters) => {
      const [update, next] = transformation.update(gradient, read(state), parameters);
      return [update, write(next)];
    },
  });

const checkMoments = ({ moments }: OptimizerState, kind: string, expected: number): readonly Vector[] => {
  if (moments.length === expected) return moments;
  throw new RangeError(
    `${kind}: expected a state with ${String(expected)} moments, found ${String(moments.length)}`,
  );
};

/**
 * The optimizer that a specification describes: clipping, then the direction of its kind, then the
 * learning rate. Ascending, as everything here: sgd's update is +learningRate·gradient.
 *
 * @throws RangeError that names the field of a number outside its range, or if `update` meets the
 *   state of an optimizer of another kind.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { fromOptimizerSpec } from '@sgmrl/optimizers';
 * const optimizer = fromOptimizerSpec({ kind: 'sgd', learningRate: 0.5, maxNorm: 5 });
 * const [update, state] = optimizer.update([6, 8], optimizer.init([0, 0]), [0, 0]);
 * deepStrictEqual(Array.from(update), [1.5, 2]);
 * deepStrictEqual(state, { step: 1, moments: [] });
 * ```
 */
export const fromOptimizerSpec = (spec: OptimizerSpec): GradientTransformation<OptimizerState> => {
  checkSpec(spec);
  const clip = spec.maxNorm === undefined ? identity : clipByGlobalNorm(spec.maxNorm);
  const rate = scaleBySchedule(scheduleOf(spec));
  switch (spec.kind) {
    case 'sgd':
      return withPlainState(chain(clip, rate))(
        ([, { step }]) => ({ step, moments: [] }),
        (state) => {
          checkMoments(state, 'sgd', 0);
          return [[], { step: state.step }];
        },
      );
    case 'momentum':
      return withPlainState(chain(clip, trace(spec.decay), rate))(
        ([, { velocity }, { step }]) => ({ step, moments: [velocity] }),
        (state) => {
          const [velocity] = checkMoments(state, 'momentum', 1);
          return [[], { velocity }, { step: state.step }];
        },
      );
    case 'adam':
      return withPlainState(chain(clip, scaleByAdam(constantsOf('adam', spec)), rate))(
        ([, { step, mean, variance }]) => ({ step, moments: [mean, variance] }),
        (state) => {
          const [mean, variance] = checkMoments(state, 'adam', 2);
          return [[], { step: state.step, mean, variance }, { step: state.step }];
        },
      );
  }
};
