import type { Segment, Space, TaskDistribution, TaskPicture } from '@sgmrl/environments';
import type { Vector } from '@sgmrl/vector';
import { animated } from './animated';
import type { Picture, Subject } from './picture';
import type { ShownTask } from './show-tasks';

const usualSeconds = 0.05;

const inWords = (features: Vector): string =>
  `task (${Array.from(features, (x) => x.toFixed(2).replace('-', '−')).join(', ')})`;

/** A few tasks of one's own environment, before and after adaptation. */
export const ownPictures =
  <Task, State>(
    subject: Subject,
    { features }: TaskDistribution<Task, State>,
    { frame, nameOf, secondsPerStep = usualSeconds }: TaskPicture<Task, State>,
  ) =>
  (shown: readonly ShownTask<Task, State>[]): readonly Picture[] =>
    animated(subject, secondsPerStep, frame, nameOf ?? ((task) => inWords(features(task))))(shown);

const apart = 0.25;

/** From all numbers into (−1, 1), so that the large and the small are seen. */
const squashed = (x: number): number => x / (1 + Math.abs(x));

/** A bar for each number, to the right where it is positive, the first one lowest. */
const bars = (observation: Vector): readonly Segment[] =>
  Array.from(observation, (x, i): Segment => ({
    from: [0, apart * (i + 1)],
    to: [squashed(x), apart * (i + 1)],
    radius: apart / 4,
  }));

/** A place on a line for each index, and a mark above the one that is observed. */
const place = (size: number, [index]: readonly number[]): readonly Segment[] => [
  { from: [0, apart], to: [apart * (size - 1), apart], radius: apart / 8 },
  { from: [apart * index, 2 * apart], to: [apart * index, 2 * apart], radius: apart / 3 },
];

const drawing = (space: Space): ((observation: Vector) => readonly Segment[]) =>
  space.kind === 'box' ? bars : (observation) => place(space.size, Array.from(observation));

/** What is observed, for environments that do not say how to draw them. */
export const observed = <Task, State>({
  observationSpace,
  environment,
}: TaskDistribution<Task, State>): TaskPicture<Task, State> => {
  const draw = drawing(observationSpace);
  return {
    frame: (task) => {
      const { observe } = environment(task);
      return (state) => draw(observe(state));
    },
  };
};
