import { varianceTable, type VarianceCurve } from '@sgmrl/theory';
import { markdownTable } from './text-table';
import type { NoiseSource } from './variance-plot';

/** How the variances of a report were measured. */
export interface VarianceReportSetting {
  readonly name: string;
  readonly evaluationTrajectories: number;
  readonly innerSteps: number;
  readonly alpha: number;
  readonly repetitions: number;
  /** The command that makes the report. */
  readonly command: string;
}

/** The measured variances as a Markdown document beside its two plots. */
export const varianceReport = (
  curves: readonly VarianceCurve[],
  { name, evaluationTrajectories, innerSteps, alpha, repetitions, command }: VarianceReportSetting,
): string => {
  const section = (source: NoiseSource, heading: string, text: string): readonly string[] => [
    `## ${heading}`,
    '',
    text,
    '',
    `![Total variance against N](variance-${source}.svg)`,
    '',
    ...markdownTable(varianceTable(curves, source)),
    '',
  ];
  return [
    '# Variance of debiasing parts against N',
    '',
    `Measured on ${name}: ${String(innerSteps)} inner step${innerSteps === 1 ? '' : 's'}, α = ${String(alpha)},`,
    `${String(evaluationTrajectories)} outer trajectories, ${String(repetitions)} repetitions, by`,
    '',
    `    ${command}`,
    '',
    'The tables have the total variance of the debiasing part carried back to θ, with one standard error.',
    "That part is the difference it makes to MAML's meta-gradient on the same data. The slope is that of",
    'log variance against log N.',
    '',
    ...section(
      'all',
      'All data',
      `The number of outer trajectories stays ${String(evaluationTrajectories)}, so their part of the variance does not fall with N.`,
    ),
    ...section('adaptation', 'Adaptation data alone', 'The same adaptation data with exact evaluation.'),
  ].join('\n');
};
