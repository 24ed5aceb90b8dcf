import type { Comparison } from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import { comparisonFigures } from './curves';
import { drawAllLines, drawPictures, type Drawn } from './drawn';
import type { FigureSection } from './page/page';
import type { Picture } from './pictures/picture';
import { runFigures, withoutParts } from './run-curves';

/** A section without its figures. */
type Heading = Omit<FigureSection, 'figures'>;

const headings = {
  sweep: {
    id: 'sweep',
    heading: 'Values tried',
    about: 'The return on held-out tasks against each number of which several values were tried.',
  },
  learning: {
    id: 'learning',
    heading: 'Learning curves',
    about: 'How the return before and after adaptation grows with training.',
  },
  adaptation: {
    id: 'adaptation',
    heading: 'Adaptation to held-out tasks',
    about:
      'How the trained parameters adapt to new tasks, from a random stream that training does not use. If there are only a few different tasks, they are the same ones again.',
  },
  behaviour: {
    id: 'behaviour',
    heading: 'Behaviour',
    about:
      'What policies do on held-out tasks before and after adaptation, run again from the checkpoint of the first seed of each group that is trained to adapt.',
  },
  training: {
    id: 'training',
    heading: 'Training run by run',
    about: 'Norms, divergence where the outer update measures it, and wall-clock seconds of each iteration.',
  },
} satisfies Readonly<Record<string, Heading>>;

/** Draws the sections of a page; `prefix` begins their ids and those of their figures. */
export const drawSections = (
  prefix: string,
  comparison: Comparison,
  pictures: readonly Picture[],
): T.Task<readonly FigureSection[]> => {
  const { learning, adaptation, sweep } = comparisonFigures(comparison);
  const unmeasured = withoutParts(comparison.groups);
  const training =
    unmeasured === undefined
      ? headings.training
      : { ...headings.training, about: `${headings.training.about} ${unmeasured}` };
  const section = (heading: Heading, figures: T.Task<readonly Drawn[]>): T.Task<FigureSection> =>
    pipe(
      figures,
      T.map((drawn) => ({
        ...heading,
        id: `${prefix}${heading.id}`,
        figures: drawn.map((one) => ({ ...one, id: `${prefix}${one.id}` })),
      })),
    );
  return T.sequenceSeqArray([
    section(headings.sweep, drawAllLines(sweep)),
    section(headings.learning, drawAllLines(learning)),
    section(headings.adaptation, drawAllLines(adaptation)),
    section(headings.behaviour, drawPictures(pictures)),
    section(training, drawAllLines(runFigures(comparison.groups))),
  ]);
};
