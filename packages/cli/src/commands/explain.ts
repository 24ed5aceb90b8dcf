import {
  baselines,
  candidateNames,
  describeError,
  explain,
  explainAsData,
  leafNames,
  parseGiven,
  parseWeights,
  readAlgorithm,
  type ExplanationSetting,
} from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
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
}

const givenBy = ({ given, innerSteps }: ExplainFlags): E.Either<string, ExplanationSetting['given']> =>
  pipe(
    given === undefined ? E.right<string, ExplanationSetting['given']>({}) : parseGiven(given),
    E.mapLeft((problem) => `--given: ${problem}`),
    E.filterOrElse(
      (conditions) => innerSteps === undefined || (conditions.innerSteps ?? innerSteps) === innerSteps,
      () => `--inner-steps ${String(innerSteps)}: --given says otherwise`,
    ),
    E.map((conditions) => ({ ...conditions, ...(innerSteps !== undefined && { innerSteps }) })),
  );

const weightsBy = (flag: string, text: string | undefined) =>
  pipe(
    text === undefined ? E.right(undefined) : parseWeights(text),
    E.mapLeft((problem) => `${flag}: ${problem}`),
  );

const settingOf = (flags: ExplainFlags): E.Either<string, ExplanationSetting> =>
  pipe(
    E.Do,
    E.apS('given', givenBy(flags)),
    E.apS('innerWeights', weightsBy('--inner-weights', flags.innerWeights)),
    E.apS('outerWeights', weightsBy('--outer-weights', flags.outerWeights)),
    E.map(({ given, innerWeights, outerWeights }) => ({
      given,
      discount: flags.discount,
      ...(innerWeights && { innerWeights }),
      ...(outerWeights && { outerWeights }),
    })),
  );

const algorithm = (text: string) => pipe(readAlgorithm(text), TE.mapLeft(describeError));

const answer = (term: string, flags: ExplainFlags): TE.TaskEither<string, string> =>
  pipe(
    TE.Do,
    TE.apS('asked', algorithm(term)),
    TE.apS('equals', flags.equals === undefined ? TE.right(undefined) : algorithm(flags.equals)),
    TE.apS('setting', TE.fromEither(settingOf(flags))),
    TE.map(({ asked, equals, setting }) =>
      flags.json === true
        ? JSON.stringify(explainAsData(asked, setting, equals))
        : explain(asked, setting, equals),
    ),
  );

const baseline = (name: string, { json }: ExplainFlags): string | undefined => {
  const about = Object.entries(baselines).find(([known]) => known === name)?.[1].about;
  if (about === undefined) return undefined;
  return json === true ? JSON.stringify({ name, about }) : `${name}: ${about}\nA baseline of sgmrl compare`;
};

const allNames = ({ json }: ExplainFlags): string => {
  const names = [...candidateNames, ...leafNames];
  return json === true ? JSON.stringify(names) : names.join('\n');
};

/** Prints what a term computes and what is known of it, what a baseline is, or the names of all. */
export const explainAlgorithm = (
  terminal: Terminal,
  term: string | undefined,
  flags: ExplainFlags,
): Promise<ExitCode> => {
  if (term === undefined) return printAnswer(terminal)(TE.right(allNames(flags)));
  const about = baseline(term, flags);
  return printAnswer(terminal)(about === undefined ? answer(term, flags) : TE.right(about));
};
