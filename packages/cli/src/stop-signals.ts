import { exitCode } from './exit-code';

/** Listens for Ctrl-C and SIGTERM. */
export interface StopSignals {
  /** The first signal that came; undefined before. */
  readonly received: () => 'SIGINT' | 'SIGTERM' | undefined;
  /** Stops listening. */
  readonly dispose: () => void;
}

/** One key press reaches the process twice when a runner such as npx passes it on: within this time it is the same. */
const samePress = 100;

/** The exit code of a run that a signal stopped. */
export const codeOf = (
  signal: 'SIGINT' | 'SIGTERM',
): typeof exitCode.interrupted | typeof exitCode.terminated =>
  signal === 'SIGINT' ? exitCode.interrupted : exitCode.terminated;

/** Takes note of the first signal, after a call of `announce`; a second one ends the process at once. */
export const stopSignals = (announce: () => void): StopSignals => {
  let first: { readonly signal: 'SIGINT' | 'SIGTERM'; readonly at: number } | undefined;
  const listener = (signal: 'SIGINT' | 'SIGTERM') => () => {
    if (first === undefined) {
      first = { signal, at: performance.now() };
      announce();
    } else if (performance.now() - first.at > samePress) {
      process.exit(codeOf(signal));
    }
  };
  const listeners = { SIGINT: listener('SIGINT'), SIGTERM: listener('SIGTERM') };
  process.on('SIGINT', listeners.SIGINT);
  process.on('SIGTERM', listeners.SIGTERM);
  return {
    received: () => first?.signal,
    dispose: () => {
      process.off('SIGINT', listeners.SIGINT);
      process.off('SIGTERM', listeners.SIGTERM);
    },
  };
};
