import type { Frame } from '../animation';
import { stepName } from '../path-chart';
import type { Picture, Subject } from './picture';
import type { ShownTask } from './show-tasks';

const returnOf = ({ rewards }: { readonly rewards: readonly number[] }): string =>
  rewards
    .reduce((sum, reward) => sum + reward, 0)
    .toFixed(1)
    .replace('-', '−');

/** An animation of each task: an episode before adaptation beside one after the last inner step. */
export const animated =
  <Task, State>(
    { id, title, subtitle, style }: Subject,
    secondsPerFrame: number,
    frame: (task: Task) => (state: State) => Frame,
    nameOfTask: (task: Task) => string,
  ) =>
  (shown: readonly ShownTask<Task, State>[]): readonly Picture[] =>
    shown.map(({ task, walks }, i): Picture => {
      const ends = walks.length === 1 ? [0] : [0, walks.length - 1];
      return {
        kind: 'animation',
        figure: {
          id: `${id}-task-${String(i + 1)}`,
          title: `${title}: ${nameOfTask(task)}`,
          description: `An episode (${subtitle}) ${ends.map((step) => `${stepName(step)} (return ${returnOf(walks[step])})`).join(' and ')}, with the same random numbers. The camera follows; marks on the ground do not move.`,
          secondsPerFrame,
          style,
          tracks: ends.map((step) => ({
            name: stepName(step),
            frames: walks[step].states.map(frame(task)),
          })),
        },
      };
    });
