import { decodeWith, describeInvalidField, refine } from '@sgmrl/codecs';
import type { Segment, TaskDistribution, TaskPicture } from '@sgmrl/environments';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { guard, guardFunction, misfit, refuse } from './guard';
import type { Counted } from './guarded-tasks';

type Frame = readonly Segment[];

/** Nothing is drawn farther away: differences of what is are finite. */
const length = refine(t.number, 'number from -1e9 to 1e9', (x) => Math.abs(x) <= 1e9);

const place = t.tuple([length, length], '[x, z]');

const radius = refine(length, 'number above 0, up to 1e9', (x) => x > 0);

const rod = t.type({ from: place, to: place, radius }, 'rod');

const rods = 'list of rods { from: [x, z], to: [x, z], radius }, at least one';

const frameCodec = refine(t.readonlyArray(rod, rods), rods, (frame) => frame.length > 0);

const radiiOf = (frame: Frame): string => `[${frame.map(({ radius }) => radius).join(', ')}]`;

const wrongFrame = (found: unknown, first: Frame | undefined): string | undefined => {
  const decoded = decodeWith(frameCodec)(found);
  if (E.isLeft(decoded))
    return found instanceof Promise ? misfit(rods, found) : describeInvalidField(decoded.left[0]);
  const [expected, radii] = [radiiOf(first ?? decoded.right), radiiOf(decoded.right)];
  return radii === expected
    ? undefined
    : `expected rods of the radii ${expected}, as in the frame before, found ${radii}`;
};

const longestName = 80;

/** A task in a message. */
const inWords = <Task>(
  { task: codec }: Pick<TaskDistribution<Task, unknown>, 'task'>,
  task: Task,
): string => {
  const text = JSON.stringify(codec.encode(task));
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text;
};

/**
 * A picture of one's own, of the states that `guardedTasks` has, which says where it throws or
 * gives what cannot be drawn: of which task, and at which step.
 */
export const guardedPicture = <Task, State>(
  kind: string,
  tasks: Pick<TaskDistribution<Task, unknown>, 'task'>,
  { frame, nameOf, ...picture }: TaskPicture<Task, State>,
): TaskPicture<Task, Counted<State>> => ({
  ...picture,
  ...(nameOf && {
    nameOf: (task) => {
      const where = `environment ${kind}: picture.nameOf of task ${inWords(tasks, task)}`;
      const name: unknown = guard(where, () => nameOf(task));
      return typeof name === 'string' ? name : refuse(where, misfit('a string', name));
    },
  }),
  frame: (task) => {
    const where = `environment ${kind}: picture.frame of task ${inWords(tasks, task)}`;
    const drawn = guardFunction(where, 'a function of the state', () => frame(task));
    // One program moves the rods of the first frame through all others.
    let first: Frame | undefined;
    return ({ inner, step }) => {
      const at = `${where}, at step ${String(step)}`;
      const found = guard(at, () => drawn(inner));
      const wrong = wrongFrame(found, first);
      first ??= found;
      return wrong === undefined ? found : refuse(at, wrong);
    };
  },
});
