/** Prints the figures of docs/concepts as JSON, names and SVG: `npm run figures`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figureFile } from '@sgmrl/report';
import { figures } from './figures';

const [, , results] = process.argv;

const main = async (): Promise<void> => {
  const drawn = [];
  for (const figure of figures((name) => readFileSync(join(results, name), 'utf8')))
    drawn.push(await figureFile(figure)());
  process.stdout.write(JSON.stringify(drawn));
};

void main();
