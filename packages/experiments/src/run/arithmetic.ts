import { checkArithmetic, fusedArithmetic, strictArithmetic, type Arithmetic } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Config } from '../configuration/config';
import type { InvalidConfig, UnusableRun } from '../errors/experiment-error';

const byName = { strict: strictArithmetic, fused: fusedArithmetic };

/** What `auto` is in this process: fused where it is to be had. */
export const bestArithmetic = (): Arithmetic['name'] =>
  E.isRight(checkArithmetic(fusedArithmetic)) ? 'fused' : 'strict';

/** The message of an engine, as the rest of a sentence. */
const within = ({ message }: { readonly message: string }): string =>
  message.replace(/^E/, 'e').replace(/\.$/, '');

const available = ({
  arithmetic: name = 'strict',
}: Pick<Config, 'arithmetic'>): E.Either<string, Arithmetic> =>
  pipe(
    checkArithmetic(byName[name]),
    E.bimap(within, () => byName[name]),
  );

/** What a configuration is to be computed with, if this process can. */
export const arithmeticOf = (config: Pick<Config, 'arithmetic'>): E.Either<InvalidConfig, Arithmetic> =>
  pipe(
    available(config),
    E.mapLeft((reason) => ({
      kind: 'invalid-config',
      source: 'configuration',
      fields: [{ path: 'arithmetic', expected: `strict here (${reason})`, found: config.arithmetic }],
      mend: 'compute it where there is fused multiply-add; strict arithmetic has other bits',
    })),
  );

/** The same for a run that is there: its iterations after the first are bound to its arithmetic. */
export const arithmeticOfRun = (
  directory: string,
  config: Pick<Config, 'arithmetic'>,
): E.Either<UnusableRun, Arithmetic> =>
  pipe(
    available(config),
    E.mapLeft((reason) => ({
      kind: 'unusable-run',
      path: directory,
      problem: `it is computed with fused arithmetic, which is not to be had here: ${reason}`,
      mend: 'use it where there is fused multiply-add; with strict arithmetic it would go on in other bits',
    })),
  );
