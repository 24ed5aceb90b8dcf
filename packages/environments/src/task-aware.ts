import { checkFields } from '@sgmrl/codecs';
import { key } from '@sgmrl/prng';
import type { Vector } from '@sgmrl/vector';
import { checkSpace } from './check-space';
import type { Environment } from './environment';
import type { Box, Space } from './space';
import type { TaskDistribution } from './task-distribution';

const unbounded = (length: number, bound: number): Vector => Array.from({ length }, () => bound);

/**
 * Where the observations of a space go as real vectors: an index becomes the unit vector of its
 * place.
 */
const boxOf = (space: Space): Box =>
  space.kind === 'box'
    ? space
    : { kind: 'box', low: unbounded(space.size, 0), high: unbounded(space.size, 1) };

const intoBox = (space: Space, observation: Vector): readonly number[] =>
  space.kind === 'box'
    ? Array.from(observation)
    : Array.from({ length: space.size }, (_, i) => (i === observation[0] ? 1 : 0));

/**
 * The space of the observations of {@link taskAware}: those of `space` as real vectors, followed by
 * so many features.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { discrete, spaceWithFeatures, vectorLength } from '@sgmrl/environments';
 * strictEqual(vectorLength(spaceWithFeatures(discrete(3), 2)), 5);
 * ```
 */
export const spaceWithFeatures = (space: Space, length: number): Box => {
  const { low, high } = boxOf(space);
  return {
    kind: 'box',
    low: [...Array.from(low), ...Array.from(unbounded(length, Number.NEGATIVE_INFINITY))],
    high: [...Array.from(high), ...Array.from(unbounded(length, Number.POSITIVE_INFINITY))],
  };
};

/**
 * The same tasks, told: each observation x is followed by the features f of its task, (x, f). An
 * observation that is an index comes as a unit vector. A policy that is trained on such
 * observations needs no adaptation to know its task; what it earns is what an adapting policy could
 * earn at best (the task-aware oracle).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { navigation2d, navigation2dDefault, taskAware } from '@sgmrl/environments';
 * import { key } from '@sgmrl/prng';
 * const environment = taskAware(navigation2d(navigation2dDefault)).environment({ goal: [0.4, 0.25] });
 * deepStrictEqual(environment.observe(environment.reset(key(0))), [0, 0, 0.4, 0.25]);
 * ```
 */
export const taskAware = <Task, State>(
  distribution: TaskDistribution<Task, State>,
): TaskDistribution<Task, State> => {
  checkFields('taskAware', distribution, {
    sample: 'a function',
    features: 'a function',
    environment: 'a function',
  });
  const original = distribution.observationSpace;
  checkSpace('taskAware: observationSpace', original);
  const observationSpace = spaceWithFeatures(
    original,
    distribution.features(distribution.sample(key(0))).length,
  );
  return {
    ...distribution,
    name: `task-aware ${distribution.name}`,
    observationSpace,
    environment: (task): Environment<State> => {
      const environment = distribution.environment(task);
      const features = Array.from(distribution.features(task));
      return {
        ...environment,
        observationSpace,
        observe: (state) => [...intoBox(original, environment.observe(state)), ...features],
      };
    },
  };
};
