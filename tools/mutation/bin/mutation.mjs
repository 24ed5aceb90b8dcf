#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { format, resolveConfig } from 'prettier';
import { optionsFor } from './options.mjs';
import { outcomeOf } from './outcome.mjs';
import { explained, problemsOf, withOutcomes } from './page.mjs';

// Changes the code of a package in one place at a time and sees whether a test of the package fails:
// `node mutation.mjs [PACKAGE]…`. Writes what it found to results/ and docs/mutation.md.

const packages = ['prng', 'optimizers', 'rollouts', 'estimators'];

const tool = fileURLToPath(new URL('..', import.meta.url));
const root = join(tool, '../..');
const cache = 'node_modules/.cache/mutation';
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const writeFormatted = async (path, text, parser) => {
  writeFileSync(path, await format(text, { ...(await resolveConfig(path)), parser }));
};
const resultOf = (name) => join(tool, 'results', `${name}.json`);

const test = async (name) => {
  await new Stryker(optionsFor(name, cache)).runMutationTest();
  const outcome = outcomeOf(readJson(join(root, cache, `${name}.json`)));
  await writeFormatted(resultOf(name), JSON.stringify(outcome), 'json');
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !packages.includes(name));
if (unknown !== undefined) {
  console.error(`expected packages of ${packages.join(', ')}, found ${unknown}`);
  process.exit(2);
}
process.chdir(root);
for (const name of named.length > 0 ? named : packages) await test(name);

const outcomes = Object.fromEntries(
  packages.map((name) => [name, existsSync(resultOf(name)) ? readJson(resultOf(name)) : undefined]),
);
const reasons = readJson(join(tool, 'reasons.json'));
const page = join(root, 'docs/mutation.md');
await writeFormatted(page, withOutcomes(readFileSync(page, 'utf8'), outcomes, reasons), 'markdown');

const problems = problemsOf(
  explained(
    Object.values(outcomes).filter((outcome) => outcome !== undefined),
    reasons,
  ),
);
problems.forEach((line) => console.error(line));
process.exitCode = problems.length === 0 ? 0 : 1;
