import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import type { ExperimentError, InvalidConfig } from '../errors/experiment-error';
import { startOf, type Start } from '../run/starting-point';
import { learner } from './learner';

const misfit = ({ from }: Config, dimension: number, { learned }: Start): InvalidConfig => ({
  kind: 'invalid-config',
  source: 'configuration',
  fields: [
    {
      path: 'from',
      expected: `a checkpoint with ${String(dimension)} parameters, as the policy has here`,
      found: `${String(learned.parameters.length)} in ${from?.checkpoint ?? ''}`,
    },
  ],
});

/** θ of a network that saw observations otherwise is another policy's. */
const seesOtherwise = (
  { from, algorithm: { observationNormalisation } }: Config,
  { learned }: Start,
): InvalidConfig | undefined => {
  const isNormalised = learned.observationMoments !== undefined;
  return isNormalised === (observationNormalisation !== undefined)
    ? undefined
    : {
        kind: 'invalid-config',
        source: 'configuration',
        fields: [
          {
            path: 'algorithm.observationNormalisation',
            expected: `${isNormalised ? 'one, such as {"clip":10}' : 'nothing'}: ${from?.checkpoint ?? ''} was learned with observations ${isNormalised ? 'normalised' : 'as they are'}`,
            found: observationNormalisation,
          },
        ],
      };
};

/**
 * What a run begins from. What does not fit its policy is refused before anything is written, and
 * so are modules of which no problem can be built.
 */
export const fittingStart = (config: Config): TE.TaskEither<ExperimentError, Start | undefined> =>
  pipe(
    startOf(config),
    TE.chainEitherKW((start) => {
      const wrong = start && seesOtherwise(config, start);
      return wrong === undefined ? E.right(start) : E.left<ExperimentError>(wrong);
    }),
    TE.chainFirst((start) =>
      start === undefined && (config.with ?? []).length === 0
        ? TE.right(undefined)
        : pipe(
            learner(config),
            TE.chainEitherK(({ dimension }) =>
              start === undefined || start.learned.parameters.length === dimension
                ? E.right(undefined)
                : E.left<ExperimentError>(misfit(config, dimension, start)),
            ),
          ),
    ),
  );
