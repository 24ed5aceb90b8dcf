/** A TypeScript block of a document. */
export interface Example {
  /** The file that holds it, relative to the repository. */
  readonly file: string;
  /** The line of its first statement, counted from one. */
  readonly line: number;
  /** Without the fences, line by line as it stands there. */
  readonly code: string;
}

const opening = /^\s*(`{3,})\s*(.*?)\s*$/;

/** The text that a fence opens with, where it means TypeScript in any spelling. */
const typeScript = /^(ts|typescript|mts|cts)\b/i;

/**
 * The ```` ```ts ```` blocks of a Markdown text. Blocks of other languages are passed over, and so
 * is what they contain.
 *
 * @throws Error naming file and line if a block is never closed, or is TypeScript by another name
 *   than plain `ts`: every such block runs, so there is no marker to tell it not to.
 */
export const fromMarkdown = (file: string, text: string): readonly Example[] => {
  const lines = text.split('\n');
  const examples: Example[] = [];
  for (let start = 0; start < lines.length; start++) {
    const [, fence, language] = opening.exec(lines[start]) ?? [];
    if (fence === undefined) continue;
    const where = `${file}:${String(start + 1)}`;
    const closing = new RegExp(`^\\s*${fence}\`*\\s*$`);
    const end = lines.findIndex((line, i) => i > start && closing.test(line));
    if (end < 0) throw new Error(`${where}: this block is never closed`);
    if (language === 'ts') {
      examples.push({ file, line: start + 2, code: lines.slice(start + 1, end).join('\n') });
    } else if (typeScript.test(language)) {
      throw new Error(`${where}: expected a block marked "ts" (all of them run), found "${language}"`);
    }
    start = end;
  }
  return examples;
};

/** The text of the doc comments of a source file, every line where it was and all else blank. */
const docComments = (source: string): string => {
  let inside = false;
  return source
    .split('\n')
    .map((line) => {
      const trimmed = line.trim();
      const belongs = inside || trimmed.startsWith('/**');
      inside = belongs && !trimmed.includes('*/');
      return belongs ? trimmed.replace(/^\/?\*+\/? ?/, '') : '';
    })
    .join('\n');
};

/**
 * The ```` ```ts ```` blocks of the doc comments of a TypeScript source file; errors as {@link
 * fromMarkdown}.
 */
export const fromSource = (file: string, source: string): readonly Example[] =>
  fromMarkdown(file, docComments(source));
