#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { format, resolveConfig } from 'prettier';
import { optionsFor } from './options.mjs';
import { outcomeOf, updated } from './outcome.mjs';
import { explained, problemsOf, withOutcomes } from './page.mjs';
import { chosen, sourcesOf } from './sources.mjs';

// Changes the code of a package in one place at a time and sees whether a test of the package fails:
// `node mutation.mjs [PACKAGE | PACKAGE/src/FILE]…`. Writes what it found to results/ and docs/mutation.md.

const packages = ['prng', 'optimizers', 'rollouts', 'estimators'];

const tool = fileURLToPath(new URL('..', import.meta.url));
const root = join(tool, '../..');
const cache = 'node_modules/.cache/mutation';
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const writeFormatted = async (path, text, parser) => {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser }));
};
const resultOf = (name) => join(tool, 'results', `${name}.json`);

const known = (name) => (existsSync(resultOf(name)) ? readJson(resultOf(name)) : {});

const sources = Object.fromEntries(packages.map((name) => [name, sourcesOf(root, name)]));

const test = async ({ name, files }) => {
  await new Stryker(optionsFor(name, files, cache)).runMutationTest();
  const found = outcomeOf(readJson(join(root, cache, `${name}.json`)));
  const outcome = updated(known(name), found, { has: sources[name], ran: files });
  await writeFormatted(resultOf(name), JSON.stringify(outcome), 'json');
};

const { runs, unknown } = chosen(sources, process.argv.slice(2));
if (unknown !== undefined) {
  console.error(`expected packages of ${packages.join(', ')}, or files in them, found ${unknown}`);
  process.exit(2);
}
process.chdir(root);
for (const run of runs) await test(run);

const outcomes = packages.map((name) => ({ name, files: sources[name], outcome: known(name) }));
const reasons = readJson(join(tool, 'reasons.json'));
const page = join(root, 'docs/mutation.md');
await writeFormatted(page, withOutcomes(readFileSync(page, 'utf8'), outcomes, reasons), 'markdown');

const problems = problemsOf(explained(outcomes, reasons));
problems.forEach((line) => console.error(line));
process.exitCode = problems.length === 0 ? 0 : 1;
