import type { TaskDistribution, TaskPicture } from '@sgmrl/environments';
import type { Vector } from '@sgmrl/vector';
import { point, type Series } from '../figure';
import { stepName } from '../path-chart';
import { animated } from './animated';
import type { Picture, Pictured, Subject } from './picture';
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

/** What is drawn otherwise where one's own drawing throws, and why. */
export const drawnOr =
  <Shown>(draw: (shown: Shown) => readonly Picture[], otherwise: (shown: Shown) => readonly Picture[]) =>
  (shown: Shown): Pictured => {
    try {
      return { pictures: draw(shown) };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { pictures: otherwise(shown), problem: `it is pictured by what is observed: ${problem}` };
    }
  };

/** At most so many numbers of an observation are drawn. */
const shownNumbers = 6;

const subscript = (n: number): string =>
  Array.from(String(n), (digit) => '₀₁₂₃₄₅₆₇₈₉'.charAt(Number(digit))).join('');

const linesOf = (observations: readonly ArrayLike<number>[], size: number): readonly Series[] =>
  Array.from({ length: Math.min(size, shownNumbers) }, (_, i) => ({
    name: `o${subscript(i + 1)}`,
    style: i,
    points: observations.map((observation, step) => point(step, observation[i])),
  }));

/** What is observed at each step, for environments that do not say how to draw them. */
export const observed =
  <Task, State>(
    { id, title, subtitle }: Subject,
    {
      observationSpace,
      environment,
      features,
    }: Pick<TaskDistribution<Task, State>, 'observationSpace' | 'environment' | 'features'>,
  ) =>
  (shown: readonly ShownTask<Task, State>[]): readonly Picture[] =>
    shown.flatMap(({ task, walks }, i) => {
      const { observe } = environment(task);
      const size = observationSpace.kind === 'box' ? observationSpace.low.length : 1;
      const left = size - shownNumbers;
      return [...new Set([0, walks.length - 1])].map((step): Picture => {
        const observations = walks[step].states.map((state) => Array.from(observe(state)));
        return {
          kind: 'lines',
          figure: {
            id: `${id}-task-${String(i + 1)}-steps-${String(step)}`,
            title: `${title}: ${inWords(features(task))}, ${stepName(step)}`,
            description: [
              `What is observed at each step of an episode (${subtitle}) ${stepName(step)}.`,
              ...(left > 0 ? [`The first ${String(shownNumbers)} of ${String(size)} numbers.`] : []),
            ].join(' '),
            x: { label: 'step', scale: 'linear' },
            y: { label: 'observation', scale: 'linear' },
            symbols: false,
            series: linesOf(observations, size),
          },
        };
      });
    });
