/** The median of numbers in ascending order. */
const median = (sorted) => {
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
};

/**
 * What the runs of an algorithm reach in evaluation after one inner step: how many there are, the
 * best, and the others. `csv` is an adaptation.csv of `docs/results`, with ζ = 1.
 */
export const reached = (csv, algorithm) => {
  const [header, ...lines] = csv.trim().split('\n');
  const names = header.split(',');
  const runs = lines
    .map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i], value])))
    .filter((run) => run.algorithm === algorithm && run.steps === '1')
    .map((run) => ({ seed: Number(run.seed), value: Number(run.return) }))
    .sort((a, b) => a.value - b.value);
  const best = runs[runs.length - 1];
  return {
    runs: runs.length,
    seed: best.seed,
    best: best.value,
    low: runs[0].value,
    high: runs[runs.length - 2].value,
    median: median(runs.map(({ value }) => value)),
  };
};
