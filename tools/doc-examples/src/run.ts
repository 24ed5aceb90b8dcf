import * as ts from 'typescript';
import type { Example } from './extract';

/** Gives what a module exports, by the name that an example imports it by. */
type Require = (name: string) => unknown;

const AsyncFunction = Object.getPrototypeOf(async () => {
  // Only its prototype is wanted: the constructor has no name of its own.
}).constructor as new (...source: string[]) => (require: Require, exports: object) => Promise<void>;

/**
 * Runs an example as a CommonJS module inside an async function, so that it may `await`; its
 * imports go through `require`. Rejects with the example's file and line when it throws.
 */
export const runExample = async ({ file, line, code }: Example, require: Require): Promise<void> => {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
  });
  try {
    await new AsyncFunction('require', 'exports', outputText)(require, {});
  } catch (error) {
    throw new Error(`${file}:${String(line)}: ${String(error)}`, { cause: error });
  }
};
