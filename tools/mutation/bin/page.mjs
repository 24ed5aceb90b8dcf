const [begin, end] = ['<!-- outcome -->', '<!-- end of outcome -->'];

const nameOf = ({ file, line, from, to }) => JSON.stringify([file, line, from, to]);

/** Joins survivors with the reasons given for them: `{ survivor, reason }`, and reasons left over. */
export const explained = (outcomes, reasons) => {
  const told = new Map(
    reasons.flatMap(({ reason, mutants }) => mutants.map((mutant) => [nameOf(mutant), reason])),
  );
  const survivors = outcomes.flatMap(({ survivors }) => survivors);
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

const rowOf = (name, outcome, reasons) => {
  if (outcome === undefined) return `| \`${name}\` | not run |||||`;
  const { detected, survivors } = outcome;
  const mutants = detected + survivors.length;
  const equivalent = explained([outcome], reasons).survivors.filter(({ reason }) => reason !== undefined);
  return `| \`${name}\` | ${mutants} | ${detected} | ${percent(detected, mutants)} | ${equivalent.length} | ${percent(
    detected,
    mutants - equivalent.length,
  )} |`;
};

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

/** A document with what was found between its two marks; `outcomes` by name of package. */
export const withOutcomes = (text, outcomes, reasons) => {
  const table = [
    '| package | mutants | detected | score | equivalent | score without these |',
    '| ------- | ------: | -------: | ----: | ---------: | ------------------: |',
    ...Object.entries(outcomes).map(([name, outcome]) => rowOf(name, outcome, reasons)),
  ];
  const found = Object.values(outcomes).filter((outcome) => outcome !== undefined);
  const { survivors } = explained(found, reasons);
  const [before, rest] = text.split(begin);
  const parts = [table.join('\n'), '## Survivors', ...listed(survivors)];
  return `${before}${begin}\n\n${parts.join('\n\n')}\n\n${end}${rest.split(end)[1]}`;
};
