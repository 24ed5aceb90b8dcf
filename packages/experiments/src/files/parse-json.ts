import * as E from 'fp-ts/lib/Either.js';
import { printParseErrorCode, visit } from 'jsonc-parser';

/** Where a text stops being JSON. Lines and columns count from one. */
export interface MalformedJson {
  readonly kind: 'malformed-json';
  /** The file that the text came from. */
  readonly source: string;
  /** Of the first place that is not JSON. */
  readonly line: number;
  /** In UTF-16 units, within the line. */
  readonly column: number;
  /** What is wrong there: `colon expected`. */
  readonly problem: string;
  /** What to do, where that is not to correct the text. */
  readonly mend?: string | undefined;
}

/** "CommaExpected" → "comma expected" */
const words = (code: string): string => code.replace(/(?<=.)(?=[A-Z])/g, ' ').toLowerCase();

/** The first place that strict JSON forbids; a name given twice in one object counts as one. */
const firstProblem = (text: string): Omit<MalformedJson, 'kind' | 'source'> | undefined => {
  const problems: Omit<MalformedJson, 'kind' | 'source'>[] = [];
  const report = (problem: string, line: number, column: number) =>
    problems.push({ problem, line: line + 1, column: column + 1 });
  const names: Set<string>[] = [];
  visit(
    text,
    {
      onError: (code, _offset, _length, line, column) =>
        report(words(printParseErrorCode(code)), line, column),
      onObjectBegin: () => {
        names.push(new Set());
      },
      onObjectEnd: () => {
        names.pop();
      },
      onObjectProperty: (name, _offset, _length, line, column) => {
        const seen = names[names.length - 1];
        if (seen.has(name)) report(`duplicate field ${JSON.stringify(name)}`, line, column);
        seen.add(name);
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  return problems.at(0);
};

const reason = (error: unknown): string =>
  error instanceof RangeError ? 'nested too deeply' : 'not strict JSON';

/**
 * Reads strict JSON (no comments, no trailing commas, no name twice in one object); Left says where
 * it breaks.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { parseJson } from '@sgmrl/experiments';
 * deepStrictEqual(parseJson('a.json')('{"seed": 1}'), { _tag: 'Right', right: { seed: 1 } });
 * deepStrictEqual(parseJson('a.json')('{\n  "seed" 1}'), {
 *   _tag: 'Left',
 *   left: { kind: 'malformed-json', source: 'a.json', line: 2, column: 10, problem: 'colon expected' },
 * });
 * ```
 */
export const parseJson =
  (source: string) =>
  (text: string): E.Either<MalformedJson, unknown> => {
    const malformed = (where: Omit<MalformedJson, 'kind' | 'source'>) =>
      E.left<MalformedJson, unknown>({ kind: 'malformed-json', source, ...where });
    try {
      const problem = firstProblem(text);
      return problem === undefined ? E.right(JSON.parse(text)) : malformed(problem);
    } catch (error) {
      // The call stack's end, or a fine point on which the two parsers differ.
      return malformed({ line: 1, column: 1, problem: reason(error) });
    }
  };
