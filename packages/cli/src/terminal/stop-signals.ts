import { exitCode, type ExitCode } from './exit-code';

/** The exit code of a run that a signal stopped: 128 and the number of the signal. */
const codes = {
  SIGHUP: exitCode.hungUp,
  SIGINT: exitCode.interrupted,
  SIGTERM: exitCode.terminated,
} as const;

type StopSignal = keyof typeof codes;

const stopSignalNames: readonly StopSignal[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** Listens for Ctrl-C, SIGTERM and a terminal that is closed. */
export interface StopSignals {
  /** The exit code for the first signal that came; undefined before. */
  readonly received: () => ExitCode | undefined;
  /** From now on there is something to save; before, the first signal ends the process at once. */
  readonly begin: () => void;
  /** Stops listening. */
  readonly dispose: () => void;
}

/**
 * One key press reaches the process twice when a runner such as npx passes it on: within this time
 * it is the same.
 */
const samePress = 100;

/**
 * Takes note of the first signal after `begin`, with a call of `announce`; a second one ends the
 * process at once, and so does one before.
 */
export const stopSignals = (announce: () => void): StopSignals => {
  let begun = false;
  let first: { readonly code: ExitCode; readonly at: number } | undefined;
  const stop = (signal: StopSignal) => (): void => {
    if (!begun) process.exit(codes[signal]);
    if (first === undefined) {
      first = { code: codes[signal], at: performance.now() };
      announce();
    } else if (performance.now() - first.at > samePress) {
      process.exit(codes[signal]);
    }
  };
  const listeners = stopSignalNames.map((signal) => [signal, stop(signal)] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    received: () => first?.code,
    begin: () => {
      begun = true;
    },
    dispose: () => {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
};
