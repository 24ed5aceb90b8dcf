/** How the command ends, for shells and scripts. */
export const exitCode = {
  success: 0,
  /** The run itself failed: a number stopped being finite, a worker failed twice. */
  failure: 1,
  /** What the command was given is unfit: a flag, a file, a configuration, a folder. */
  badInput: 2,
  /** Stopped by Ctrl-C; the state is saved. The shells' convention of 128 + signal number. */
  interrupted: 130,
  /** Stopped by SIGTERM; the state is saved. */
  terminated: 143,
} as const;

/** One of {@link exitCode}. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
