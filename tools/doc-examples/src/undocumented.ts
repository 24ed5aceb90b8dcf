import { relative } from 'node:path';
import * as ts from 'typescript';
import { compilerOptions } from './check-types';

/** A name that an entry file exports. */
interface Export {
  readonly name: string;
  /** Where it is declared: "file:line". */
  readonly place: string;
  readonly kind: 'function' | 'type' | 'other';
  /** Whether a doc comment stands before one of its declarations. */
  readonly hasComment: boolean;
  /** The text of its `@example` tags; empty without any. */
  readonly example: string;
}

const read = (checker: ts.TypeChecker, root: string, symbol: ts.Symbol): Export => {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declarations = target.declarations ?? [];
  const [first] = declarations;
  const file = first.getSourceFile();
  const isType = (target.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) !== 0;
  const isCalled =
    (target.flags & ts.SymbolFlags.Value) !== 0 &&
    checker.getTypeOfSymbolAtLocation(target, first).getCallSignatures().length > 0;
  const comments = declarations.flatMap(ts.getJSDocCommentsAndTags).filter(ts.isJSDoc);
  return {
    name: symbol.name,
    place: `${relative(root, file.fileName)}:${String(file.getLineAndCharacterOfPosition(first.getStart()).line + 1)}`,
    kind: isCalled ? 'function' : isType ? 'type' : 'other',
    hasComment: comments.length > 0,
    example: comments
      .flatMap(({ tags }) => [...(tags ?? [])])
      .filter(({ tagName }) => tagName.text === 'example')
      .map((tag) => tag.getText())
      .join('\n'),
  };
};

const hasCode = ({ example }: Export): boolean => example.includes('```ts');

/** What one entry file leaves undocumented. */
const gaps = (exports: readonly Export[]): readonly string[] => {
  const shown = new Set(exports.filter(hasCode).map(({ name }) => name));
  const shares = ({ example }: Export): boolean => shown.has(/See \{@link (\w+)\}/.exec(example)?.[1] ?? '');
  return exports.flatMap((one) => {
    if (one.kind === 'type' && !one.hasComment) return [`${one.place}: type ${one.name} has no doc comment`];
    if (one.kind === 'function' && !hasCode(one) && !shares(one))
      return [`${one.place}: function ${one.name} has no @example`];
    return [];
  });
};

/**
 * What the entry files of packages export without its documentation, as "file:line: what is
 * missing". A function needs an `@example` with code in its doc comment, or `@example See {@link
 * other}` where `other` has one and is exported beside it; a type needs a doc comment.
 */
export const undocumented = (root: string, entries: readonly string[]): readonly string[] => {
  const program = ts.createProgram(entries, compilerOptions(root));
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${entry}: expected a module with exports`);
    return gaps(checker.getExportsOfModule(module).map((symbol) => read(checker, root, symbol)));
  });
};
