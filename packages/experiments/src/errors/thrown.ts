/** What was thrown, in one line. */
export const whatWasThrown = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Lines of a stack that tell whoever wrote the code where it failed. */
const shownLines = 4;

/** What was thrown, with the first places of its stack outside of Node.js itself. */
export const thrownWhere = (error: unknown): string => {
  if (!(error instanceof Error) || error.stack === undefined) return whatWasThrown(error);
  const places = error.stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !line.includes('node:'))
    .slice(0, shownLines);
  return [whatWasThrown(error), ...places].join('\n');
};
