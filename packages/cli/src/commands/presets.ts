import { findPreset, loadVocabulary, modulesNow, type Vocabulary } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { reportError } from '../reports/report-error';
import { say, type Terminal } from '../terminal/terminal';

/** The flags of `sgmrl presets`. */
export interface PresetsFlags {
  readonly with: readonly string[];
}

const list = ({ presets }: Vocabulary): string => {
  const width = Math.max(...Object.keys(presets).map((name) => name.length));
  return Object.entries(presets)
    .map(([name, { about }]) => `${name.padEnd(width)}   ${about}`)
    .join('\n');
};

/** Lists the presets, or prints the whole configuration of one. */
export const showPresets = (
  terminal: Terminal,
  name: string | undefined,
  flags: PresetsFlags,
): Promise<ExitCode> =>
  pipe(
    modulesNow(flags.with),
    TE.bindTo('modules'),
    TE.bindW('vocabulary', ({ modules }) => loadVocabulary(modules)),
    TE.chainEitherKW(({ modules, vocabulary }) =>
      name === undefined
        ? E.right(list(vocabulary))
        : pipe(
            findPreset(name, vocabulary),
            E.map(({ config }) =>
              JSON.stringify(modules.length === 0 ? config : { ...config, with: modules }, null, 2),
            ),
          ),
    ),
    TE.match(reportError(terminal), (text): ExitCode => {
      say(terminal, text);
      return exitCode.success;
    }),
    (task: T.Task<ExitCode>) => task(),
  );
