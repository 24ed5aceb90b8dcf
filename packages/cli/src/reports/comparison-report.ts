import { visibleName } from '@sgmrl/codecs';
import {
  curvatureHint,
  groupName,
  groupOutcomes,
  heldOutTasks,
  lastIterations,
  namesIn,
  nearestPreset,
  pairedOutcomes,
  settingColumns,
  type Choice,
  type Comparison,
  type ConfidenceInterval,
  type PairedOutcome,
  type Vocabulary,
} from '@sgmrl/experiments';
import { csv, type LineFigure } from '@sgmrl/report';
import { fixed } from './format';
import { markdownTable } from './text-table';

const withEnds = ({ mean, low, high }: ConfidenceInterval): string =>
  low === null || high === null ? fixed(mean) : `${fixed(mean)} [${fixed(low)}, ${fixed(high)}]`;

const orNothing = (interval: ConfidenceInterval | undefined): string =>
  interval === undefined ? '' : withEnds(interval);

const probability = (p: number | null): string => {
  if (p === null) return '';
  return p < 0.0005 ? '< 0.001' : p.toFixed(3);
};

/** A share of 2ⁿ ways to choose signs: 0.0625 rather than 0.063. */
const exactProbability = (p: number | null): string => (p === null ? '' : String(Number(p.toFixed(4))));

const steps = (innerSteps: number): string => (innerSteps === 0 ? '–' : String(innerSteps));

const outcomeTable = (comparison: Comparison, columns: number): readonly string[] => {
  const outcomes = groupOutcomes(comparison);
  const settings = settingColumns(outcomes);
  const most = Math.max(...outcomes.map(({ heldOut }) => heldOut.length));
  return markdownTable(
    [
      [
        'algorithm',
        ...settings.map(({ heading }) => heading),
        'ζ',
        'seeds',
        'training, before',
        'training, after',
        ...Array.from({ length: most }, (_, t) => `held out, ${String(t)}`),
      ],
      ...outcomes.map(({ bareName, innerSteps, seeds, before, after, heldOut, ...outcome }) => [
        bareName,
        ...settings.map(({ cell }) => cell(outcome)),
        steps(innerSteps),
        String(seeds),
        orNothing(before),
        orNothing(after),
        ...Array.from({ length: most }, (_, t) => orNothing(heldOut.at(t))),
      ]),
    ],
    columns,
  );
};

const pairedRow = (row: PairedOutcome): readonly string[] => [
  String(row.innerSteps),
  `${row.algorithm}${row.measuredAfter === row.innerSteps ? '' : ', not adapted'}`,
  row.reference,
  String(row.pairs),
  withEnds(row.difference),
  probability(row.studentP),
  probability(row.adjustedP),
  exactProbability(row.signFlipP),
];

const pairedSection = (comparison: Comparison, columns: number): readonly string[] => {
  const rows = pairedOutcomes(comparison);
  return rows.length === 0
    ? []
    : [
        '',
        '## Differences',
        '',
        'Return on held-out tasks after ζ inner steps less that of the reference with the same seed: mean and 95 % interval;',
        'p of the paired t-test, the same adjusted by Holm for all rows, and p of the exact sign-flip test. With n pairs the',
        'latter is at least 2^(1−n), 0.0625 for five: a smaller p of the t-test rests on the differences being normal.',
        '',
        ...markdownTable(
          [
            ['ζ', 'algorithm', 'reference', 'pairs', 'difference', 'p', 'p, adjusted', 'p, sign flips'],
            ...rows.map(pairedRow),
          ],
          columns,
        ),
      ];
};

const valueText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const choiceRows = ({
  algorithm,
  innerSteps,
  settings,
  field,
  tried,
  chosen,
}: Choice): readonly (readonly string[])[] =>
  tried.map((one) => [
    [algorithm, ...settings.map(({ path, value }) => `${path}=${valueText(value)}`)].join(', '),
    steps(innerSteps),
    field,
    valueText(one.value),
    String(one.seeds),
    one.heldOut === undefined ? 'failed' : withEnds(one.heldOut),
    one === chosen ? 'chosen' : '',
  ]);

const choiceSection = ({ choices = [] }: Comparison, columns: number): readonly string[] =>
  choices.length === 0
    ? []
    : [
        '',
        '## Chosen values',
        '',
        `Return on held-out tasks after ζ inner steps of the runs with the seeds ${[...new Set(choices.flatMap(({ by }) => by))].join(', ')}, which count for nothing else:`,
        'mean and 95 % interval. The value of the highest mean is chosen for the seeds above.',
        '',
        ...markdownTable(
          [['algorithm', 'ζ', 'field', 'value', 'seeds', 'held out', ''], ...choices.flatMap(choiceRows)],
          columns,
        ),
      ];

/**
 * Candidates that are no whole algorithm: a part of one's own stands for itself, beside parts of
 * the library that do not.
 */
const curvatureSection = (
  { groups }: Comparison,
  { terms }: Pick<Vocabulary, 'terms'>,
): readonly string[] => {
  const names = namesIn({ terms });
  const hints = groups
    .filter(({ innerSteps }) => innerSteps > 0)
    .flatMap(({ algorithm, runs }) =>
      runs
        .slice(0, 1)
        .flatMap(({ config }) => curvatureHint(config.algorithm.estimator, config.algorithm, names))
        .map((hint) => `- ${visibleName(algorithm)}: ${hint}`),
    );
  return hints.length === 0 ? [] : ['', '## Not whole', '', ...new Set(hints)];
};

const problemSection = ({ problems }: Comparison): readonly string[] =>
  problems.length === 0
    ? []
    : [
        '',
        '## Left out or unfinished',
        '',
        ...problems.map(
          ({ directory, problem }) =>
            `- ${`${directory}: ${problem}`.split('\n').map(visibleName).join('\n  ')}`,
        ),
      ];

/** The tables of a comparison in some words, for lines of so many characters. */
export const comparisonTables = (
  comparison: Comparison,
  vocabulary: Pick<Vocabulary, 'terms'>,
  columns = Infinity,
): string =>
  [
    'Undiscounted returns: mean over seeds and 95 % interval (Student). ζ is the number of inner steps trained with. In training, before and',
    `after adaptation, over the last ${String(lastIterations)} iterations or, where there are fewer, all; on ${heldOutTasks(comparison.groups)} after so many inner steps.`,
    '',
    ...outcomeTable(comparison, columns),
    ...pairedSection(comparison, columns),
    ...choiceSection(comparison, columns),
    ...curvatureSection(comparison, vocabulary),
    ...problemSection(comparison),
  ].join('\n');

/** The preset, what differs from it, and the most iterations: baselines may have none. */
const settings = (comparison: Comparison): string => {
  const nearest = nearestPreset(comparison);
  const iterations = comparison.groups.flatMap(({ runs }) => runs.map(({ config }) => config.iterations));
  const most = `${String(Math.max(...iterations))} iterations.`;
  if (nearest === undefined) return `${most} Settings: config.json in the folder of each run.`;
  const { preset, different } = nearest;
  const except = different.length === 0 ? '' : `, except: ${different.join('; ')}`;
  return `${most} Settings of the preset \`${preset}\`${except}.`;
};

/** A comparison in some words as a document: its settings, tables and figures. */
export const comparisonReport = (
  comparison: Comparison,
  vocabulary: Pick<Vocabulary, 'terms'>,
  figures: readonly LineFigure[],
): string =>
  [
    '# Comparison',
    '',
    settings(comparison),
    '',
    comparisonTables(comparison, vocabulary),
    '',
    '## Figures',
    ...figures.flatMap(({ id, title, description }) => [
      '',
      `![${title}](figures/${id}.svg)`,
      '',
      description,
    ]),
    '',
  ].join('\n');

/** Every iteration of every run. */
export const curvesCsv = ({ groups }: Comparison): string =>
  csv([
    ['algorithm', 'inner_steps', 'seed', 'iteration', 'timesteps', 'before', 'after'],
    ...groups.flatMap(({ innerSteps, runs, ...group }) =>
      runs.flatMap(({ seed, records }) =>
        records.map(({ iteration, timesteps, before, after }) => [
          groupName(group),
          innerSteps,
          seed,
          iteration,
          timesteps,
          before.undiscounted.mean.toFixed(4),
          after.undiscounted.mean.toFixed(4),
        ]),
      ),
    ),
  ]);

/** Every run on held-out tasks after each number of inner steps. */
export const adaptationCsv = ({ groups }: Comparison): string =>
  csv([
    ['algorithm', 'inner_steps', 'seed', 'steps', 'return'],
    ...groups.flatMap(({ innerSteps, runs, ...group }) =>
      runs.flatMap(({ seed, heldOut }) =>
        (heldOut?.rows ?? []).map((row) => [
          groupName(group),
          innerSteps,
          seed,
          row.innerSteps,
          (row.undiscounted.reduce((sum, x) => sum + x, 0) / row.undiscounted.length).toFixed(4),
        ]),
      ),
    ),
  ]);
