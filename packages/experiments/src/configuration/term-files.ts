import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { readText, type FileError } from '../files/files';
import { parseJson, type MalformedJson } from '../files/parse-json';

/** A setting of a term by the path of a file; JSON and names have no such end. */
const byFile = /^\s*(algorithm\.(?:estimator|debiasing))\s*=\s*([^\s{["].*\.json)\s*$/;

/**
 * Settings of which those that name a file with a term, such as `algorithm.estimator=mine.json`,
 * say what it holds.
 */
export const withTermsOfFiles = (
  settings: readonly string[],
): TE.TaskEither<FileError | MalformedJson, readonly string[]> =>
  pipe(
    settings,
    TE.traverseSeqArray((setting) => {
      const [, field, path] = byFile.exec(setting) ?? [];
      return path === undefined
        ? TE.right(setting)
        : pipe(
            readText(path),
            TE.chainEitherKW(parseJson(path)),
            TE.map((term) => `${field}=${JSON.stringify(term)}`),
          );
    }),
  );
