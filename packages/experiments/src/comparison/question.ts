import { join } from 'node:path';
import { decodeWith, record, recordWithOptional, refine, wholeNumber } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { flow, pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import type { Config, ConfiguredModule } from '../configuration/config';
import { modulesNamed } from '../configuration/modules-of';
import { configCodec, decodeConfig } from '../configuration/decode-config';
import type { ExperimentError, InvalidConfig } from '../errors/experiment-error';
import { parseJson, type MalformedJson } from '../files/parse-json';
import { builtIn } from '../vocabulary/built-in';
import { loadVocabulary } from '../vocabulary/load';
import { namesIn, type Vocabulary } from '../vocabulary/vocabulary';
import { sha256 } from '../files/hash';
import { findCandidate, type Candidate } from './candidate';
import {
  fieldAt,
  identity,
  settingsIn,
  settingText,
  vary,
  varyProblems,
  type FieldValue,
  type Variation,
} from './variation';

/** How the value of a field that varies is chosen before the seeds that count are trained. */
export interface Select {
  /** The path of the field. */
  readonly field: string;
  /** Each value is trained with these; none of them counts. */
  readonly seeds: readonly number[];
}

/** What a comparison asks: every algorithm with every number of inner steps, value and seed. */
export interface ComparisonQuestion {
  /** Of this format. */
  readonly version: 1;
  /** What all runs share; each has its own algorithm, number of inner steps and seed. */
  readonly config: Config;
  /** Names of {@link candidateNamesIn}, or whole terms as JSON. */
  readonly algorithms: readonly string[];
  /** ζ, the inner steps to train with. */
  readonly innerSteps: readonly number[];
  /** Whole numbers from 0, each once; runs with the same seed are compared in pairs. */
  readonly seeds: readonly number[];
  /** Fields of the configuration that vary, by path, and their values; none unless given. */
  readonly vary?: Variation;
  /** The field of which each algorithm has its best value only; none unless given. */
  readonly select?: Select;
  /** How runs are measured when they are trained: on the same tasks for all. */
  readonly evaluation: {
    /** Held-out tasks. */
    readonly tasks: number;
    /** K: returns are measured after 0, 1, …, K inner steps. */
    readonly innerSteps: number;
  };
}

/** At least one, each once. */
const several = <A>(member: t.Type<A>): t.Type<readonly A[]> =>
  refine(
    t.readonlyArray(member, `array of ${member.name}`),
    'array of at least one member, none of them twice',
    (members) => members.length > 0 && new Set(members.map(identity)).size === members.length,
  );

const seeds = several(wholeNumber(0, Number.MAX_SAFE_INTEGER));

const questionCodec = (vocabulary: Vocabulary): t.Type<ComparisonQuestion> =>
  recordWithOptional(
    'comparison',
    {
      version: t.literal(1),
      config: configCodec(vocabulary),
      algorithms: several(t.string),
      innerSteps: several(wholeNumber(1, 1_000)),
      seeds,
      evaluation: record('evaluation', {
        tasks: wholeNumber(1, 100_000),
        innerSteps: wholeNumber(0, 1_000),
      }),
    },
    {
      vary: t.readonly(t.record(t.string, several(t.unknown))),
      select: record('select', { field: t.string, seeds }),
    },
  );

/** The question in the text of comparison.json. */
export const parseQuestion = (
  source: string,
  vocabulary: Vocabulary = builtIn,
): ((text: string) => E.Either<MalformedJson | InvalidConfig, ComparisonQuestion>) =>
  flow(
    parseJson(source),
    E.chainW(
      flow(
        decodeWith(questionCodec(vocabulary)),
        E.mapLeft((fields): InvalidConfig => ({ kind: 'invalid-config', source, fields })),
      ),
    ),
    E.mapLeft((error) => ({ ...error, mend: 'put back a copy of it, or give another folder' })),
  );

/**
 * The runs that the text of comparison.json asks for, in the words of the modules that its
 * configuration names; those that are elsewhere now are found among `modules` by their content.
 */
export const readQuestion =
  (source: string, modules: readonly ConfiguredModule[] = []) =>
  (text: string): TE.TaskEither<ExperimentError, ComparisonQuestion> =>
    pipe(
      TE.fromEither(parseJson(source)(text)),
      TE.chainEitherKW((value) =>
        modulesNamed(source, modules)(t.UnknownRecord.is(value) ? value.config : undefined),
      ),
      TE.bindTo('named'),
      TE.bindW('vocabulary', ({ named }) => loadVocabulary(named)),
      TE.chainEitherKW(({ named, vocabulary }) =>
        pipe(
          parseQuestion(source, vocabulary)(text),
          E.map((question) =>
            named.length === 0 ? question : { ...question, config: { ...question.config, with: named } },
          ),
        ),
      ),
    );

/** One run of a comparison. */
export interface PlannedRun {
  /** A name among `algorithms` of the question, or a whole term as JSON. */
  readonly algorithm: string;
  /** ζ of training; 0 for baselines. */
  readonly innerSteps: number;
  /** The root of all its randomness. */
  readonly seed: number;
  /** What it has in the fields that vary, where that is of effect on it. */
  readonly settings: readonly FieldValue[];
  /** Where it is, from the folder of the comparison. */
  readonly path: string;
  /** All that determines it. */
  readonly config: Config;
}

const longestName = 120;

/**
 * What the folder below that of an algorithm is called: a field says what differs from the common
 * configuration.
 */
const folderOfSettings = (innerSteps: number, settings: readonly FieldValue[]): string => {
  const steps = `inner-steps-${String(innerSteps)}`;
  const name = [steps, ...settings.map(settingText).sort()].join(',');
  return name.length <= longestName ? name : `${steps},${sha256(name).slice(0, 16)}`;
};

/** The configuration of the comparison with some values, and what was changed for them. */
interface VariedConfig {
  readonly config: Config;
  readonly settings: readonly FieldValue[];
}

const varied =
  (config: Config, vocabulary: Vocabulary) =>
  (settings: readonly FieldValue[]): E.Either<ExperimentError, VariedConfig> =>
    pipe(
      vary(config, settings),
      E.chainW(
        decodeConfig(
          settings.map(({ path, value }) => `--vary ${path}=${JSON.stringify(value)}`).join(' '),
          vocabulary,
        ),
      ),
      E.map((changed) => ({ config: changed, settings })),
    );

/** Of the fields in which two configurations differ by design those that they do differ in. */
const ofEffect = (settings: readonly FieldValue[], config: Config, common: Config) =>
  settings.filter(({ path }) => identity(fieldAt(config, path)) !== identity(fieldAt(common, path)));

/**
 * The runs of an algorithm with some values, one a seed: what it brings along, such as an
 * optimizer, no value changes.
 */
const planned =
  (
    { config: shared, seeds: all }: ComparisonQuestion,
    { name, folder, configure }: Candidate,
    innerSteps: number,
    vocabulary: Vocabulary,
  ) =>
  ({ config, settings }: VariedConfig): E.Either<ExperimentError, readonly PlannedRun[]> => {
    const own = configure(config, innerSteps);
    const parent = join(
      folder,
      folderOfSettings(innerSteps, ofEffect(settings, own, configure(shared, innerSteps))),
    );
    return pipe(
      decodeConfig(parent, vocabulary)(own),
      E.map((decoded) => {
        const effective = settings.filter(
          ({ path, value }) => identity(fieldAt(decoded, path)) === identity(value),
        );
        return all.map((seed) => ({
          algorithm: name,
          innerSteps,
          seed,
          settings: effective,
          path: join(parent, `seed-${String(seed)}`),
          config: { ...decoded, seed },
        }));
      }),
    );
  };

/** Two ways to write one algorithm would share their runs. */
const eachOnce = (candidates: readonly Candidate[]): E.Either<ExperimentError, readonly Candidate[]> => {
  const twice = candidates.find(({ folder }, i) => candidates.findIndex((one) => one.folder === folder) < i);
  return twice === undefined
    ? E.right(candidates)
    : E.left({
        kind: 'invalid-config',
        source: 'comparison',
        fields: [{ path: 'algorithms', expected: 'each algorithm once', found: `${twice.name} twice` }],
      });
};

/** More runs than that are a mistake. */
export const mostRuns = 10_000;

const wrong = (path: string, expected: string, found: unknown): E.Either<ExperimentError, never> =>
  E.left({ kind: 'invalid-config', source: 'comparison', fields: [{ path, expected, found }] });

/** What the parts of a question, each right in itself, do not agree in. */
const refuseUnfit = (question: ComparisonQuestion): E.Either<ExperimentError, void> => {
  const { config, select, vary: variation = {} } = question;
  const fields = varyProblems(question);
  if (!seeds.is(question.seeds)) return wrong('seeds', seeds.name, question.seeds);
  if (config.from !== undefined)
    return wrong(
      'config.from',
      'nothing: the runs of a comparison begin from parameters that are drawn',
      config.from.checkpoint,
    );
  if (fields.length > 0) return E.left({ kind: 'invalid-config', source: 'comparison', fields });
  if (select === undefined) return E.right(undefined);
  if (!Object.hasOwn(variation, select.field))
    return wrong(
      'select.field',
      `a field that varies (${Object.keys(variation).join(', ') || 'there is none'})`,
      select.field,
    );
  const both = select.seeds.filter((seed) => question.seeds.includes(seed));
  return both.length > 0
    ? wrong('select.seeds', 'seeds that are not among those that count', both.join(','))
    : E.right(undefined);
};

/**
 * What a candidate is trained with: values of the optimizer are nothing to one that is not trained.
 */
const variationOf = ({ trains }: Candidate, variation: Variation): Variation =>
  trains
    ? variation
    : Object.fromEntries(Object.entries(variation).filter(([path]) => !`${path}.`.startsWith('optimizer.')));

/** A candidate with a number of inner steps. */
interface Trained {
  readonly candidate: Candidate;
  readonly innerSteps: number;
}

const trainedIn = (
  { innerSteps }: ComparisonQuestion,
  candidates: readonly Candidate[],
): readonly Trained[] =>
  [0, ...innerSteps].flatMap((steps) =>
    candidates
      .filter(({ adapts }) => adapts === steps > 0)
      .map((candidate) => ({ candidate, innerSteps: steps })),
  );

const refuseTooMany =
  ({ seeds: all, select, vary: variation = {} }: ComparisonQuestion) =>
  (trained: readonly Trained[]): E.Either<ExperimentError, readonly Trained[]> => {
    const each = trained.map(({ candidate }) =>
      Object.values(variationOf(candidate, variation)).reduce((n, values) => n * values.length, 1),
    );
    const runs = each.reduce((sum, n) => sum + n, 0) * (all.length + (select?.seeds.length ?? 0));
    return runs <= mostRuns
      ? E.right(trained)
      : wrong('', `at most ${String(mostRuns)} runs`, `${String(runs)} runs`);
  };

/** Where values are of no effect, all of them are one run. */
const eachPathOnce = (runs: readonly PlannedRun[]): readonly PlannedRun[] =>
  [...new Map(runs.toReversed().map((run) => [run.path, run])).values()].toReversed();

/**
 * The runs that answer a question, those of the first seed first, so that a part of them is a
 * smaller comparison. Left if an algorithm is not known or does not fit the configuration.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { plannedRuns, presets, type ComparisonQuestion } from '@sgmrl/experiments';
 * const question: ComparisonQuestion = {
 *   version: 1,
 *   config: { ...presets['tabular-quick'].config, iterations: 1 },
 *   algorithms: ['random', 'none'],
 *   innerSteps: [1],
 *   seeds: [1, 2],
 *   evaluation: { tasks: 2, innerSteps: 1 },
 * };
 * const runs = plannedRuns(question);
 * if (runs._tag === 'Left') throw new Error(runs.left.kind);
 * deepStrictEqual(runs.right.map(({ path }) => path), [
 *   'random/inner-steps-0/seed-1', // a baseline, which does not adapt
 *   'none/inner-steps-1/seed-1',
 *   'random/inner-steps-0/seed-2',
 *   'none/inner-steps-1/seed-2',
 * ]);
 * ```
 */
export const plannedRuns = (
  question: ComparisonQuestion,
  vocabulary: Vocabulary = builtIn,
): E.Either<ExperimentError, readonly PlannedRun[]> =>
  pipe(
    refuseUnfit(question),
    E.chain(() =>
      pipe(
        question.algorithms,
        E.traverseArray((name): E.Either<ExperimentError, Candidate> =>
          findCandidate(name, namesIn(vocabulary)),
        ),
      ),
    ),
    E.chain(eachOnce),
    E.map((candidates) => trainedIn(question, candidates)),
    E.chain(refuseTooMany(question)),
    E.chain(
      E.traverseArray(({ candidate, innerSteps }) =>
        pipe(
          settingsIn(variationOf(candidate, question.vary ?? {})),
          E.traverseArray(varied(question.config, vocabulary)),
          E.chain(E.traverseArray(planned(question, candidate, innerSteps, vocabulary))),
        ),
      ),
    ),
    E.map((all) => {
      const runs = all.flat();
      return question.seeds.flatMap((_, i) => runs.map((ofSeeds) => ofSeeds[i]));
    }),
    E.map(eachPathOnce),
  );

/** {@link plannedRuns} in the words of the modules that the configuration names. */
export const planRuns = (
  question: ComparisonQuestion,
): TE.TaskEither<ExperimentError, readonly PlannedRun[]> =>
  pipe(
    loadVocabulary(question.config.with),
    TE.chainEitherKW((vocabulary) => plannedRuns(question, vocabulary)),
  );
