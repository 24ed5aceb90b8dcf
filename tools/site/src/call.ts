import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What `expression` is with the exports of a program of `bin`, which are ES modules, in scope. */
export const call = (module: string, expression: string): unknown => {
  const url = pathToFileURL(join(__dirname, '..', 'bin', module)).href;
  const program = `import * as it from ${JSON.stringify(url)}; console.log(JSON.stringify(${expression}))`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' }),
  );
};
