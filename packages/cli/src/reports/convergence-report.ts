import { point, type LineFigure } from '@sgmrl/report';
import type { ConvergenceStudy } from '@sgmrl/theory';
import { significant } from './format';
import { markdownTable } from './text-table';

/** Iterations against 1/ε, promised and needed. */
export const convergencePlot = ({ rows }: ConvergenceStudy): LineFigure => ({
  id: 'convergence',
  title: 'Iterations to a mean ‖∇V‖² of ε²',
  description: 'Iterations against 1/ε: those that the theory promises, and those that were needed.',
  x: { label: '1/ε', scale: 'log' },
  y: { label: 'iterations', scale: 'log' },
  symbols: true,
  series: [
    {
      name: 'promised',
      style: 0,
      points: rows.map(({ accuracy, plan }) => point(1 / accuracy, plan.iterations)),
    },
    { name: 'needed', style: 1, points: rows.map(({ accuracy, needed }) => point(1 / accuracy, needed)) },
  ],
});

/** A study as a Markdown document beside its plot. */
export const convergenceReport = (
  { bounds, rows, fit, resting }: ConvergenceStudy,
  command: string,
): string =>
  [
    '# Convergence: what is promised and what happens',
    '',
    `Made by \`${command}\`. Two bandits reward different arms: one pays 1 for the first arm, the other 0.6`,
    'for the second. There is one inner step with α = 2, N = 2 and one outer trajectory. V and ∇V are',
    'exact at every iterate, by enumeration.',
    '',
    '## The step size of the theory',
    '',
    `SG-MRL (Algorithm 1) has β = 1/L_V, L_V = ${significant(bounds.smoothness)}, and B = ⌈2σ²/ε²⌉ tasks an iteration,`,
    `σ = ${significant(bounds.estimator)} (sharpened constants). The theory promises that the mean of ‖∇V(θ_k)‖² over the`,
    'first K iterations is at most ε². The column _needed_ has the first number of iterations over which',
    'it is.',
    '',
    ...markdownTable([
      ['ε', 'B', 'K promised', 'mean ‖∇V‖² over K', 'of ε²', 'needed', 'K / needed'],
      ...rows.map(({ accuracy, plan, meanSquare, needed }) => [
        String(accuracy),
        String(plan.tasks),
        String(plan.iterations),
        significant(meanSquare),
        `${significant((100 * meanSquare) / (accuracy * accuracy))} %`,
        String(needed),
        significant(plan.iterations / needed),
      ]),
    ]),
    '',
    '![Iterations against 1/ε](convergence.svg)',
    '',
    `The iterations needed grow like ε^−${fit.exponent.toFixed(2)} (± ${fit.stderr.toFixed(2)}), and those promised like ε^−2.`,
    '',
    '## Where ascents come to rest',
    '',
    'Each row is an ascent along the exact expectation of an estimator, 400 steps of size 4 from the same',
    'start. A biased estimator rests where its own expectation is zero, but ∇V is not zero there.',
    '',
    ...markdownTable([
      ['estimator', 'V', '‖∇V‖'],
      ...resting.map(({ name, value, gradientNorm }) => [
        name,
        value.toFixed(6),
        gradientNorm < 1e-12 ? 'below 1e-12' : gradientNorm.toExponential(1),
      ]),
    ]),
    '',
  ].join('\n');
