import type { Policy } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import { derived, type Mutant } from './mutant';

/** Weights of the first rows alone. */
const upToRow = (rows: number, weights: Vector): Vector => Array.from(weights, (w, k) => (k < rows ? w : 0));

/** Breakages that begin with a certain number of rows. */
export const endsEarly = (policy: Policy): readonly Mutant[] => [
  ...[8, 16, 64, 128].map((rows): Mutant => [
    `sums the scores of ${String(rows)} rows at most`,
    'many rows',
    derived(policy, {
      weightedScore: (theta, data, w) => policy.weightedScore(theta, data, upToRow(rows, w)),
    }),
  ]),
  [
    'drops rows after the fifth in its Hessian',
    'many rows',
    derived(policy, {
      hessianVectorProduct: (theta, data, w, v) => policy.hessianVectorProduct(theta, data, upToRow(5, w), v),
    }),
  ],
  [
    'drops rows after the fifth in the combined operation',
    'many rows',
    {
      curvatureAndScore: (theta, data, w, v, omega) =>
        policy.curvatureAndScore(theta, data, upToRow(5, w), v, (d) => upToRow(5, omega(d))),
    },
  ],
  [
    'has no log π after 64 rows',
    'many rows',
    {
      logProbability: (theta, data) =>
        Array.from(policy.logProbability(theta, data), (log, k) => (k < 64 ? log : 0)),
    },
  ],
];
