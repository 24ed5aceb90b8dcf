import type { VarianceCurve } from './variance-scaling';

/**
 * The heading and the rows of a table of variance curves, as text: one row an estimator, one column
 * an N.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { varianceTable } from '@sgmrl/theory';
 * const measured = { totalVariance: 2, stderr: 0.3 };
 * const slope = { exponent: -1, stderr: 0.05, factor: 2 };
 * const curve = {
 *   name: 'first-order',
 *   points: [{ trajectories: 10, all: measured, adaptation: measured }],
 *   fit: { all: slope, adaptation: slope },
 * };
 * deepStrictEqual(varianceTable([curve], 'all'), [
 *   ['estimator', 'N = 10', 'slope'],
 *   ['first-order', '2.00 ± 0.3', '-1.00 ± 0.05'],
 * ]);
 * ```
 */
export const varianceTable = (
  curves: readonly VarianceCurve[],
  source: 'all' | 'adaptation',
): readonly (readonly string[])[] => [
  [
    'estimator',
    ...(curves.length > 0 ? curves[0].points.map(({ trajectories }) => `N = ${String(trajectories)}`) : []),
    'slope',
  ],
  ...curves.map(({ name, points, fit }) => [
    name,
    ...points.map(
      (point) => `${point[source].totalVariance.toPrecision(3)} ± ${point[source].stderr.toPrecision(1)}`,
    ),
    `${fit[source].exponent.toFixed(2)} ± ${fit[source].stderr.toFixed(2)}`,
  ]),
];
