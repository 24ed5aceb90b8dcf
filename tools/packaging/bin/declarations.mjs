#!/usr/bin/env node
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { readJson } from './repository.mjs';

// The declarations of a package, one file a module, beside its build: `x.d.ts` for ES modules,
// `x.d.cts` for CommonJS. Each has a map to the source, which the tarball holds too, so that "go to
// definition" lands in TypeScript: `node declarations.mjs [FOLDER]`.

const folder = resolve(process.argv[2] ?? '.');
const source = join(folder, 'src');

/** The source of each entry in `exports`: `.` is index.ts, `./name` is name.ts. */
const entries = Object.keys(readJson(join(folder, 'package.json')).exports)
  .filter((name) => name !== './package.json')
  .map((name) => join(source, `${name === '.' ? 'index' : name.slice('./'.length)}.ts`));

const options = () => {
  const path = ts.findConfigFile(folder, ts.sys.fileExists, 'tsconfig.base.json');
  const { config } = ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8'));
  return {
    ...ts.parseJsonConfigFileContent(config, ts.sys, dirname(path)).options,
    // Other packages are known by their declarations, as to whoever installs them.
    paths: {},
    rootDir: folder,
    outDir: join(folder, 'dist'),
    declaration: true,
    declarationMap: true,
    // What modules share, of a type of a library that users need not have.
    stripInternal: true,
    emitDeclarationOnly: true,
  };
};

/**
 * Node wants the path of the file that it is to load. TypeScript shortens an import that it adds: `.`
 * is `./index`.
 */
const fileOf = (specifier, from, extension) => {
  if (!/^\.{1,2}(\/|$)/.test(specifier) || specifier.endsWith('.json')) return specifier;
  const isFile = !/(^|\/)\.{1,2}$/.test(specifier) && existsSync(`${resolve(dirname(from), specifier)}.ts`);
  return `${specifier}${isFile ? '' : '/index'}.${extension}`;
};

const withFiles = (extension) => (context) => (file) => {
  const { factory } = context;
  const named = (literal) =>
    literal && factory.createStringLiteral(fileOf(literal.text, file.fileName, extension), true);
  const visit = (child) => {
    const node = ts.visitEachChild(child, visit, context);
    if (ts.isImportDeclaration(node)) {
      const { modifiers, importClause, moduleSpecifier, attributes } = node;
      // What is imported for what it does declares nothing.
      if (importClause === undefined) return undefined;
      return factory.updateImportDeclaration(
        node,
        modifiers,
        importClause,
        named(moduleSpecifier),
        attributes,
      );
    }
    if (ts.isExportDeclaration(node)) {
      const { modifiers, isTypeOnly, exportClause, moduleSpecifier, attributes } = node;
      const name = named(moduleSpecifier);
      return factory.updateExportDeclaration(node, modifiers, isTypeOnly, exportClause, name, attributes);
    }
    if (ts.isImportTypeNode(node)) {
      const { argument, attributes, qualifier, typeArguments, isTypeOf } = node;
      const name = factory.updateLiteralTypeNode(argument, named(argument.literal));
      return factory.updateImportTypeNode(node, name, attributes, qualifier, typeArguments, isTypeOf);
    }
    return node;
  };
  return ts.visitNode(file, visit);
};

const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

/** Writes what becomes of one source, in `dist` where the source is in `src`. */
const writeTo =
  (extension) =>
  (emitted, text, _, __, [{ fileName }]) => {
    const place = join(folder, 'dist', `${relative(source, fileName).slice(0, -'.ts'.length)}.${extension}`);
    if (!emitted.endsWith('.map')) {
      write(place, text.replace(/(?<=\/\/# sourceMappingURL=).*/, `${basename(place)}.map`));
      return;
    }
    const sources = [relative(dirname(place), fileName).replaceAll('\\', '/')];
    write(`${place}.map`, JSON.stringify({ ...JSON.parse(text), file: basename(place), sources }));
  };

const program = ts.createProgram(entries, options());
const emit = (extension, imported) =>
  program.emit(undefined, writeTo(extension), undefined, true, {
    afterDeclarations: [withFiles(imported)],
  }).diagnostics;

const problems = [...ts.getPreEmitDiagnostics(program), ...emit('d.ts', 'js'), ...emit('d.cts', 'cjs')];
const host = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => folder,
  getNewLine: () => '\n',
};
if (problems.length > 0) {
  console.error(ts.formatDiagnostics(problems, host));
  process.exitCode = 1;
}
