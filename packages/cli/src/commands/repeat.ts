import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  modulesNow,
  refuseComparison,
  repeatRun,
  type ExperimentError,
  type Repetition,
  type TrainOptions,
} from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { reportError } from '../reports/report-error';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { progressOn, type Progress } from '../terminal/progress';
import type { WatchedTerminal } from '../terminal/reader';
import { silenceOn } from '../terminal/silence';
import { stopSignals, type StopSignals } from '../terminal/stop-signals';
import { say } from '../terminal/terminal';

/** The flags of `sgmrl repeat`. */
export interface RepeatFlags {
  readonly out?: string;
  readonly workers: number;
  readonly with: readonly string[];
}

const iterations = (count: number): string => `${String(count)} iteration${count === 1 ? '' : 's'}`;

/** Other programs may compute other bits. */
const changed = ({ versions: { then, now } }: Repetition): readonly string[] =>
  then === undefined
    ? []
    : Object.entries(now).flatMap(([name, version]) => {
        const before = Object.entries(then).find(([other]) => other === name)?.[1];
        return before === undefined || before === version
          ? []
          : [`It was computed with ${name} ${before}, and repeated with ${name} ${version}.`];
      });

const inWords = (repetition: Repetition): string => {
  const done = iterations(repetition.equal);
  switch (repetition.outcome) {
    case 'equal':
      return [
        `Equal: ${done}, checkpoint ${repetition.checkpoint}.`,
        `SHA-256 of θ: ${repetition.parameters}`,
      ].join('\n');
    case 'stopped':
      return `Stopped: the first ${done} are equal.`;
    case 'different':
      return [
        repetition.iteration === undefined
          ? `Different: the checkpoints, though the metrics of all ${done} are equal.`
          : `Different: from iteration ${String(repetition.iteration)} on.`,
        ...changed(repetition),
      ].join('\n');
  }
};

const codeOf = ({ outcome }: Repetition, signals: StopSignals): ExitCode => {
  if (outcome === 'stopped') return signals.received() ?? exitCode.success;
  return outcome === 'equal' ? exitCode.success : exitCode.failure;
};

/**
 * Gives `use` the folder of the second run: a temporary one, which goes afterwards, unless told.
 */
const inFolder = async <A>(out: string | undefined, use: (folder: string) => Promise<A>): Promise<A> => {
  if (out !== undefined) return use(out);
  const temporary = await mkdtemp(join(tmpdir(), 'sgmrl-repeat-'));
  try {
    return await use(join(temporary, 'run'));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};

const optionsOf = (
  terminal: WatchedTerminal,
  { workers }: RepeatFlags,
  progress: Progress,
  signals: StopSignals,
): TrainOptions => ({
  workers: { threads: workers, module: terminal.workerModule, onSilence: silenceOn(terminal) },
  onStart: ({ config }) => {
    signals.begin();
    progress.start(0, config.iterations);
  },
  onIteration: progress.iteration,
  stopRequested: () => (signals.received() ?? terminal.reader.lost()) !== undefined,
});

/** Runs the configuration of a run again and says whether the same came out. */
export const repeat = async (
  terminal: WatchedTerminal,
  run: string,
  flags: RepeatFlags,
): Promise<ExitCode> => {
  const progress = progressOn(terminal);
  const signals = stopSignals(progress.stopping);
  const options = optionsOf(terminal, flags, progress, signals);
  const repeated = await terminal.reader.whileSaving(signals, () =>
    inFolder(flags.out, (folder) =>
      pipe(
        refuseComparison(folder),
        TE.chainW(() => modulesNow(flags.with)),
        TE.chainW((modules) => repeatRun(run, folder, options, modules)),
        (task: TE.TaskEither<ExperimentError, Repetition>) => task(),
      ),
    ),
  );
  progress.end();
  signals.dispose();
  return pipe(
    repeated,
    E.match(reportError(terminal), (repetition): ExitCode => {
      say(terminal, inWords(repetition));
      return codeOf(repetition, signals);
    }),
  );
};
