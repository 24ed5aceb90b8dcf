import type { Environment } from '@sgmrl/environments';
import { innerStep, policyGradient, type Algorithm, type Redraw } from '@sgmrl/estimators';
import type { Policy } from '@sgmrl/policies';
import { foldIn, type Key } from '@sgmrl/prng';
import { collect, type TrajectoryBatch } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { AdaptationError } from './adaptation';

/**
 * Policy gradients on trajectories that a term draws for itself. The random numbers of inner step t
 * are those of the key foldIn(foldIn(key, ζ + 1), t): batch b of the adaptation has foldIn(key, b),
 * b = 0 … ζ, so they are independent of all of these, and the same for all parameters.
 */
export const redrawFrom = <State>(
  environment: Environment<State>,
  policy: Policy,
  algorithm: Algorithm,
  key: Key,
): Redraw<AdaptationError, TrajectoryBatch> => {
  const sample = collect(environment, policy);
  const weigh = innerStep(algorithm);
  const gradientOn = policyGradient(policy);
  const own = foldIn(key, algorithm.innerSteps + 1);
  return (t, parameters) =>
    pipe(
      sample(parameters, algorithm.trajectories, foldIn(own, t)),
      E.bimap(
        (cause): AdaptationError => ({ batch: t + 1, cause }),
        (batch) => ({
          gradient: gradientOn(parameters, batch, weigh(parameters, batch).weights.values),
          drawn: batch,
        }),
      ),
    );
};
