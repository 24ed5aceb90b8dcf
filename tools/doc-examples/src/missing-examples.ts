import { relative } from 'node:path';
import * as ts from 'typescript';
import { compilerOptions } from './check-types';

/** A name that an entry file exports. */
interface Export {
  readonly name: string;
  /** Where it is declared: "file:line". */
  readonly place: string;
  readonly isCalled: boolean;
  /** The text of its `@example` tags; empty without any. */
  readonly example: string;
}

const read = (checker: ts.TypeChecker, root: string, symbol: ts.Symbol): Export => {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declarations = target.declarations ?? [];
  const [first] = declarations;
  const file = first.getSourceFile();
  const isCalled =
    (target.flags & ts.SymbolFlags.Value) !== 0 &&
    checker.getTypeOfSymbolAtLocation(target, first).getCallSignatures().length > 0;
  const comments = declarations.flatMap(ts.getJSDocCommentsAndTags).filter(ts.isJSDoc);
  return {
    name: symbol.name,
    place: `${relative(root, file.fileName)}:${String(file.getLineAndCharacterOfPosition(first.getStart()).line + 1)}`,
    isCalled,
    example: comments
      .flatMap(({ tags }) => [...(tags ?? [])])
      .filter(({ tagName }) => tagName.text === 'example')
      .map((tag) => tag.getText())
      .join('\n'),
  };
};

const hasCode = ({ example }: Export): boolean => example.includes('```ts');

/** The functions of one entry file that have no example. */
const gaps = (exports: readonly Export[]): readonly string[] => {
  const shown = new Set(exports.filter(hasCode).map(({ name }) => name));
  const shares = ({ example }: Export): boolean => shown.has(/See \{@link (\w+)\}/.exec(example)?.[1] ?? '');
  return exports
    .filter((one) => one.isCalled && !hasCode(one) && !shares(one))
    .map(({ place, name }) => `${place}: function ${name} has no @example`);
};

/**
 * The functions that the entry files of packages export without an example, as "file:line: what is
 * missing": an `@example` with code in the doc comment, or `@example See {@link other}` where
 * `other` has one and is exported beside it.
 */
export const missingExamples = (root: string, entries: readonly string[]): readonly string[] => {
  const program = ts.createProgram(entries, compilerOptions(root));
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${entry}: expected a module with exports`);
    return gaps(checker.getExportsOfModule(module).map((symbol) => read(checker, root, symbol)));
  });
};
