import {
  describeError,
  loadVocabulary,
  modulesNow,
  parseFixedWeights,
  type Vocabulary,
} from '@sgmrl/experiments';
import type { Setting } from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** The flags of `sgmrl verify`. */
export interface VerifyFlags {
  readonly mdp?: string;
  readonly estimator: string;
  readonly trajectories: number;
  readonly innerSteps: number;
  readonly innerWeights?: string;
  readonly alpha: number;
  /** w of parts that are shrunk. */
  readonly shrinkageFactor: number;
  readonly seed: number;
  readonly json?: true;
  /** Measure how noise depends on N instead. */
  readonly variance?: true;
  readonly repetitions: number;
  /** The folder that the measurement is written to. */
  readonly out: string;
  readonly with: readonly string[];
}

/** The words that flags speak in. */
export const vocabularyOf = (flags: Pick<VerifyFlags, 'with'>): TE.TaskEither<string, Vocabulary> =>
  pipe(modulesNow(flags.with), TE.chainW(loadVocabulary), TE.mapLeft(describeError));

/** The weights of the inner steps; no state is there to give them a scale. */
export const innerWeightsBy = (
  { innerWeights = 'reward-to-go' }: Pick<VerifyFlags, 'innerWeights'>,
  vocabulary: Vocabulary,
): E.Either<string, Setting['innerWeights']> =>
  pipe(
    parseFixedWeights(innerWeights, vocabulary),
    E.mapLeft((problem) => `--inner-weights: ${problem}`),
  );
