import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What every package exports, from its sources, as `{ from, name, symbol }`, and the checker. */
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
  const exports = entries.flatMap(({ from, path }) =>
    checker
      .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(path)))
      .map((symbol) => ({ from, name: symbol.name, symbol: originOf(checker, symbol) })),
  );
  return { checker, exports };
};

/** What a symbol stands for: where it is passed on, that of its declaration. */
export const originOf = (checker, symbol) =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

export const isType = ({ symbol }) => (symbol.flags & ts.SymbolFlags.Type) !== 0;
