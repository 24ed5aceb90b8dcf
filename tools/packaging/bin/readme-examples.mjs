import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const readme = (folder) => readFileSync(join(folder, 'README.md'), 'utf8');

/** The code of every example in the README of a folder. */
export const readmeExamples = (folder) =>
  [...readme(folder).matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => code);

/** The packages that the README of a folder tells to install, by name. */
export const readmeInstalls = (folder) =>
  [...readme(folder).matchAll(/`npm install ([^`]+)`/g)].flatMap(([, names]) => names.split(/\s+/));
