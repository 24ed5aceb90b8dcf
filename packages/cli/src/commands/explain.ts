import { leastTrajectories } from '@sgmrl/estimators';
import {
  baselines,
  candidateNamesIn,
  describeError,
  explain,
  explainAsData,
  leafNames,
  loadVocabulary,
  modulesNow,
  namesIn,
  otherDecay,
  parseGiven,
  parseWeights,
  readAlgorithm,
  type ExplanationSetting,
  type NamedVariant,
  type Vocabulary,
} from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { shellWord } from '../reports/format';
import { inOwnWords } from '../reports/own-words';
import { printAnswer } from '../reports/print-answer';
import type { ExitCode } from '../terminal/exit-code';
import type { Terminal } from '../terminal/terminal';

/** The flags of `sgmrl explain`. */
export interface ExplainFlags {
  readonly equals?: string;
  readonly given?: string;
  readonly innerSteps?: number;
  readonly innerWeights?: string;
  readonly outerWeights?: string;
  readonly discount: number;
  readonly json?: true;
  readonly with: readonly string[];
}

const givenBy = ({ given, innerSteps }: ExplainFlags): E.Either<string, ExplanationSetting['given']> =>
  pipe(
    given === undefined ? E.right<string, ExplanationSetting['given']>({}) : parseGiven(given),
    E.mapLeft((problem) => `--given: ${problem}`),
    E.filterOrElse(
      (conditions) => innerSteps === undefined || (conditions.innerSteps ?? innerSteps) === innerSteps,
      ({ innerSteps: found }) =>
        `--given zeta: expected ${String(innerSteps)}, as --inner-steps has it, found ${String(found)}`,
    ),
    E.map((conditions) => ({ ...conditions, ...(innerSteps !== undefined && { innerSteps }) })),
  );

const weightsBy = (flag: string, text: string | undefined, vocabulary: Vocabulary) =>
  pipe(
    text === undefined ? E.right(undefined) : parseWeights(text, vocabulary),
    E.mapLeft((problem) => `${flag}: ${problem}`),
  );

const settingOf = (flags: ExplainFlags, vocabulary: Vocabulary): E.Either<string, ExplanationSetting> =>
  pipe(
    E.Do,
    E.apS('given', givenBy(flags)),
    E.apS('innerWeights', weightsBy('--inner-weights', flags.innerWeights, vocabulary)),
    E.apS('outerWeights', weightsBy('--outer-weights', flags.outerWeights, vocabulary)),
    E.map(({ given, innerWeights, outerWeights }) => ({
      given,
      discount: flags.discount,
      ...(innerWeights && { innerWeights }),
      ...(outerWeights && { outerWeights }),
    })),
    E.chainFirst((setting) => {
      const decay = otherDecay(setting);
      return decay === undefined
        ? E.right(undefined)
        : E.left(`--given kappa: expected ${String(decay)}, as --inner-weights have it`);
    }),
  );

/** That an algorithm takes no more trajectories than are given. */
const taken =
  ({ given: { trajectories = Infinity } }: ExplanationSetting, vocabulary: Vocabulary) =>
  ({ name, variant: { estimator } }: NamedVariant): E.Either<string, void> => {
    const least = leastTrajectories(estimator, namesIn(vocabulary));
    return trajectories >= least
      ? E.right(undefined)
      : E.left(
          `--given N: expected at least ${String(least)}, which ${name} takes, found ${String(trajectories)}`,
        );
  };

const algorithm = (text: string, vocabulary: Vocabulary) =>
  pipe(readAlgorithm(text, vocabulary), TE.mapLeft(describeError));

const answer = (term: string, flags: ExplainFlags, vocabulary: Vocabulary): TE.TaskEither<string, string> =>
  pipe(
    TE.Do,
    TE.apS('asked', algorithm(term, vocabulary)),
    TE.apS('equals', flags.equals === undefined ? TE.right(undefined) : algorithm(flags.equals, vocabulary)),
    TE.apS(
      'setting',
      TE.fromEither(
        E.Functor.map(settingOf(flags, vocabulary), (setting) => ({
          ...setting,
          vocabulary,
          modules: flags.with.map(shellWord),
        })),
      ),
    ),
    TE.chainFirstEitherK(({ asked, equals, setting }) =>
      E.traverseArray(taken(setting, vocabulary))(equals === undefined ? [asked] : [asked, equals]),
    ),
    TE.chainEitherK(({ asked, equals, setting }) =>
      inOwnWords(flags.with, () =>
        flags.json === true
          ? JSON.stringify(explainAsData(asked, setting, equals))
          : explain(asked, setting, equals),
      ),
    ),
  );

const baseline = (name: string, { json }: ExplainFlags): string | undefined => {
  const about = Object.entries(baselines).find(([known]) => known === name)?.[1].about;
  if (about === undefined) return undefined;
  return json === true ? JSON.stringify({ name, about }) : `${name}: ${about}\nA baseline of sgmrl compare`;
};

const namesToAsk = ({ json }: ExplainFlags, vocabulary: Vocabulary): string => {
  const names = [...candidateNamesIn(namesIn(vocabulary)), ...leafNames];
  return json === true ? JSON.stringify(names) : names.join('\n');
};

/** Prints what a term computes and what is known of it, what a baseline is, or the names of all. */
export const explainAlgorithm = (
  terminal: Terminal,
  term: string | undefined,
  flags: ExplainFlags,
): Promise<ExitCode> =>
  pipe(
    modulesNow(flags.with),
    TE.chainW(loadVocabulary),
    TE.mapLeft(describeError),
    TE.chain((vocabulary) => {
      if (term === undefined) return TE.right(namesToAsk(flags, vocabulary));
      const about = baseline(term, flags);
      return about === undefined ? answer(term, flags, vocabulary) : TE.right(about);
    }),
    printAnswer(terminal),
  );
