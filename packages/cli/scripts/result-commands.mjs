/** What the commands that print pages of docs/results have in common. */
import { writeFileSync } from 'node:fs';
import { figureFile } from '@sgmrl/report';

/** The candidate that has no name of its own is called `windowed`. */
export const windowedName = (candidate) =>
  candidate.replace('curvature + centred(window(0.9, dice))', 'windowed');

/** FOLDER of `--take FOLDER`, or undefined. */
export const takenFolder = () => {
  const at = process.argv.indexOf('--take');
  return at > 0 ? process.argv[at + 1] : undefined;
};

/** Writes the figures into the folder with `--draw`. */
export const drawIfAsked = async (folder, figures) => {
  if (!process.argv.includes('--draw')) return;
  for (const figure of figures) {
    const [name, svg] = await figureFile(figure)();
    writeFileSync(new URL(name, folder), svg);
  }
};
