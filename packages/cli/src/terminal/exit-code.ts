/** How the command ends, for shells and scripts. */
export const exitCode = {
  success: 0,
  /** The run itself failed: a number stopped being finite, a worker failed twice. */
  failure: 1,
  /** What the command was given is unfit: a flag, a file, a configuration, a folder. */
  badInput: 2,
  /**
   * Stopped because the terminal was closed (SIGHUP, or EIO without it); the state is saved. The
   * shells' convention of 128 + signal number.
   */
  hungUp: 129,
  /** Stopped by Ctrl-C; the state is saved. */
  interrupted: 130,
  /** Nobody reads the output any more; the state is saved. As SIGPIPE would end it. */
  readerGone: 141,
  /** Stopped by SIGTERM; the state is saved. */
  terminated: 143,
} as const;

/** One of {@link exitCode}. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
