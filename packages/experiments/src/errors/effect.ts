import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { ExperimentError } from './experiment-error';

/** What is done when it is run, and not before; Left says what went wrong. */
export type Effect<A> = TE.TaskEither<ExperimentError, A>;
