import type { Environment } from '@sgmrl/environments';
import { adapt, innerStep, type AdaptationSettings, type InnerStep } from '@sgmrl/estimators';
import { areFiniteFor, type Differentials, type Policy } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import { collect, collectTimesteps, type RolloutError, type TrajectoryBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { AdaptationProblem } from './problem';

/** Inner steps taken so far, and where they led. */
export interface Adaptation {
  readonly steps: readonly InnerStep[];
  /** θ^t */
  readonly parameters: Vector;
}

/** Why an adaptation stopped, and in which batch (from 1). */
export interface AdaptationError {
  readonly batch: number;
  readonly cause: RolloutError | 'parameters' | 'gradient';
}

/** Before the first inner step. */
export const unadapted = (parameters: Vector): Adaptation => ({ steps: [], parameters });

/**
 * Draws batch number t + 1 under θ^t: the next inner step's data, or the outer batch after the
 * last.
 */
export type Draw = (
  trajectories: number,
  adaptation: Adaptation,
) => E.Either<AdaptationError, TrajectoryBatch>;

type Sample = (parameters: Vector, trajectories: number, key: Key) => E.Either<RolloutError, TrajectoryBatch>;

const drawWith =
  (sample: Sample, key: Key): Draw =>
  (trajectories, { steps, parameters }) =>
    pipe(
      sample(parameters, trajectories, foldIn(key, steps.length)),
      E.mapLeft((cause): AdaptationError => ({ batch: steps.length + 1, cause })),
    );

/** N trajectories. */
export const drawBatch = <State>(environment: Environment<State>, policy: Policy, key: Key): Draw =>
  drawWith(collect(environment, policy), key);

/** The trajectories that N parallel environments complete within a budget of so many time steps. */
export const drawTimesteps =
  (timesteps: number) =>
  <State>(environment: Environment<State>, policy: Policy, key: Key): Draw =>
    drawWith(
      (parameters, trajectories, batchKey) =>
        collectTimesteps(environment, policy)(parameters, trajectories, timesteps, batchKey),
      key,
    );

/** How inner steps are taken: on which policy, and what its parameters are of θ. */
export interface Stepping {
  readonly policy: Differentials & Pick<Policy, 'precision'>;
  readonly parametersAt: (parameters: Vector) => Vector;
}

/** θ^{t+1} = U(θ^t, D): takes one inner step on a batch. */
export const takeInnerStep =
  ({ policy, parametersAt }: Stepping, settings: AdaptationSettings) =>
  ({ steps, parameters }: Adaptation, batch: TrajectoryBatch): E.Either<AdaptationError, Adaptation> => {
    const step = innerStep(settings)(parameters, batch);
    const adapted = adapt(policy, settings)(step);
    return areFiniteFor(policy, parametersAt(adapted))
      ? E.right({ steps: [...steps, step], parameters: adapted })
      : E.left({ batch: steps.length + 1, cause: 'parameters' });
  };

/** Draws a batch of N trajectories with each of ζ inner steps, from θ to θ^ζ. */
export const adaptTo =
  (stepping: Stepping, algorithm: AdaptationProblem<unknown, unknown>['algorithm'], draw: Draw) =>
  (parameters: Vector, innerSteps: number): E.Either<AdaptationError, Adaptation> =>
    Array.from({ length: innerSteps }).reduce<E.Either<AdaptationError, Adaptation>>(
      (soFar) =>
        pipe(
          soFar,
          E.chain((adaptation) =>
            pipe(
              draw(algorithm.trajectories, adaptation),
              E.chain((batch) => takeInnerStep(stepping, algorithm)(adaptation, batch)),
            ),
          ),
        ),
      E.right(unadapted(parameters)),
    );
