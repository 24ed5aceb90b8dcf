import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { readJson } from './repository.mjs';

/** The declarations of all entries in `exports` of a package.json, of ES modules and CommonJS. */
const declarationsOf = (conditions) =>
  Object.entries(conditions).flatMap(([condition, target]) => {
    if (typeof target !== 'string') return declarationsOf(target);
    return condition === 'types' ? [target] : [];
  });

/** Where a position of a declaration file comes from: `{ path, rest }`, the source from there on. */
const sourceAt = (file, position) => {
  const map = `${file.fileName}.map`;
  if (!existsSync(map)) return undefined;
  const from = file.getLineAndCharacterOfPosition(position);
  const { originalSource, originalLine, originalColumn } = new SourceMap(readJson(map)).findEntry(
    from.line,
    from.character,
  );
  const path = join(dirname(map), originalSource ?? '');
  if (originalSource === undefined || !existsSync(path)) return undefined;
  const line = readFileSync(path, 'utf8').split('\n')[originalLine] ?? '';
  return { path, rest: line.slice(originalColumn) };
};

/**
 * What is wrong with "go to definition" in an installed package: the exports whose declaration does
 * not lead, by its map, to the name in a TypeScript source of the package.
 */
export const lostDefinitions = (folder) => {
  const manifest = readJson(join(folder, 'package.json'));
  const entries = declarationsOf(manifest.exports).map((path) => join(folder, path));
  const program = ts.createProgram(entries, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  });
  const checker = program.getTypeChecker();
  const origin = (symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const isLost = (node) => {
    const { name } = node;
    const file = node.getSourceFile();
    // A namespace is a whole file, and what comes from another package is looked at there.
    if (name === undefined || !file.fileName.startsWith(`${folder}/dist/`)) return false;
    const source = sourceAt(file, name.getStart());
    return !(source?.path.startsWith(join(folder, 'src')) && source.rest.startsWith(name.text));
  };
  return entries.flatMap((entry) =>
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(entry)))
      .map((symbol) => ({ exported: symbol.name, nodes: origin(symbol).declarations ?? [] }))
      .filter(({ nodes }) => nodes.length === 0 || nodes.some(isLost))
      .map(({ exported }) => `${manifest.name}: the definition of ${exported} is not found from ${entry}`),
  );
};
