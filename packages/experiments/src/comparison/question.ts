import { join } from 'node:path';
import { decodeWith, record, refine, wholeNumber } from '@sgmrl/codecs';
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
import { findCandidate, type Candidate } from './candidate';

/** What a comparison asks: every algorithm with every number of inner steps and every seed. */
export interface ComparisonQuestion {
  /** Of this format. */
  readonly version: 1;
  /** What all runs share; each has its own algorithm, number of inner steps and seed. */
  readonly config: Config;
  /** Names that `findCandidate` knows, or whole terms as JSON. */
  readonly algorithms: readonly string[];
  /** ζ, the inner steps to train with. */
  readonly innerSteps: readonly number[];
  readonly seeds: readonly number[];
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
    (members) => members.length > 0 && new Set(members).size === members.length,
  );

const questionCodec = (vocabulary: Vocabulary): t.Type<ComparisonQuestion> =>
  record('comparison', {
    version: t.literal(1),
    config: configCodec(vocabulary),
    algorithms: several(t.string),
    innerSteps: several(wholeNumber(1, 1_000)),
    seeds: several(wholeNumber(0, Number.MAX_SAFE_INTEGER)),
    evaluation: record('evaluation', {
      tasks: wholeNumber(1, 100_000),
      innerSteps: wholeNumber(0, 1_000),
    }),
  });

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
 * The runs that the text of comparison.json asks for, in the words of the modules that its configuration names; those that are
 * elsewhere now are found among `modules` by their content.
 */
export const readQuestion =
  (source: string, modules: readonly ConfiguredModule[] = []) =>
  (text: string): TE.TaskEither<ExperimentError, ComparisonQuestion> =>
    pipe(
      TE.fromEither(parseJson(source)(text)),
      TE.chainW((value) =>
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
  readonly algorithm: string;
  /** ζ of training; 0 for baselines. */
  readonly innerSteps: number;
  readonly seed: number;
  /** Where it is, from the folder of the comparison. */
  readonly path: string;
  readonly config: Config;
}

const planned = (
  { config }: ComparisonQuestion,
  { name, folder, configure }: Candidate,
  innerSteps: number,
  seed: number,
  vocabulary: Vocabulary,
): E.Either<ExperimentError, PlannedRun> => {
  const path = join(folder, `inner-steps-${String(innerSteps)}`, `seed-${String(seed)}`);
  return pipe(
    decodeConfig(path, vocabulary)(configure({ ...config, seed }, innerSteps)),
    E.map((decoded) => ({ algorithm: name, innerSteps, seed, path, config: decoded })),
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

/**
 * The runs that answer a question, those of the first seed first, so that a part of them is a smaller comparison. Left if an
 * algorithm is not known or does not fit the configuration.
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
    question.algorithms,
    E.traverseArray((name): E.Either<ExperimentError, Candidate> => findCandidate(name, namesIn(vocabulary))),
    E.chain(eachOnce),
    E.chain((candidates) =>
      pipe(
        question.seeds.flatMap((seed) =>
          [0, ...question.innerSteps].flatMap((innerSteps) =>
            candidates
              .filter(({ adapts }) => adapts === innerSteps > 0)
              .map((candidate) => ({ candidate, innerSteps, seed })),
          ),
        ),
        E.traverseArray(({ candidate, innerSteps, seed }) =>
          planned(question, candidate, innerSteps, seed, vocabulary),
        ),
      ),
    ),
  );

/** {@link plannedRuns} in the words of the modules that the configuration names. */
export const planRuns = (
  question: ComparisonQuestion,
): TE.TaskEither<ExperimentError, readonly PlannedRun[]> =>
  pipe(
    loadVocabulary(question.config.with),
    TE.chainEitherKW((vocabulary) => plannedRuns(question, vocabulary)),
  );
