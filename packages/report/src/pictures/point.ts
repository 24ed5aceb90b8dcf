import type { PointState, PointTask } from '@sgmrl/environments';
import { norm } from '@sgmrl/vector';
import type { Place } from '../path-chart';
import type { Picture, Subject } from './picture';
import type { ShownTask } from './show-tasks';

/** The name of a task: where its goal is. */
const nameOf = ({ goal }: PointTask): string =>
  `goal (${goal.map((x) => x.toFixed(2).replace('-', '−')).join(', ')})`;

const distance = ([x, y]: Place, [goalX, goalY]: Place): string => norm([x - goalX, y - goalY]).toFixed(2);

const inWords = ({ task, walks }: ShownTask<PointTask, PointState>): string =>
  `${nameOf(task)}: ${walks.map(({ states }) => distance(states[states.length - 1].position, task.goal)).join(', ')}`;

/** The plane reaches from − to + its half-width. */
interface Plane {
  readonly positionHalfWidth: number;
}

/** The ways to a few goals, before and after each inner step. */
export const pointPictures =
  ({ positionHalfWidth }: Plane, { id, title, subtitle, style }: Subject) =>
  (shown: readonly ShownTask<PointTask, PointState>[]): readonly Picture[] => [
    {
      kind: 'paths',
      figure: {
        id: `${id}-paths`,
        title,
        subtitle,
        description: `One walk from its start (dot) to each of ${String(shown.length)} goals (cross), before and after each inner step, with the same random numbers. Distance to the goal at the end, step by step: ${shown.map(inWords).join('; ')}.`,
        style,
        halfWidth: positionHalfWidth,
        tasks: shown.map(({ task, walks }) => ({
          name: nameOf(task),
          goal: task.goal,
          paths: walks.map(({ states }) => states.map(({ position }) => position)),
        })),
      },
    },
  ];
