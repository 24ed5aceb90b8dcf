import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import type { Example } from './extract';

/**
 * Where an example is compiled as if it stood there: beside its document, so that imports resolve
 * as they do there.
 */
const virtualPath = (root: string, { file, line }: Example): string =>
  join(root, dirname(file), `__example_${file.replace(/\W/g, '_')}_${String(line)}.ts`);

/** The options that the sources of the repository at `root` are compiled with. */
export const compilerOptions = (root: string): ts.CompilerOptions => {
  const path = join(root, 'tsconfig.base.json');
  const { config, error } = ts.readConfigFile(path, ts.sys.readFile.bind(ts.sys)) as {
    config: unknown;
    error?: ts.Diagnostic;
  };
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root, undefined, path);
  // An example may define what it does not go on to use; a block without imports is a module all
  // the same.
  return {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
};

/**
 * Compiles all examples as one program in memory, against the sources of the packages. The result
 * gives the errors of an example as "file:line: message", the lines being those of its document.
 */
export const typeChecker = (
  root: string,
  examples: readonly Example[],
): ((example: Example) => readonly string[]) => {
  // Blank lines before the code make its lines those of the document.
  const texts = new Map(
    examples.map((example) => [virtualPath(root, example), '\n'.repeat(example.line - 1) + example.code]),
  );
  const options = compilerOptions(root);
  const host = ts.createCompilerHost(options);
  const program = ts.createProgram([...texts.keys()], options, {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile: (path, languageVersion) => {
      const text = texts.get(path);
      return text === undefined
        ? host.getSourceFile(path, languageVersion)
        : ts.createSourceFile(path, text, languageVersion, true);
    },
  });
  return (example) => {
    const source = program.getSourceFile(virtualPath(root, example));
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ file, start, messageText }) => {
        const line =
          file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line;
        return `${example.file}:${String(line + 1)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
      },
    );
  };
};
