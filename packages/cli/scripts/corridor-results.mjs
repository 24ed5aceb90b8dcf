/**
 * Prints the tables of docs/results/corridor.md from its data. `--take FOLDER` takes the data from a
 * comparison before, and `--draw` draws the figures.
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

const folder = new URL('../../../docs/results/corridor/', import.meta.url);
const reference = 'none';

const taken = takenFolder();
if (taken !== undefined) take(taken, folder, windowedName);

const cells = cellsOf(readRuns(folder));
console.log(
  [
    untrainedTable(
      cells.filter(({ algorithm }) => algorithm === reference),
      'ζ',
      ({ innerSteps }) => innerSteps,
    ),
    endTable(cells),
    differenceTable(cells, () => reference),
  ].join('\n\n'),
);
await drawIfAsked(
  folder,
  [1, 2, 3].map((zeta) =>
    learningFigure(
      cells.filter(({ innerSteps }) => innerSteps === zeta),
      { id: `after-adaptation-inner-steps-${zeta}`, title: `Return after adaptation, ζ = ${zeta}` },
    ),
  ),
);
