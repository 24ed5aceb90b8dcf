import { join } from 'node:path';
import {
  describeError,
  describeErrorIn,
  evaluateMissing,
  environmentsIn,
  groupName,
  readComparisons,
  unpairedRuns,
  type ComparedGroup,
  type Comparison,
  type ComparisonProblem,
  type ConfiguredModule,
  type ExperimentError,
} from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { version } from '../package.json';
import type { Drawn } from './drawn';
import { slug } from './format';
import { figureFolder } from './page/figure';
import { outcomes } from './page/outcomes';
import { page, type PagePart } from './page/page';
import { withLightColours } from './palette';
import { innerStepsInWords, stylesOf, type Styles } from './panels';
import type { Picture, Pictured } from './pictures/picture';
import { picturesOf } from './pictures/pictures';
import { drawSections } from './sections';
import { eventFile, eventFileName } from './tensorboard/events';

/** How to report. */
export interface ReportOptions {
  /**
   * Held-out tasks for runs that no comparison has evaluated; as many as others were evaluated on,
   * or forty, unless given.
   */
  readonly tasks: number | undefined;
  /**
   * Inner steps for these; as many as others were evaluated with, or three, and at least those of
   * training, unless given.
   */
  readonly innerSteps: number | undefined;
  /** Whether to write event files for TensorBoard, too. */
  readonly tensorboard: boolean;
  /** Whether to write animations as GIF files, too. */
  readonly gif?: boolean | undefined;
  /** Is told what takes its time. */
  readonly onStep: (step: string) => void;
  /** Where modules are that are elsewhere now; they are known by their content. */
  readonly modules?: readonly ConfiguredModule[] | undefined;
}

/** A file of a report. */
export interface ReportFile {
  /** From the folder of the report. */
  readonly path: string;
  /** Text is written as UTF-8. */
  readonly content: string | Uint8Array;
}

/** A report: the page, files of its figures, and what could not be reported. */
export interface Report {
  /** One for each environment. */
  readonly comparisons: readonly Comparison[];
  /** The page first, then its figures and event files. */
  readonly files: readonly ReportFile[];
}

/** The page of a report. */
export const pageName = 'report.html';

/** Evaluates what was not, like the runs that were, so that it can be paired with them. */
const evaluateAlike = ({ tasks, innerSteps, onStep, modules }: ReportOptions) => {
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
      modules,
    })(comparison);
  };
};

const withUnpaired = (comparison: Comparison): Comparison => ({
  ...comparison,
  problems: [...comparison.problems, ...unpairedRuns(comparison)],
});

/** What a group is pictured by, and what was not as it should be. */
interface GroupPictures extends Pictured {
  readonly directory: string;
}

/**
 * Pictures of the first run of a group that was trained to adapt; a problem if its policy cannot be
 * walked.
 */
const groupPictures =
  (styles: Styles, { onStep, modules }: ReportOptions) =>
  (group: ComparedGroup): T.Task<GroupPictures> => {
    const { innerSteps, runs } = group;
    const { directory, seed } = runs[0];
    const name = groupName(group);
    if (innerSteps === 0) return T.of({ directory, pictures: [] });
    onStep(`picturing ${directory}`);
    return pipe(
      picturesOf(
        directory,
        {
          id: `${slug(name)}-inner-steps-${String(innerSteps)}`,
          title: name,
          subtitle: `trained with ${innerStepsInWords(innerSteps)}, seed ${String(seed)}`,
          style: styles(name),
        },
        modules,
      ),
      TE.getOrElse((error) =>
        T.of<Pictured>({
          pictures: [],
          problem: `it cannot be pictured: ${describeErrorIn(directory, error)}`,
        }),
      ),
      T.map((done) => ({ ...done, directory })),
    );
  };

const moving = (picture: Picture): Picture =>
  picture.kind === 'animation' ? { ...picture, gif: true } : picture;

const problemsOf = ({ directory, problem }: GroupPictures): readonly ComparisonProblem[] =>
  problem === undefined ? [] : [{ directory, problem }];

/** Pictures of all groups, and what could not be pictured among the problems. */
const pictured =
  (styles: Styles, options: ReportOptions) =>
  (comparison: Comparison): T.Task<{ comparison: Comparison; pictures: readonly Picture[] }> =>
    pipe(
      comparison.groups,
      T.traverseSeqArray(groupPictures(styles, options)),
      T.map((groups) => {
        const pictures = groups.flatMap((group) => group.pictures);
        return {
          comparison: { ...comparison, problems: [...comparison.problems, ...groups.flatMap(problemsOf)] },
          pictures: options.gif === true ? pictures.map(moving) : pictures,
        };
      }),
    );

const figureFiles = ({ id, svg, csv, gif }: Drawn): readonly ReportFile[] => [
  { path: join(figureFolder, `${id}.svg`), content: withLightColours(svg) },
  { path: join(figureFolder, `${id}.csv`), content: csv },
  ...(gif === undefined ? [] : [{ path: join(figureFolder, `${id}.gif`), content: gif }]),
];

const versions = [
  ['sgmrl', version],
  ['Node.js', process.versions.node],
] as const;

const assemble = (kind: 'still' | 'following', parts: readonly PagePart[]): readonly ReportFile[] => [
  { path: pageName, content: page({ kind, parts, versions }) },
  ...parts.flatMap(({ sections }) => sections.flatMap(({ figures }) => figures.flatMap(figureFiles))),
];

/** A folder for each run, so that TensorBoard tells them apart. */
const eventFiles = ({ prefix, comparison: { groups } }: PagePart): readonly ReportFile[] =>
  groups.flatMap((group) =>
    group.runs.map((run) => ({
      path: join(
        'tensorboard',
        `${prefix}${slug(groupName(group))}-inner-steps-${String(group.innerSteps)}-seed-${String(run.seed)}`,
        eventFileName,
      ),
      content: eventFile(run.records),
    })),
  );

/** What a part of the page is called, and what its ids and files begin with. */
type PartName = Pick<PagePart, 'name' | 'prefix'>;

/**
 * Environments by their names; only where there are several must their ids and files be told apart.
 */
const partNames = (comparisons: readonly Comparison[]): readonly PartName[] =>
  environmentsIn(comparisons.map(({ config }) => config)).map(({ name }, i, all) => ({
    name,
    prefix: all.length === 1 ? '' : `${slug(name.split(',')[0])}-${String(i + 1)}-`,
  }));

/** What is shown of runs beside what their folders hold. */
type Prepare = (
  styles: Styles,
) => (comparison: Comparison) => T.Task<{ comparison: Comparison; pictures: readonly Picture[] }>;

const measuredAndPictured =
  (options: ReportOptions): Prepare =>
  (styles) =>
  (comparison) =>
    pipe(evaluateAlike(options)(comparison), T.map(withUnpaired), T.chain(pictured(styles, options)));

const asItIs: Prepare = () => (comparison) => T.of({ comparison: withUnpaired(comparison), pictures: [] });

const partOf =
  (prepare: Prepare) =>
  (name: PartName, read: Comparison): T.Task<PagePart> => {
    const styles = stylesOf(read.groups);
    return pipe(
      prepare(styles)(read),
      T.bind('sections', ({ comparison, pictures }) => drawSections(name.prefix, comparison, pictures)),
      T.map(({ comparison, sections }) => ({
        ...name,
        comparison,
        outcomes: outcomes(comparison, styles, name.prefix),
        sections,
      })),
    );
  };

const partsOf = (
  directories: readonly string[],
  modules: readonly ConfiguredModule[] | undefined,
  prepare: Prepare,
): TE.TaskEither<ExperimentError, readonly PagePart[]> =>
  pipe(
    readComparisons(directories, modules),
    TE.chainTaskK((read) =>
      pipe(
        RA.zip(read)(partNames(read)),
        T.traverseSeqArray(([name, comparison]) => partOf(prepare)(name, comparison)),
      ),
    ),
  );

/**
 * Reports on the runs of folders, each of a comparison or of one run: one page that needs nothing
 * else, and its figures as SVG and CSV beside it. Runs that differ in more than their seed are
 * groups of their own, and each environment has a part of the page. The same runs give the same
 * bytes. Runs that are damaged, missing or diverged are named in the page; Left if none can be
 * read.
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
export const report = (
  directories: readonly string[],
  options: ReportOptions,
): TE.TaskEither<ExperimentError, Report> =>
  pipe(
    partsOf(directories, options.modules, measuredAndPictured(options)),
    TE.map((parts) => ({
      comparisons: parts.map(({ comparison }) => comparison),
      files: [...assemble('still', parts), ...(options.tensorboard ? parts.flatMap(eventFiles) : [])],
    })),
  );

/**
 * The files of a page that follows runs while they train: what their folders hold by now, nothing
 * measured or walked. Where no run can be read yet, the page says so. It asks for `/` again
 * whenever the server that it came from sends an event `change` on `/events`. Modules as for
 * `report`.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import { following } from '@sgmrl/report';
 * const [page] = await following(['runs/not-there-yet'])();
 * match(String(page.content), /no run can be read: .*it holds no run/);
 * ```
 */
export const following = (
  directories: readonly string[],
  modules?: readonly ConfiguredModule[],
): T.Task<readonly ReportFile[]> =>
  pipe(
    partsOf(directories, modules, asItIs),
    TE.match(
      (error) => [
        {
          path: pageName,
          content: page({ kind: 'following', parts: [], versions, notice: describeError(error) }),
        },
      ],
      (parts) => assemble('following', parts),
    ),
  );
