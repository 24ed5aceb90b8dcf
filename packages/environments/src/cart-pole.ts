import { record } from '@sgmrl/codecs';
import { cos, sin } from '@sgmrl/elementary';
import { foldIn, uniformBetween } from '@sgmrl/prng';
import type { Key } from '@sgmrl/prng';
import * as t from 'io-ts';
import { horizonCodec, magnitude, positiveInterval } from './codecs';
import { checkAction } from './check-action';
import { checkSpec } from './check-spec';
import { checkedTasks } from './checked-tasks';
import type { IntervalBounds } from './codecs';
import type { Environment } from './environment';
import { cube, discrete } from './space';
import { environmentRow } from './environment-row';
import type { TaskDistribution } from './task-distribution';

/** The physics of one task. */
export interface CartPoleTask {
  /** m/s² */
  readonly gravity: number;
  /** kg */
  readonly cartMass: number;
  /** kg */
  readonly poleMass: number;
  /** l, half the length of the pole: from the hinge to its centre of mass, m. */
  readonly poleHalfLength: number;
  /** N: an action pushes the cart with this force to the left (0) or right (1). */
  readonly forceMagnitude: number;
}

/** Decodes a task, strictly: positive numbers, every field there, and no other. */
export const CartPoleTask: t.Type<CartPoleTask> = record('cart-pole task', {
  gravity: magnitude,
  cartMass: magnitude,
  poleMass: magnitude,
  poleHalfLength: magnitude,
  forceMagnitude: magnitude,
});

/**
 * Each quantity of a task is drawn uniformly from its interval, independently; units as in {@link
 * CartPoleTask}.
 */
export interface CartPoleSpec {
  readonly kind: 'cart-pole';
  /** Steps of 0.02 s in an episode. */
  readonly horizon: number;
  /** m/s² */
  readonly gravity: IntervalBounds;
  /** kg */
  readonly cartMass: IntervalBounds;
  /** kg */
  readonly poleMass: IntervalBounds;
  /** From the hinge to the centre of mass, m. */
  readonly poleHalfLength: IntervalBounds;
  /** N */
  readonly forceMagnitude: IntervalBounds;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const CartPoleSpec: t.Type<CartPoleSpec> = record('cart-pole environment', {
  kind: t.literal('cart-pole'),
  horizon: horizonCodec,
  gravity: positiveInterval,
  cartMass: positiveInterval,
  poleMass: positiveInterval,
  poleHalfLength: positiveInterval,
  forceMagnitude: positiveInterval,
});

/** Intervals around the classic values 9.8 m/s², 1 kg, 0.1 kg, 0.5 m and 10 N. */
export const cartPoleDefault: CartPoleSpec = {
  kind: 'cart-pole',
  horizon: 200,
  gravity: { low: 7, high: 13 },
  cartMass: { low: 0.5, high: 2 },
  poleMass: { low: 0.05, high: 0.5 },
  poleHalfLength: { low: 0.25, high: 1 },
  forceMagnitude: { low: 5, high: 15 },
};

/** The cart on its track and the pole on the cart. */
export interface CartPoleState {
  /** h, the number of steps taken. */
  readonly step: number;
  /** x of the cart, m. */
  readonly position: number;
  /** m/s */
  readonly velocity: number;
  /** θ of the pole from upright, growing to the right, rad. */
  readonly angle: number;
  /** rad/s */
  readonly angularVelocity: number;
}

/** Seconds of a step. */
const timeStep = 0.02;
/** m */
const positionLimit = 2.4;
/** 12 degrees, in rad. */
const angleLimit = (12 * Math.PI) / 180;
/** Each of the four quantities starts within ± this. */
const startHalfWidth = 0.05;

/**
 * ẍ (m/s²) and θ̈ (rad/s²) under a horizontal force (N): Barto, Sutton & Anderson (1983), appendix,
 * no friction.
 */
export const accelerations = (
  { gravity, cartMass, poleMass, poleHalfLength }: CartPoleTask,
  { angle, angularVelocity }: CartPoleState,
  force: number,
): readonly [number, number] => {
  const mass = cartMass + poleMass;
  const [sine, cosine] = [sin(angle), cos(angle)];
  const pushed = (force + poleMass * poleHalfLength * angularVelocity * angularVelocity * sine) / mass;
  const angular =
    (gravity * sine - cosine * pushed) / (poleHalfLength * (4 / 3 - (poleMass * cosine * cosine) / mass));
  return [pushed - (poleMass * poleHalfLength * angular * cosine) / mass, angular];
};

/** One explicit Euler step: positions move with the old velocities. */
const euler = (task: CartPoleTask, state: CartPoleState, force: number): CartPoleState => {
  const [acceleration, angularAcceleration] = accelerations(task, state, force);
  return {
    step: state.step + 1,
    position: state.position + timeStep * state.velocity,
    velocity: state.velocity + timeStep * acceleration,
    angle: state.angle + timeStep * state.angularVelocity,
    angularVelocity: state.angularVelocity + timeStep * angularAcceleration,
  };
};

const resetState = (key: Key): CartPoleState => {
  const [position, velocity, angle, angularVelocity] = uniformBetween(
    key,
    -startHalfWidth,
    startHalfWidth,
    4,
  );
  return { step: 0, position, velocity, angle, angularVelocity };
};

const observationSpace = cube(4, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
const actionSpace = discrete(2);

const cartPoleEnvironment = (horizon: number, task: CartPoleTask): Environment<CartPoleState> => ({
  observationSpace,
  actionSpace,
  horizon,
  reset: resetState,
  observe: ({ position, velocity, angle, angularVelocity }) => [position, velocity, angle, angularVelocity],
  step: (state, action) => {
    checkAction('cart-pole', actionSpace, action);
    const next = euler(task, state, action[0] === 1 ? task.forceMagnitude : -task.forceMagnitude);
    const terminated = Math.abs(next.position) > positionLimit || Math.abs(next.angle) > angleLimit;
    return {
      state: next,
      reward: 1,
      terminated,
      truncated: !terminated && next.step >= horizon,
    };
  },
});

const sampleTask = (
  { gravity, cartMass, poleMass, poleHalfLength, forceMagnitude }: CartPoleSpec,
  key: Key,
) => {
  const draw = ({ low, high }: IntervalBounds, stream: number) =>
    uniformBetween(foldIn(key, stream), low, high, 1)[0];
  return {
    gravity: draw(gravity, 0),
    cartMass: draw(cartMass, 1),
    poleMass: draw(poleMass, 2),
    poleHalfLength: draw(poleHalfLength, 3),
    forceMagnitude: draw(forceMagnitude, 4),
  };
};

/**
 * Cart-pole with varying physics: a pole hinged on a cart is to be kept upright by pushing the cart
 * left (0) or right (1). With m = poleMass, M = cartMass, l = poleHalfLength, F = ± forceMagnitude,
 *
 *     θ̈ = (g sin θ − cos θ (F + m l θ̇² sin θ)/(M + m)) / (l (4/3 − m cos² θ/(M + m)))
 *     ẍ = (F + m l (θ̇² sin θ − θ̈ cos θ))/(M + m)
 *
 * integrated by explicit Euler steps of 0.02 s from (x, ẋ, θ, θ̇) ~ U[−0.05, 0.05]⁴, which is also
 * the observation (m, m/s, rad, rad/s). Terminated when |x| > 2.4 m or |θ| > 12°; reward 1 a step,
 * the last included. Another action than 0 and 1 throws a RangeError. The features of a task are g,
 * M, m, l and |F|.
 *
 * Source: Barto, Sutton & Anderson (1983), IEEE Trans. SMC 13(5), appendix, without friction and
 * with g downwards.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { cartPole, cartPoleDefault } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const tasks = cartPole(cartPoleDefault);
 * const environment = tasks.environment(tasks.sample(key(0)));
 * strictEqual(environment.step(environment.reset(key(1)), [1], key(2)).reward, 1);
 * ```
 */
export const cartPole = (spec: CartPoleSpec): TaskDistribution<CartPoleTask, CartPoleState> => {
  checkSpec('cart-pole', CartPoleSpec, spec);
  return checkedTasks({
    name: spec.kind,
    observationSpace,
    actionSpace,
    horizon: spec.horizon,
    task: CartPoleTask,
    sample: (key) => sampleTask(spec, key),
    features: ({ gravity, cartMass, poleMass, poleHalfLength, forceMagnitude }) => [
      gravity,
      cartMass,
      poleMass,
      poleHalfLength,
      forceMagnitude,
    ],
    environment: (task) => cartPoleEnvironment(spec.horizon, task),
  });
};

/** The row of the built-in vocabulary. */
export const cartPoleRow = environmentRow({
  spec: CartPoleSpec,
  default: cartPoleDefault,
  about: 'a pole on a cart, with physics that vary',
  tasks: cartPole,
});
