import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What every package exports: `{ from, name, declared, isType }`, from its sources. */
export const exportsOf = (root) => {
  const entries = readdirSync(join(root, 'packages'))
    .map((name) => ({ from: name, path: join(root, 'packages', name, 'src/index.ts') }))
    .filter(({ path }) => existsSync(path));
  const config = join(root, 'tsconfig.base.json');
  const { options } = ts.parseJsonConfigFileContent(
    ts.parseConfigFileTextToJson(config, readFileSync(config, 'utf8')).config,
    ts.sys,
    root,
  );
  const program = ts.createProgram(
    entries.map(({ path }) => path),
    options,
  );
  const checker = program.getTypeChecker();
  const origin = (symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return entries.flatMap(({ from, path }) =>
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)))
      .map((symbol) => ({ from, name: symbol.name, symbol: origin(symbol) })),
  );
};

export const isType = ({ symbol }) => (symbol.flags & ts.SymbolFlags.Type) !== 0;
