import { findPreset, presets } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { reportError } from '../reports/report-error';
import { say, type Terminal } from '../terminal/terminal';

const list = (terminal: Terminal): ExitCode => {
  const width = Math.max(...Object.keys(presets).map((name) => name.length));
  for (const [name, { about }] of Object.entries(presets)) say(terminal, `${name.padEnd(width)}   ${about}`);
  return exitCode.success;
};

/** Lists the presets, or prints the whole configuration of one. */
export const showPresets = (terminal: Terminal, name: string | undefined): ExitCode =>
  name === undefined
    ? list(terminal)
    : pipe(
        findPreset(name),
        E.match(reportError(terminal), ({ config }) => {
          say(terminal, JSON.stringify(config, null, 2));
          return exitCode.success;
        }),
      );
