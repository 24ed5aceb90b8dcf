import * as E from 'fp-ts/lib/Either.js';

/** The Right, or an exception that shows the Left: a benchmark has nobody to hand errors to. */
export const orThrow = <L, A>(either: E.Either<L, A>): A =>
  E.getOrElse<L, A>((error) => {
    throw new Error(JSON.stringify(error));
  })(either);
