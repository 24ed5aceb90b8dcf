#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { readJson } from './repository.mjs';
import { weigh } from './weigh.mjs';
import { saysSo, withTable } from './weight-table.mjs';

// Weighs what a program gets that bundles one function of a package: `node weight.mjs [ROOT]`. Holds
// each to its budget in weight-budgets.json, in kB, and docs/weight.md to what is found. With --write,
// writes the table there.

const writes = process.argv.includes('--write');
const [root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv
  .slice(2)
  .filter((argument) => argument !== '--write');
const document = join(root, 'docs/weight.md');

const weighed = [];
for (const budget of readJson(join(root, 'tools/packaging/weight-budgets.json')))
  weighed.push({ ...budget, ...(await weigh(root, budget)) });

const problems = weighed
  .filter(({ minified, most }) => minified > 1000 * most)
  .map(
    ({ name, from, minified, most }) =>
      `${name} of @sgmrl/${from}: expected at most ${most} kB minified, found ${(minified / 1000).toFixed(1)}`,
  );
const text = readFileSync(document, 'utf8');
if (writes) {
  const options = { ...(await resolveConfig(document)), parser: 'markdown' };
  writeFileSync(document, await format(withTable(text, weighed), options));
} else if (!saysSo(text, weighed)) {
  problems.push('docs/weight.md does not say what the packages weigh: npm run weight -- --write');
}
problems.forEach((line) => console.error(line));
process.exitCode = problems.length === 0 ? 0 : 1;
