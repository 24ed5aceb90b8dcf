/** `npm run results -- CSV RUN…`: prints the tables of docs/results for these runs and writes their curves to CSV. */
import { writeFile } from 'node:fs/promises';
import { csv, curveTable, endTable, readResult } from '../dist/index.js';

const [file, ...directories] = process.argv.slice(2);
if (file === undefined || directories.length === 0) {
  console.error('usage: npm run results -- CURVES.csv RUN…');
  process.exit(2);
}
const runs = [];
for (const directory of directories) {
  const result = await readResult(directory)();
  if (result._tag === 'Left') {
    console.error(result.left);
    process.exit(2);
  }
  runs.push(result.right);
}
console.log(`${endTable(runs)}\n\n${curveTable(runs)}`);
await writeFile(file, csv(runs));
