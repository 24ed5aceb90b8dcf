/**
 * Prints the tables of docs/results/four-corners.md or sparse-navigation.md from their data; the
 * first argument says which. `--take FOLDER` takes the data from a comparison before, and `--draw`
 * draws the figures.
 */
import {
  cellsOf,
  differenceTable,
  endTable,
  learningFigure,
  readRuns,
  take,
  untrainedTable,
} from './comparison-results.mjs';
import { drawIfAsked, takenFolder, windowedName } from './result-commands.mjs';

const folder = new URL(`../../../docs/results/${process.argv[2]}/`, import.meta.url);

/** A step size that was varied is part of the name. */
const nameOf = (candidate) => windowedName(candidate).replace(', stepSize=', ' at α = ');

const taken = takenFolder();
if (taken !== undefined) take(taken, folder, nameOf);

/** MAML at the same step size. */
const referenceOf = (algorithm) => algorithm.replace(/^[\w-]+/, 'maml');

const cells = cellsOf(readRuns(folder));
const references = cells.filter(({ algorithm }) => referenceOf(algorithm) === algorithm);

console.log(
  [
    untrainedTable(
      references,
      'adaptation',
      ({ algorithm }) => algorithm.replace(/^maml( at )?/, '') || 'as the preset',
    ),
    endTable(cells),
    differenceTable(cells, referenceOf),
  ].join('\n\n'),
);

await drawIfAsked(
  folder,
  references.map(({ algorithm }) => {
    const suffix = algorithm.slice('maml'.length);
    return learningFigure(
      cells.filter((cell) => cell.algorithm.endsWith(suffix)),
      {
        id: `after-adaptation${suffix.replace(' at α = ', '-step-size-')}`,
        title: `Return after adaptation${suffix.replace(' at ', ', ')}`,
      },
    );
  }),
);
