import { shrinks, takes, type CatalogueEntry, type Names } from '@sgmrl/estimators';
import { curvatureHint, namesIn } from '@sgmrl/experiments';
import { describeTooLarge, verificationTable, verify, type Setting, type Verification } from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { entriesNamed } from '../reports/entries-named';
import { inOwnWords } from '../reports/own-words';
import { printAnswer } from '../reports/print-answer';
import type { ExitCode } from '../terminal/exit-code';
import { significant } from '../reports/format';
import { mdpFromFile, randomMdp, type NamedMdp } from '../comparison/named-mdp';
import { columnsOf, warn, type Terminal } from '../terminal/terminal';
import { textTable } from '../reports/text-table';
import { innerWeightsBy, vocabularyOf, type VerifyFlags } from './verify-flags';

/** Prints the exact bias and variance of estimators on a finite MDP. */
export const verifyEstimators = (terminal: Terminal, flags: VerifyFlags): Promise<ExitCode> =>
  pipe(
    TE.Do,
    TE.apS('vocabulary', vocabularyOf(flags)),
    TE.bind('named', ({ vocabulary }) => entriesNamed(flags.estimator, vocabulary)),
    TE.bind('entries', ({ named, vocabulary }) => TE.fromEither(taking(flags, named, namesIn(vocabulary)))),
    TE.apS('subject', ask(flags)),
    TE.bind('innerWeights', ({ vocabulary }) => TE.fromEither(innerWeightsBy(flags, vocabulary))),
    TE.bind('answer', ({ entries, subject, innerWeights, vocabulary }) =>
      TE.fromEither(
        E.flatten(
          inOwnWords(flags.with, () => answerTo(subject, entries, innerWeights, flags, namesIn(vocabulary))),
        ),
      ),
    ),
    TE.map(({ named, entries, subject, answer, vocabulary }) => {
      const leftOut = named.filter((entry) => !entries.includes(entry));
      if (leftOut.length > 0)
        warn(
          terminal,
          `left out, as more than ${String(flags.trajectories)} trajectories are expected: ${leftOut.map(({ name }) => name).join(', ')}`,
        );
      return flags.json === true
        ? JSON.stringify(answer)
        : [
            inWords(subject, flags, answer, columnsOf(terminal)),
            ...shrinkage(entries, flags, namesIn(vocabulary)),
            ...hints(entries, flags, namesIn(vocabulary)),
          ].join('\n');
    }),
    printAnswer(terminal),
  );

/** What leaves curvature out or has too much of it, by itself or by mistake. */
const hints = (entries: readonly CatalogueEntry[], sizes: VerifyFlags, names: Names): readonly string[] =>
  entries.flatMap(({ name, estimator }) =>
    curvatureHint(estimator, sizes, names).map((hint) => `\n${name}: ${hint}`),
  );

/** What parts that are shrunk counted. */
const shrinkage = (
  entries: readonly CatalogueEntry[],
  { shrinkageFactor }: VerifyFlags,
  names: Names,
): readonly string[] =>
  entries.some(({ estimator }) => shrinks(estimator, names))
    ? [`\nshrinkage factor w = ${String(shrinkageFactor)}, which a run takes from its state`]
    : [];

const ask = ({ mdp, seed }: VerifyFlags): TE.TaskEither<string, NamedMdp> =>
  mdp === undefined ? TE.right(randomMdp(seed)) : mdpFromFile(mdp);

/** Those that take batches of so many trajectories. */
const taking = (
  { trajectories }: VerifyFlags,
  named: readonly CatalogueEntry[],
  names: Names,
): E.Either<string, readonly CatalogueEntry[]> =>
  pipe(
    named.filter(takes(trajectories, names)),
    E.fromPredicate(
      (entries) => entries.length > 0,
      () => `--trajectories: expected more for that estimator, found ${String(trajectories)}`,
    ),
  );

const answerTo = (
  { mdp, discount, logits }: NamedMdp,
  entries: readonly CatalogueEntry[],
  innerWeights: Setting['innerWeights'],
  { trajectories, innerSteps, alpha, shrinkageFactor }: VerifyFlags,
  names: Names,
): E.Either<string, Verification> =>
  pipe(
    verify(
      mdp,
      {
        innerSteps,
        trajectories,
        evaluationTrajectories: trajectories,
        stepSize: alpha,
        discount,
        innerWeights,
        shrinkageFactor,
      },
      logits,
      names,
    )(entries),
    E.mapLeft(describeTooLarge),
    E.filterOrElse(
      isFinite,
      () => 'the numbers of this question are too large: its answer is beyond the largest float64 (1.8e308)',
    ),
  );

const isFinite = ({ objective, gradient, estimators }: Verification): boolean =>
  [
    objective,
    ...gradient,
    ...estimators.flatMap(({ expectation, bias, deterministicBias, totalVariance }) => [
      ...expectation,
      bias,
      deterministicBias,
      totalVariance ?? 0,
    ]),
  ].every(Number.isFinite);

/** ‖x‖, to be shown. */
const norm = (x: ArrayLike<number>): number =>
  Math.sqrt(Array.from(x).reduce((sum, entry) => sum + entry * entry, 0));

const inWords = (
  { name, mdp }: NamedMdp,
  { trajectories, innerSteps, alpha }: VerifyFlags,
  answer: Verification,
  columns: number,
): string =>
  [
    `${name}: ${String(mdp.initial.length)} states, ${String(mdp.rewards[0].length)} actions, ${String(mdp.horizon)} steps; ` +
      `${String(innerSteps)} inner steps with α = ${String(alpha)}; batches of ${String(trajectories)} trajectories`,
    `V = ${significant(answer.objective)}, ‖∇V‖ = ${significant(norm(answer.gradient))}; exact, by enumeration`,
    '',
    ...textTable(verificationTable(answer), columns),
  ].join('\n');
