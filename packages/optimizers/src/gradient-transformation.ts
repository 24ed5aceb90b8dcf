import { add } from '@sgmrl/vector';
import type { Vector } from '@sgmrl/vector';

/**
 * A pure function from a stream of gradients to a stream of updates, both in R^d. Everything it
 * remembers is in its state, which is plain immutable data: numbers, vectors, arrays and records of
 * these.
 *
 * This project *maximises*: gradients are ascent directions, and an update is **added** to the
 * parameters ({@link applyUpdate}), so `sgd(β)` gives θ + β·gradient. To minimise, scale by a
 * negative number.
 */
export interface GradientTransformation<State> {
  /** The state before the first update of `parameters`. */
  readonly init: (parameters: Vector) => State;
  /** The update for `gradient` at `parameters`, and the next state. */
  readonly update: (gradient: Vector, state: State, parameters: Vector) => readonly [Vector, State];
}

/** The state of a transformation that remembers nothing. */
export type NoState = readonly [];

/** A transformation that remembers nothing: the update is a function of the gradient alone. */
export const stateless = (transform: (gradient: Vector) => Vector): GradientTransformation<NoState> => ({
  init: () => [],
  update: (gradient) => [transform(gradient), []],
});

/**
 * The transformation that hands the gradient on as it is; the unit of `chain`.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { identity } from '@sgmrl/optimizers';
 * deepStrictEqual(identity.update([1, 2], [], [0, 0]), [[1, 2], []]);
 * ```
 */
export const identity: GradientTransformation<NoState> = stateless((gradient) => gradient);

/**
 * θ + update. Updates are added because the project maximises.
 *
 * @throws RangeError if the dimensions differ.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { applyUpdate } from '@sgmrl/optimizers';
 * deepStrictEqual([...applyUpdate([1, 2], [0.5, -1])], [1.5, 1]);
 * ```
 */
export const applyUpdate = (parameters: Vector, update: Vector): Float64Array => add(parameters, update);
