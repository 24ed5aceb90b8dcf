const [begin, end] = ['<!-- outcome -->', '<!-- end of outcome -->'];

const nameOf = ({ file, line, from, to }) => JSON.stringify([file, line, from, to]);

/**
 * Joins survivors with the reasons given for them: `{ survivor, reason }`, and reasons left over.
 * An outcome is that of a package, `outcome` by `files`, of which some may not have been run.
 */
export const explained = (outcomes, reasons) => {
  const told = new Map(
    reasons.flatMap(({ reason, mutants }) => mutants.map((mutant) => [nameOf(mutant), reason])),
  );
  const survivors = outcomes.flatMap(({ outcome }) => Object.values(outcome)).flatMap((one) => one.survivors);
  const found = new Set(survivors.map(nameOf));
  return {
    survivors: survivors.map((survivor) => ({ survivor, reason: told.get(nameOf(survivor)) })),
    left: reasons.flatMap(({ mutants }) => mutants).filter((mutant) => !found.has(nameOf(mutant))),
  };
};

/** What is wrong: survivors without a reason, and reasons without a survivor. */
export const problemsOf = ({ survivors, left }) => [
  ...survivors
    .filter(({ reason }) => reason === undefined)
    .map(
      ({ survivor: { file, line, from, to } }) =>
        `${file}: no test fails when ${from} becomes ${to} in: ${line}`,
    ),
  ...left.map(
    ({ file, from, to }) =>
      `${file}: a reason is given for a mutant that is gone or detected: ${from} becomes ${to}`,
  ),
];

const percent = (part, whole) => (whole === 0 ? '' : `${((100 * part) / whole).toFixed(1)} %`);

const sum = (counts) => counts.reduce((a, b) => a + b, 0);

const countsOf = (reasons) => (one) => {
  const { survivors } = explained([one], reasons);
  const detected = sum(Object.values(one.outcome).map((file) => file.detected));
  const equivalent = survivors.filter(({ reason }) => reason !== undefined).length;
  return { mutants: detected + survivors.length, detected, equivalent };
};

const scores = ({ mutants, detected, equivalent }) =>
  `${mutants} | ${detected} | ${percent(detected, mutants)} | ${equivalent} | ${percent(detected, mutants - equivalent)}`;

const rowOf = (counts) => (one) => {
  const ran = Object.keys(one.outcome).length;
  const share = `\`${one.name}\` | ${ran} of ${one.files.length}`;
  return ran === 0 ? `| ${share} | | | | | |` : `| ${share} | ${scores(counts(one))} |`;
};

/** The rows of the files of a package, without those where nothing can be changed. */
const fileRows = (counts) => (one) =>
  one.files.flatMap((file) => {
    const name = `\`${file.replace(/^packages\//, '')}\``;
    const outcome = one.outcome[file];
    if (outcome === undefined) return [`| ${name} | not run | | |`];
    const { mutants, detected, equivalent } = counts({ outcome: { [file]: outcome } });
    return mutants === 0 ? [] : [`| ${name} | ${mutants} | ${detected} | ${equivalent} |`];
  });

const code = (text) => {
  const oneLine = text.replace(/\s+/g, ' ');
  const fence = oneLine.includes('`') ? '``' : '`';
  const pad = fence === '``' ? ' ' : '';
  return `${fence}${pad}${oneLine}${pad}${fence}`;
};

const changeOf = ({ file, line, from, to }) =>
  `- \`${file.replace(/^packages\//, '')}\`: in ${code(line)}, ${code(from)} becomes ${code(to)}`;

const reasonOf = (reason, survivors) =>
  [`${reason}`, '', ...survivors.map(({ survivor }) => changeOf(survivor)), ''].join('\n');

const listed = (survivors) => {
  const byReason = new Map();
  for (const one of survivors) byReason.set(one.reason, [...(byReason.get(one.reason) ?? []), one]);
  return [...byReason].map(([reason = 'No reason is given yet:', those]) => reasonOf(reason, those));
};

/** A document with what was found between its two marks. */
export const withOutcomes = (text, outcomes, reasons) => {
  const counts = countsOf(reasons);
  const packages = [
    '| package | files run | mutants | detected | score | equivalent | score without these |',
    '| ------- | --------: | ------: | -------: | ----: | ---------: | ------------------: |',
    ...outcomes.map(rowOf(counts)),
  ];
  const files = [
    '| file | mutants | detected | equivalent |',
    '| ---- | ------: | -------: | ---------: |',
    ...outcomes.flatMap(fileRows(counts)),
  ];
  const { survivors } = explained(outcomes, reasons);
  const [before, rest] = text.split(begin);
  const parts = [
    packages.join('\n'),
    '## Survivors',
    ...listed(survivors),
    '## Files',
    'Those where nothing can be changed are left out.',
    files.join('\n'),
  ];
  return `${before}${begin}\n\n${parts.join('\n\n')}\n\n${end}${rest.split(end)[1]}`;
};
