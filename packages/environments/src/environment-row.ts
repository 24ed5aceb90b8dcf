import type { Part } from '@sgmrl/codecs';
import { someTaskDistribution, type SomeTaskDistribution } from './some-task-distribution';
import type { TaskDistribution } from './task-distribution';
import type { TaskPicture } from './task-picture';

/** Plain data told apart by `kind`, the name of the row that it belongs to. */
export interface Kinded {
  /** The name of the row. */
  readonly kind: string;
}

/** Everything that is to be known of an environment. */
export interface EnvironmentDescription<Spec extends Kinded, Task, State> {
  /** Codec of its settings, `kind` included. */
  readonly spec: Part<Spec>;
  /** Settings to begin with. */
  readonly default: Spec;
  /** What it is, in a sentence. */
  readonly about: string;
  /** The tasks that settings describe. */
  readonly tasks: (spec: Spec) => TaskDistribution<Task, State>;
  /** Reports draw the observations unless given. */
  readonly picture?: TaskPicture<Task, State>;
}

/** An environment whose task and state types are its own business: one row of a vocabulary. */
export interface EnvironmentRow<Spec extends Kinded = Kinded> extends Pick<
  EnvironmentDescription<Spec, unknown, unknown>,
  'spec' | 'default' | 'about'
> {
  /** The tasks of a spec; a RangeError if it is one of another row. */
  readonly tasks: (spec: Kinded) => SomeTaskDistribution;
}

/**
 * An environment of one's own as a row.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, throws } from 'node:assert';
 * import { cartPoleDefault, environmentRow, navigation2d, Navigation2dSpec, navigation2dDefault } from '@sgmrl/environments';
 * const row = environmentRow({ spec: Navigation2dSpec, default: navigation2dDefault, about: 'to a goal', tasks: navigation2d });
 * const short = { ...navigation2dDefault, horizon: 7 };
 * deepStrictEqual(row.tasks(short)(({ horizon }) => horizon), 7);
 * throws(() => row.tasks(cartPoleDefault), /expected a spec of navigation-2d, found .*cart-pole/);
 * ```
 */
export const environmentRow = <Spec extends Kinded, Task, State>({
  spec: codec,
  default: start,
  about,
  tasks,
  picture,
}: EnvironmentDescription<Spec, Task, State>): EnvironmentRow<Spec> => ({
  spec: codec,
  default: start,
  about,
  tasks: (spec) => {
    if (!codec.is(spec))
      throw new RangeError(`expected a spec of ${start.kind}, found ${JSON.stringify(spec)}`);
    return someTaskDistribution(tasks(spec), picture);
  },
});
