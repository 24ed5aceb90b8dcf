import { dirname, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { init, parse } from 'es-module-lexer';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { readText, type FileError } from '../files/files';
import { canonicalJson } from '../files/canonical-json';
import { sha256 } from '../files/hash';

/** Texts by absolute path. */
type Files = ReadonlyMap<string, string>;

/** A file, and not a package or a module of Node.js. */
const isFile = (specifier: string): boolean => /^(\.{0,2}\/|file:)/.test(specifier);

/** What has no place has no file. */
const placeOf =
  (importer: string) =>
  (specifier: string): readonly string[] => {
    try {
      return [fileURLToPath(new URL(specifier, pathToFileURL(importer)))];
    } catch {
      return [];
    }
  };

/** Files that a text imports; a text that is no ES module, such as JSON, imports none. */
const importsOf = (path: string, text: string): readonly string[] =>
  pipe(
    E.tryCatch(() => parse(text)[0].flatMap(({ n }) => (n !== undefined && isFile(n) ? [n] : [])), String),
    E.match(
      () => [],
      (specifiers) => specifiers.flatMap(placeOf(path)),
    ),
  );

/** A file, and the file that imports it, if any does. */
interface Place {
  readonly path: string;
  readonly importer?: string;
}

const asModule =
  ({ importer }: Place) =>
  (error: FileError): FileError => ({
    ...error,
    reason: `${error.reason}; ${importer === undefined ? 'it is to be used as a module (--with)' : `${importer} imports it`}`,
  });

const reached = ([place, ...others]: readonly Place[], seen: Files): TE.TaskEither<FileError, Files> => {
  if (place === undefined) return TE.right(seen);
  const { path } = place;
  if (seen.has(path)) return reached(others, seen);
  return pipe(
    readText(path),
    TE.mapLeft(asModule(place)),
    TE.chain((text) => {
      const imported = importsOf(path, text).map((each): Place => ({ path: each, importer: path }));
      return reached([...others, ...imported], new Map([...seen, [path, text]]));
    }),
  );
};

/**
 * SHA-256, in hexadecimal, of a module: of its text; and where it imports files, of theirs and
 * where they are from there, as far as imports lead whose specifiers are literal and name files.
 * Packages, and files that are read or required, do not count.
 */
export const moduleHash = (path: string): TE.TaskEither<FileError, string> =>
  pipe(
    TE.fromTask<void, FileError>(() => Promise.resolve(init)),
    TE.chain(() => reached([{ path }], new Map())),
    TE.map((files) => {
      const [[, text], ...imported] = files;
      if (imported.length === 0) return sha256(text);
      const hashes = imported.map(([each, content]) => [
        relative(dirname(path), each).split(sep).join('/'),
        sha256(content),
      ]);
      return sha256(canonicalJson([sha256(text), Object.fromEntries(hashes)]));
    }),
  );
