const detected = ['Killed', 'Timeout'];
const undetected = ['Survived', 'NoCoverage'];
const invalid = ['CompileError', 'RuntimeError'];

/** The text of a source from one place to another, lines and columns from 1. */
const between = (lines, { start, end }) =>
  lines
    .slice(start.line - 1, end.line)
    .map((line, i, all) =>
      line.slice(i === 0 ? start.column - 1 : 0, i === all.length - 1 ? end.column - 1 : undefined),
    )
    .join('\n');

/**
 * What became of the mutants of a package, from a report of StrykerJS: how many a test detected, how
 * many were no program, and those that no test detected, each named by what does not change when
 * lines move.
 */
export const outcomeOf = ({ files }) => {
  const all = Object.entries(files).flatMap(([path, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map((mutant) => ({ ...mutant, path, lines }));
  });
  const survivors = all
    .filter(({ status }) => undetected.includes(status))
    .map(({ path, lines, location, replacement, status }) => ({
      file: path,
      line: lines[location.start.line - 1].trim(),
      from: between(lines, location),
      to: replacement,
      ...(status === 'NoCoverage' ? { covered: false } : {}),
    }));
  return {
    detected: all.filter(({ status }) => detected.includes(status)).length,
    invalid: all.filter(({ status }) => invalid.includes(status)).length,
    survivors,
  };
};
