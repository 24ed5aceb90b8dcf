import {
  softmaxConstants,
  theoryProblem,
  theoryRows,
  type PolicyConstants,
  type TheoryProblem,
  type TheoryRow,
} from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { printAnswer } from '../reports/print-answer';
import type { ExitCode } from '../terminal/exit-code';
import { significant } from '../reports/format';
import { mdpFromFile } from '../comparison/named-mdp';
import { columnsOf, type Terminal } from '../terminal/terminal';
import { textTable } from '../reports/text-table';

/** The flags of `sgmrl theory`. */
export interface TheoryFlags {
  readonly mdp?: string;
  readonly horizon: number;
  readonly discount: number;
  readonly reward: number;
  readonly score?: number;
  readonly curvature?: number;
  readonly curvatureLipschitz?: number;
  readonly trajectories: number;
  readonly innerSteps: number;
  readonly alpha: number;
  readonly accuracy: number;
  readonly json?: true;
}

/** Prints the constants of the convergence theory and what they promise. */
export const showTheory = (terminal: Terminal, flags: TheoryFlags): Promise<ExitCode> =>
  pipe(
    problemOf(flags),
    TE.map((problem) => theoryRows(constantsOf(flags), problem, flags.accuracy, flags.trajectories)),
    TE.chainEitherK(finite),
    TE.map((rows) => (flags.json === true ? JSON.stringify(rows) : inWords(rows, columnsOf(terminal)))),
    printAnswer(terminal),
  );

const finite = (rows: readonly TheoryRow[]): E.Either<string, readonly TheoryRow[]> => {
  const beyond = rows.filter(({ stated, sharp }) => !(Number.isFinite(stated) && Number.isFinite(sharp)));
  return beyond.length === 0
    ? E.right(rows)
    : E.left(
        `these numbers have no finite answer: ${[...new Set(beyond.map(({ symbol }) => symbol))].join(', ')} would be beyond the largest float64 (1.8e308), or undefined`,
      );
};

/** The constants of the flags, those of the tabular softmax policy by default. */
const constantsOf = ({
  score = softmaxConstants.score,
  curvature = softmaxConstants.curvature,
  curvatureLipschitz = softmaxConstants.curvatureLipschitz,
}: TheoryFlags): PolicyConstants => ({
  score,
  curvature,
  curvatureLipschitz,
  fisher: Math.min(curvature, score * score),
});

const problemOf = (flags: TheoryFlags): TE.TaskEither<string, TheoryProblem> => {
  const { mdp, innerSteps, alpha, trajectories, discount, horizon, reward } = flags;
  const sizes = { innerSteps, stepSize: alpha, trajectories };
  return mdp === undefined
    ? TE.right({ ...sizes, discount, horizon, rewardBound: reward, rewardRange: reward })
    : pipe(
        mdpFromFile(mdp),
        TE.map((subject) =>
          theoryProblem(subject.mdp, {
            ...sizes,
            discount: subject.discount,
            evaluationTrajectories: trajectories,
          }),
        ),
      );
};

const inWords = (rows: readonly TheoryRow[], columns: number): string =>
  textTable(
    [
      ['', 'meaning', 'stated', 'sharpened'],
      ...rows.map(({ symbol, meaning, stated, sharp }) => [
        symbol,
        meaning,
        significant(stated),
        significant(sharp),
      ]),
    ],
    columns,
  ).join('\n');
