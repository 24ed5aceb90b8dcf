import { describeError, isRunFailure, type ExperimentError } from '@sgmrl/experiments';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { warn, type Terminal } from '../terminal/terminal';

/**
 * Tells a person what went wrong, and the shell whose fault it was; what is a text was bad input.
 */
export const reportError =
  (terminal: Terminal) =>
  (error: ExperimentError | string): ExitCode => {
    const isText = typeof error === 'string';
    warn(terminal, isText ? error : describeError(error));
    return !isText && isRunFailure(error) ? exitCode.failure : exitCode.badInput;
  };
