import { visibleName } from '@sgmrl/codecs';
import type { IterationReturns, TrainedRun } from '@sgmrl/experiments';
import { duration, fixed, shellWord } from './format';

const estimates = ({ before, after }: IterationReturns): string =>
  [before, after]
    .map(({ undiscounted: { mean, stderr } }) =>
      stderr === null ? fixed(mean) : `${fixed(mean)} ± ${fixed(stderr)}`,
    )
    .join(' → ');

const overTasks = ({ after }: IterationReturns): string =>
  after.undiscounted.stderr === null ? 'of one task' : '± standard error over tasks';

const returnLines = ({ first, last }: TrainedRun['summary']): readonly string[] =>
  first === null || last === null
    ? []
    : [
        `Mean return before → after adaptation (${overTasks(last)})`,
        `  iteration ${String(first.iteration).padEnd(6)} ${estimates(first)}`,
        ...(first.iteration === last.iteration
          ? []
          : [`  iteration ${String(last.iteration).padEnd(6)} ${estimates(last)}`]),
      ];

const warnings = ({ iterations, uninformative, firstLeap }: TrainedRun['summary']): readonly string[] => [
  ...(uninformative === undefined
    ? []
    : [
        `In ${String(uninformative)} of ${String(iterations)} iterations the meta-gradient told nothing: it was zero, or all trajectories returned the same.`,
      ]),
  ...(firstLeap === undefined
    ? []
    : [
        `In iteration ${String(firstLeap)} the meta-gradient was at least 100 times as long as usual: such a step can undo what was learned.`,
      ]),
];

const bestLines = ({ best, early }: TrainedRun['summary']): readonly string[] =>
  best === undefined
    ? []
    : [
        `Best on held-out tasks: iteration ${String(best.iteration)}, return ${fixed(best.after.undiscounted.mean)}; ` +
          'kept: use it by --checkpoint best.',
        ...(early === true
          ? ['Training ended early: for long it had found nothing better (--patience).']
          : []),
      ];

/** The flags that no run keeps: where work was done, and where its modules are. */
interface NotKept {
  readonly workers: number | string;
  readonly with: readonly string[];
}

const sameFlags = ({ workers, with: modules }: NotKept): readonly string[] => [
  ...modules.flatMap((module) => ['--with', shellWord(module)]),
  ...(typeof workers === 'string' ? ['--workers', shellWord(workers)] : []),
];

/** A run goes on as it was told to, and would end again. */
const morePatience = ({ summary: { early } }: TrainedRun): readonly string[] =>
  early === true ? ['--patience N, with a larger N'] : [];

const goOn = (run: TrainedRun, flags: NotKept): string =>
  [
    'Go on:    npx sgmrl train --resume',
    shellWord(run.paths.directory),
    ...sameFlags(flags),
    ...morePatience(run),
  ].join(' ');

const headline = ({ config, summary: { status, iterations, timesteps, seconds } }: TrainedRun): string => {
  const amount = `${String(timesteps)} environment steps in ${duration(seconds)}`;
  return status === 'finished'
    ? `Finished ${String(iterations)} iterations: ${amount}.`
    : `Stopped after iteration ${String(iterations)} of ${String(config.iterations)}: ${amount}.`;
};

/**
 * What a person wants to know when training ends: what was learned, where it is (the files of its
 * folder), what to do next.
 */
export const trainReport = (run: TrainedRun, files: readonly string[], flags: NotKept): string => {
  const directory = shellWord(run.paths.directory);
  return [
    headline(run),
    ...returnLines(run.summary),
    ...warnings(run.summary),
    ...bestLines(run.summary),
    `Files in ${visibleName(run.paths.directory)}: ${files.map(visibleName).join(', ')}`,
    ...(run.summary.status === 'finished' ? [] : [goOn(run, flags)]),
    `Evaluate: npx sgmrl evaluate ${directory}`,
    `Report:   npx sgmrl report ${directory}`,
  ].join('\n');
};
