#!/usr/bin/env node
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { exportsOf, isType } from './exports.mjs';

// One name is one thing in all packages, and no type has the name of one of TypeScript or JavaScript,
// so that a program imports from several packages without renaming: `node names.mjs [ROOT]`.

const [root = fileURLToPath(new URL('../../..', import.meta.url))] = process.argv.slice(2);

/** The types of the language and its library that are there without an import. */
const globalTypes = () => {
  const folder = dirname(ts.getDefaultLibFilePath({}));
  return new Set(
    readdirSync(folder)
      .filter((file) => /^lib\.(es|decorators).*\.d\.ts$/.test(file))
      .map((file) =>
        ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2022),
      )
      .flatMap(({ statements }) => statements)
      .filter((node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node))
      .map(({ name }) => name.text),
  );
};

const { exports: all } = exportsOf(root);
const global = globalTypes();
const shadows = all
  .filter((one) => isType(one) && global.has(one.name))
  .map(
    ({ from, name }) => `@sgmrl/${from}: ${name}: expected a name of its own, found that of a global type`,
  );

const byName = new Map();
for (const one of all) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
const collisions = [...byName]
  .filter(([, those]) => new Set(those.map(({ symbol }) => symbol)).size > 1)
  .map(
    ([name, those]) =>
      `${name}: expected one thing in all packages, found one in each of ${those.map(({ from }) => from).join(', ')}`,
  );

const problems = [...shadows, ...collisions];
problems.forEach((line) => console.error(line));
process.exitCode = problems.length === 0 ? 0 : 1;
