import * as E from 'fp-ts/lib/Either.js';

/**
 * An answer in words of modules: what throws on the way to it is a module that does not fit.
 * Without modules nothing is theirs, and what throws goes on.
 */
export const inOwnWords = <A>(modules: readonly string[], answer: () => A): E.Either<string, A> =>
  E.tryCatch(answer, (error) => {
    if (modules.length === 0 || !(error instanceof Error)) throw error;
    return `${modules.join(', ')}: it does not fit: ${error.message}`;
  });
