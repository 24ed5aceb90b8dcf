import { record } from '@sgmrl/codecs';
import { cos, sin } from '@sgmrl/elementary';
import { uniformBetween } from '@sgmrl/prng';
import * as t from 'io-ts';
import { magnitude } from './codecs';
import { checkSpec } from './check-spec';
import { environmentRow } from './environment-row';
import { distance, planeFields, pointTasks, type Plane, type PointState, type PointTask } from './point';
import type { TaskDistribution } from './task-distribution';

/**
 * The plane of {@link sparseNavigation}: its goals, its walls and the length of a step, all in one
 * unit of length.
 */
export interface SparseNavigationSpec extends Plane {
  readonly kind: 'sparse-navigation';
  /** Goals lie on a half circle of this radius around the origin. */
  readonly goalDistance: number;
  /** Nothing is earned farther from the goal than this. */
  readonly rewardRadius: number;
}

/** Decodes a spec, strictly: every field must be there, and no other. */
export const SparseNavigationSpec: t.Type<SparseNavigationSpec> = record('sparse-navigation environment', {
  kind: t.literal('sparse-navigation'),
  ...planeFields,
  goalDistance: magnitude,
  rewardRadius: magnitude,
});

/**
 * The numbers of the program of Rakelly et al. (arXiv:1903.08254); no episode of so few steps meets
 * the walls.
 */
export const sparseNavigationDefault: SparseNavigationSpec = {
  kind: 'sparse-navigation',
  horizon: 20,
  goalDistance: 1,
  rewardRadius: 0.2,
  positionHalfWidth: 2,
  actionScale: 0.1,
  displacementLimit: 0.1,
};

/**
 * Sparse navigation: a point starts at the origin; its goal lies somewhere on a half circle, and
 * only places near the goal pay. With x' as in {@link navigation2d}, angle φ ~ U[0, π) a task,
 *
 *     goal = goalDistance · (cos φ, sin φ),   d = ‖x' − goal‖₂,   r = 1 − d if d ≤ rewardRadius, else 0 .
 *
 * Nothing ends an episode but the horizon. The observation is the position; the features of a task
 * are its goal. An action that is not two finite numbers throws a RangeError.
 *
 * Source: Rakelly et al., arXiv:1903.08254, §6.3, as their program has it (`SparsePointEnv` of
 * github.com/katerakelly/oyster): half circle, radius, reward, longest step and horizon are theirs.
 * Two things are ours: angles are uniform, where theirs are a hundred that lie equally far apart,
 * and rewards are sparse in training too, where they train with −d and only adapt to sparse ones.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import { sparseNavigation, sparseNavigationDefault } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const { step } = sparseNavigation(sparseNavigationDefault).environment({ goal: [0, 1] });
 * const from = (x: number, y: number) => ({ step: 0, position: [x, y] as const });
 * ok(Math.abs(step(from(0, 0.8), [0, 1], key(0)).reward - 0.9) < 1e-12); // 0.1 away
 * deepStrictEqual(step(from(0, 0.6), [0, 1], key(0)).reward, 0); // 0.3 away
 * ```
 */
export const sparseNavigation = (spec: SparseNavigationSpec): TaskDistribution<PointTask, PointState> => {
  checkSpec('sparse-navigation', SparseNavigationSpec, spec);
  const { goalDistance, rewardRadius } = spec;
  return pointTasks(spec, {
    start: () => [0, 0],
    goal: (key) => {
      const [angle] = uniformBetween(key, 0, Math.PI, 1);
      return [goalDistance * cos(angle), goalDistance * sin(angle)];
    },
    reward: (goal, _, to) => {
      const d = distance(to, goal);
      return d <= rewardRadius ? 1 - d : 0;
    },
    terminated: () => false,
  });
};

/** The row of the built-in vocabulary. */
export const sparseNavigationRow = environmentRow({
  spec: SparseNavigationSpec,
  default: sparseNavigationDefault,
  about: 'a point that finds its goal only by coming near it',
  tasks: sparseNavigation,
});
