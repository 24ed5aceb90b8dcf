import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The code of every example in the README of a folder. */
export const readmeExamples = (folder) =>
  [...readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```/gms)].map(
    ([, code]) => code,
  );
