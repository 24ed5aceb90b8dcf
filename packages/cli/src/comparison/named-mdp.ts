import { describeError, parseJson, readText } from '@sgmrl/experiments';
import { decodeMdpFile, randomProblem, type MdpFile } from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** The MDP that a command asks about, and where it is from. */
export interface NamedMdp extends MdpFile {
  readonly name: string;
}

/** Reads an MDP file; Left says what is wrong with it. */
export const mdpFromFile = (path: string): TE.TaskEither<string, NamedMdp> =>
  pipe(
    readText(path),
    TE.mapLeft(describeError),
    TE.chainEitherK((text) => pipe(parseJson(path)(text), E.mapLeft(describeError))),
    TE.chainEitherK((value) =>
      pipe(
        decodeMdpFile(value),
        E.mapLeft((fields) => describeError({ kind: 'invalid-config', source: path, fields })),
      ),
    ),
    TE.map((file) => ({ ...file, name: path })),
  );

/** A random MDP of 2 states, 2 actions and 3 steps. */
export const randomMdp = (seed: number): NamedMdp => ({
  ...randomProblem(seed, { states: 2, actions: 2, horizon: 3 }, 0.9),
  name: `random MDP ${String(seed)}`,
});
