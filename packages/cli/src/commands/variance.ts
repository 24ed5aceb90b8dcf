import { visibleName } from '@sgmrl/codecs';
import { drawsAnew, type CatalogueEntry, type Names } from '@sgmrl/estimators';
import { nameOfAlgorithm, namesIn } from '@sgmrl/experiments';
import { figureFile } from '@sgmrl/report';
import {
  describeTooLarge,
  randomProblem,
  type Setting,
  varianceCurves,
  varianceTable,
  type VarianceCurve,
} from '@sgmrl/theory';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { entriesNamed } from '../reports/entries-named';
import { printAnswer } from '../reports/print-answer';
import type { ExitCode } from '../terminal/exit-code';
import { shellWord } from '../reports/format';
import { mdpFromFile, type NamedMdp } from '../comparison/named-mdp';
import { openResults, writeResults } from '../reports/result-folder';
import { columnsOf, type Terminal } from '../terminal/terminal';
import { textTable } from '../reports/text-table';
import { variancePlot } from '../reports/variance-plot';
import { varianceReport } from '../reports/variance-report';
import { innerWeightsBy, vocabularyOf, type VerifyFlags } from './verify-flags';

const sizes = [2, 4, 8, 16, 32, 64];
const evaluationTrajectories = 20;
const sources = ['all', 'adaptation'] as const;

/**
 * Measures how the noise of debiasing parts depends on N; prints tables and writes them with plots.
 */
export const measureVariance = (terminal: Terminal, flags: VerifyFlags): Promise<ExitCode> =>
  pipe(
    TE.Do,
    TE.apS('vocabulary', vocabularyOf(flags)),
    TE.bind('entries', ({ vocabulary }) => entriesNamed(flags.estimator, vocabulary)),
    TE.bind('innerWeights', ({ vocabulary }) => TE.fromEither(innerWeightsBy(flags, vocabulary))),
    TE.apS('subject', ask(flags)),
    TE.chainFirst(() => openResults(flags.out)),
    TE.bind('curves', ({ entries, subject, innerWeights, vocabulary }) =>
      TE.fromEither(measure(subject, entries, innerWeights, flags, namesIn(vocabulary))),
    ),
    TE.chainFirst(({ subject, curves }) => write(subject, curves, flags)),
    TE.map(({ curves }) =>
      flags.json === true ? JSON.stringify(curves) : inWords(curves, flags.out, columnsOf(terminal)),
    ),
    printAnswer(terminal),
  );

const ask = ({ mdp, seed }: VerifyFlags): TE.TaskEither<string, NamedMdp> =>
  mdp === undefined
    ? TE.right({
        ...randomProblem(seed, { states: 3, actions: 2, horizon: 4 }, 0.95),
        name: `random MDP ${String(seed)} (3 states, 2 actions, 4 steps)`,
      })
    : mdpFromFile(mdp);

const measure = (
  { mdp, discount, logits }: NamedMdp,
  entries: readonly CatalogueEntry[],
  innerWeights: Setting['innerWeights'],
  { innerSteps, alpha, repetitions, seed }: VerifyFlags,
  names: Names,
): E.Either<string, readonly VarianceCurve[]> => {
  const onData = entries.filter(({ estimator }) => !drawsAnew(estimator, names));
  const estimators = onData.filter(
    ({ estimator }) => !['none', 'fomaml'].includes(nameOfAlgorithm({ estimator })),
  );
  const setting = {
    innerSteps,
    evaluationTrajectories,
    stepSize: alpha,
    discount,
    innerWeights,
  };
  if (onData.length === 0)
    return E.left('that estimator draws trajectories of its own, whose noise is not measured here');
  return estimators.length === 0
    ? E.left('that estimator has no debiasing part whose variance could be measured')
    : pipe(
        varianceCurves(mdp, setting, logits, { estimators, sizes, repetitions, seed }, names),
        E.mapLeft(describeTooLarge),
      );
};

/** Writes report, plots and numbers into the folder. */
const write = (
  { name }: NamedMdp,
  curves: readonly VarianceCurve[],
  { out, mdp, estimator, innerWeights, innerSteps, alpha, repetitions, seed, ...flags }: VerifyFlags,
): TE.TaskEither<string, void> =>
  pipe(
    TE.fromTask(T.sequenceSeqArray(sources.map((source) => figureFile(variancePlot(curves, source))))),
    TE.chain((plots) => {
      const source = mdp === undefined ? '' : ` --mdp ${shellWord(mdp)}`;
      const words = flags.with.map((module) => ` --with ${shellWord(module)}`).join('');
      const weights = innerWeights === undefined ? '' : ` --inner-weights ${shellWord(innerWeights)}`;
      const command = `sgmrl verify --variance${words}${source} --estimator ${shellWord(estimator)}${weights} --inner-steps ${String(innerSteps)} --alpha ${String(alpha)} --repetitions ${String(repetitions)} --seed ${String(seed)}`;
      const report = varianceReport(curves, {
        name,
        evaluationTrajectories,
        innerSteps,
        alpha,
        repetitions,
        command,
      });
      return writeResults(out, [['variance.md', report], ...plots]);
    }),
  );

const inWords = (curves: readonly VarianceCurve[], out: string, columns: number): string =>
  [
    `total variance with ${String(evaluationTrajectories)} outer trajectories`,
    ...textTable(varianceTable(curves, 'all'), columns),
    '',
    'total variance with exact evaluation',
    ...textTable(varianceTable(curves, 'adaptation'), columns),
    '',
    `written to ${visibleName(out)}`,
  ].join('\n');
