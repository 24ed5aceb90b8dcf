import * as E from 'fp-ts/lib/Either.js';

/** The answer to a question that is known to have one. */
export const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};
