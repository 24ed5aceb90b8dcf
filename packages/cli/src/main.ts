import { visible } from '@sgmrl/codecs';
import { Command, CommanderError } from 'commander';
import { version } from '../package.json';
import { addCompare } from './commands/compare-command';
import { addConverge } from './commands/convergence-command';
import { addEvaluate } from './commands/evaluate-command';
import { addExplain } from './commands/explain-command';
import { addExport } from './commands/export-command';
import { addNew } from './commands/new-command';
import { addPresets } from './commands/presets-command';
import { addRepeat } from './commands/repeat-command';
import { addReport } from './commands/report-command';
import { addRuns } from './commands/runs-command';
import { addTheory } from './commands/theory-command';
import { addTrain } from './commands/train-command';
import { addVerify } from './commands/verify-command';
import { tellEarlyEnd } from './terminal/early-end';
import { addWorker } from './commands/worker-command';
import { exitCode, type ExitCode } from './terminal/exit-code';
import { watchReader, type WatchedTerminal } from './terminal/reader';
import { warn, type Terminal } from './terminal/terminal';

const exitCodesHelp = `
Exit codes: 0 success, 1 the run failed, 2 bad input. Saved and stopped: 129 by a closed terminal,
130 by Ctrl-C, 141 because nobody reads the output, 143 by SIGTERM.
Start with: sgmrl train --preset tabular-quick`;

/** Each command loads what it needs when it runs: help is there at once. */
const commandLine = (terminal: WatchedTerminal, finish: (code: ExitCode) => void): Command => {
  const program = new Command('sgmrl')
    .description(
      'Trains policies that adapt to new tasks (meta-reinforcement learning: MAML, SG-MRL), compares methods, reports.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(visible(text)),
      writeErr: (text) => terminal.err.write(visible(text)),
    })
    .addHelpText('after', exitCodesHelp);
  for (const add of [
    addTrain,
    addEvaluate,
    addCompare,
    addReport,
    addRuns,
    addRepeat,
    addExport,
    addPresets,
    addNew,
    addExplain,
    addVerify,
    addTheory,
    addConverge,
    addWorker,
  ])
    add(program, terminal, finish);
  return program;
};

const codeOfParsing = ({ code }: CommanderError): ExitCode =>
  code === 'commander.helpDisplayed' || code === 'commander.version' ? exitCode.success : exitCode.badInput;

/**
 * Runs the command line `args` (without node and script) and gives the exit code.
 *
 * @example
 * ```ts
 * import { match, strictEqual } from 'node:assert';
 * import { PassThrough } from 'node:stream';
 * import { text } from 'node:stream/consumers';
 * import { main } from '@sgmrl/cli';
 * const [out, err] = [new PassThrough(), new PassThrough()];
 * strictEqual(await main(['explain', 'leave-one-outt'], { out, err, workerModule: '' }), 2);
 * err.end();
 * match(await text(err), /unknown algorithm "leave-one-outt".*leave-one-out/);
 * ```
 */
export const main = async (args: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  let result: ExitCode = exitCode.success;
  const reader = watchReader(terminal);
  const ended = tellEarlyEnd();
  try {
    await commandLine({ ...terminal, reader }, (code) => {
      result = code;
    }).parseAsync(args, { from: 'user' });
    return reader.lost() ?? result;
  } catch (error) {
    if (error instanceof CommanderError) return codeOfParsing(error);
    warn(terminal, `unexpected failure: ${error instanceof Error ? error.message : String(error)}`);
    return exitCode.failure;
  } finally {
    ended();
  }
};
