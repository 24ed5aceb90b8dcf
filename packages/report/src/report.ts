import { join } from 'node:path';
import {
  describeErrorIn,
  evaluateMissing,
  readComparison,
  unpairedRuns,
  type ComparedGroup,
  type Comparison,
  type ComparisonProblem,
  type ExperimentError,
} from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { version } from '../package.json';
import { comparisonFigures, innerStepsInWords, stylesOf, type Styles } from './curves';
import { drawAllLines, drawPictures, type Drawn } from './drawn';
import { slug } from './format';
import { figureFolder } from './page/figure';
import { outcomes } from './page/outcomes';
import { page, type FigureSection } from './page/page';
import { withLightColours } from './palette';
import type { Picture } from './pictures/picture';
import { picturesOf } from './pictures/pictures';
import { eventFile } from './tensorboard/events';

/** How to report. */
export interface ReportOptions {
  /** Held-out tasks for runs that no comparison has evaluated; as many as others were evaluated on, or forty, unless given. */
  readonly tasks: number | undefined;
  /** Inner steps for these; as many as others were evaluated with, or three, and at least those of training, unless given. */
  readonly innerSteps: number | undefined;
  /** Whether to write event files for TensorBoard, too. */
  readonly tensorboard: boolean;
  /** Is told what takes its time. */
  readonly onStep: (step: string) => void;
}

/** A file of a report. */
export interface ReportFile {
  /** From the folder of the report. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** A report: the page, files of its figures, and what could not be reported. */
export interface Report {
  readonly comparison: Comparison;
  readonly files: readonly ReportFile[];
}

/** The page of a report. */
export const pageName = 'report.html';

type Effect<A> = TE.TaskEither<ExperimentError, A>;

/** Evaluates what was not, like the runs that were, so that it can be paired with them. */
const evaluateAlike = ({ tasks, innerSteps, onStep }: ReportOptions) => {
  const onRun = (directory: string): void => {
    onStep(`evaluating ${directory}`);
  };
  return (comparison: Comparison): T.Task<Comparison> => {
    const held = comparison.groups
      .flatMap(({ runs }) => runs)
      .flatMap(({ heldOut }) => (heldOut === undefined ? [] : [heldOut]));
    const steps = held.length === 0 ? [3] : held.map(({ rows }) => rows.length - 1);
    return evaluateMissing({
      tasks: tasks ?? held.at(0)?.tasks ?? 40,
      innerSteps: innerSteps ?? Math.max(...steps, ...comparison.groups.map((group) => group.innerSteps)),
      onRun,
    })(comparison);
  };
};

const withUnpaired = (comparison: Comparison): Comparison => ({
  ...comparison,
  problems: [...comparison.problems, ...unpairedRuns(comparison)],
});

/** Pictures of the first run of a group that was trained to adapt; Left if its policy cannot be walked. */
const groupPictures =
  (styles: Styles, { onStep }: ReportOptions) =>
  ({
    algorithm,
    innerSteps,
    runs: [{ directory, seed }],
  }: ComparedGroup): TE.TaskEither<ComparisonProblem, readonly Picture[]> => {
    if (innerSteps === 0) return TE.right([]);
    onStep(`picturing ${directory}`);
    return pipe(
      picturesOf(directory, {
        id: `${slug(algorithm)}-inner-steps-${String(innerSteps)}`,
        title: algorithm,
        subtitle: `trained with ${innerStepsInWords(innerSteps)}, seed ${String(seed)}`,
        style: styles(algorithm),
      }),
      TE.mapLeft((error) => ({
        directory,
        problem: `it cannot be pictured: ${describeErrorIn(directory, error)}`,
      })),
    );
  };

/** Pictures of all groups, and what could not be pictured among the problems. */
const pictured =
  (styles: Styles, options: ReportOptions) =>
  (comparison: Comparison): T.Task<{ comparison: Comparison; pictures: readonly Picture[] }> =>
    pipe(
      comparison.groups,
      T.traverseSeqArray(groupPictures(styles, options)),
      T.map(RA.separate),
      T.map(({ left, right }) => ({
        comparison: { ...comparison, problems: [...comparison.problems, ...left] },
        pictures: right.flat(),
      })),
    );

const draw = (comparison: Comparison, pictures: readonly Picture[]): T.Task<readonly FigureSection[]> => {
  const { learning: learningFigures, adaptation: adaptationFigures } = comparisonFigures(comparison);
  return pipe(
    T.Do,
    T.apS('learning', drawAllLines(learningFigures)),
    T.apS('adaptation', drawAllLines(adaptationFigures)),
    T.apS('pictures', drawPictures(pictures)),
    T.map(({ learning, adaptation, pictures: drawn }): readonly FigureSection[] => [
      {
        id: 'learning',
        heading: 'Learning curves',
        about: 'How the return before and after adaptation grows with training.',
        figures: learning,
      },
      {
        id: 'adaptation',
        heading: 'Adaptation to held-out tasks',
        about:
          'How the trained parameters adapt to tasks drawn anew, from a random stream that training does not use. Where there are only a few different tasks, they are the same ones again.',
        figures: adaptation,
      },
      {
        id: 'behaviour',
        heading: 'Behaviour',
        about:
          'What policies do on held-out tasks before and after adaptation, run again from their checkpoints.',
        figures: drawn,
      },
    ]),
  );
};

const figureFiles = ({ id, svg, csv }: Drawn): readonly ReportFile[] => [
  { path: join(figureFolder, `${id}.svg`), content: withLightColours(svg) },
  { path: join(figureFolder, `${id}.csv`), content: csv },
];

const assemble = (
  comparison: Comparison,
  styles: Styles,
  sections: readonly FigureSection[],
): readonly ReportFile[] => [
  {
    path: pageName,
    content: page({
      comparison,
      outcomes: outcomes(comparison, styles),
      sections,
      versions: [
        ['sgmrl', version],
        ['Node.js', process.versions.node],
      ],
    }),
  },
  ...sections.flatMap(({ figures }) => figures.flatMap(figureFiles)),
];

/** A folder for each run, so that TensorBoard tells them apart. */
const eventFiles = ({ groups }: Comparison): readonly ReportFile[] =>
  groups.flatMap(({ algorithm, innerSteps, runs }) =>
    runs.map((run) => ({
      path: join(
        'tensorboard',
        `${slug(algorithm)}-inner-steps-${String(innerSteps)}-seed-${String(run.seed)}`,
        'events.out.tfevents.0.sgmrl',
      ),
      content: eventFile(run),
    })),
  );

/**
 * Reports on the runs of folders, each of a comparison or of one run: one page that needs nothing else, and its figures as
 * SVG and CSV beside it. The same runs give the same bytes. Runs that are damaged, missing or diverged are named in the page;
 * Left if none can be read, or if they are not about the same tasks and settings.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import { presets, startRun } from '@sgmrl/experiments';
 * import { report } from '@sgmrl/report';
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * await startRun({ ...presets['tabular-quick'].config, iterations: 0 }, folder, {
 *   workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false,
 * })();
 * const make = report([folder], { tasks: 2, innerSteps: 1, tensorboard: false, onStep: () => undefined });
 * const made = await make();
 * if (made._tag === 'Left') throw new Error(made.left.kind);
 * strictEqual(made.right.files[0].path, 'report.html');
 * deepStrictEqual(await make(), made); // the same runs, the same bytes
 * rmSync(folder, { recursive: true });
 * ```
 */
export const report = (directories: readonly string[], options: ReportOptions): Effect<Report> =>
  pipe(
    readComparison(directories),
    TE.chainTaskK(evaluateAlike(options)),
    TE.map(withUnpaired),
    TE.chainTaskK((evaluated) => {
      const styles = stylesOf(evaluated.groups);
      return pipe(
        evaluated,
        pictured(styles, options),
        T.bind('sections', ({ comparison, pictures }) => draw(comparison, pictures)),
        T.map(({ comparison, sections }) => ({
          comparison,
          files: [
            ...assemble(comparison, styles, sections),
            ...(options.tensorboard ? eventFiles(comparison) : []),
          ],
        })),
      );
    }),
  );
