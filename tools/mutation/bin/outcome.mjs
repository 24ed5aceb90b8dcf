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

/** What became of the mutants of one file. */
const ofFile = ([file, { source, mutants }]) => {
  const lines = source.split('\n');
  const among = (names) => mutants.filter(({ status }) => names.includes(status));
  const survivors = among(undetected).map(({ location, replacement, status }) => ({
    file,
    line: lines[location.start.line - 1].trim(),
    from: between(lines, location),
    to: replacement,
    ...(status === 'NoCoverage' ? { covered: false } : {}),
  }));
  return [file, { detected: among(detected).length, invalid: among(invalid).length, survivors }];
};

/**
 * What became of the mutants of each file, from a report of StrykerJS: how many a test detected, how
 * many were no program, and those that no test detected, each named by what does not change when
 * lines move.
 */
export const outcomeOf = ({ files }) => Object.fromEntries(Object.entries(files).map(ofFile));

/** Of a file without anything to change. */
const nothing = { detected: 0, invalid: 0, survivors: [] };

/** What is known of the files that a package has, when some of them were run anew. */
export const updated = (known, found, { has, ran }) =>
  Object.fromEntries(
    has.flatMap((file) => {
      const outcome = ran.includes(file) ? (found[file] ?? nothing) : known[file];
      return outcome === undefined ? [] : [[file, outcome]];
    }),
  );
