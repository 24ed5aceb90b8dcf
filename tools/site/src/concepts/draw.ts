/** Prints the figures of docs/concepts as JSON, names and SVG: `npm run figures`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawFigures } from './figures';

const [, , results] = process.argv;

void drawFigures((name) => readFileSync(join(results, name), 'utf8')).then((drawn) => {
  process.stdout.write(JSON.stringify(drawn));
});
