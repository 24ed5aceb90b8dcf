/**
 * How a law is checked: on `runs` random examples that follow from `seed`, after those that the law
 * always tries.
 */
export interface CheckOptions {
  /**
   * A 32-bit integer; unless given that of fast-check's `configureGlobal`, or else a random one. A
   * violation names it.
   */
  readonly seed?: number;
  /** How many random examples, at least 1; 25 unless given. */
  readonly runs?: number;
}

/** How many random examples are tried where nothing is said: seconds for the laws of a package. */
const usualRuns = 25;

const refuse = (where: string, expected: string, found: unknown): never => {
  throw new RangeError(`options of a check${where}: expected ${expected}, found ${String(found)}`);
};

/**
 * How many random examples the options ask for. Throws a RangeError for options that are none: with
 * `runs: 0` or a misspelt field, every law would hold.
 */
export const runsOf = (options: CheckOptions): number => {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null) return refuse('', 'a record', given);
  for (const [name, found] of Object.entries(given))
    if (name !== 'seed' && name !== 'runs') refuse(`: ${name}`, 'no field but seed, runs', found);
  const { seed, runs = usualRuns } = options;
  if (seed !== undefined && !Number.isInteger(seed)) refuse(': seed', 'a whole number', seed);
  if (!Number.isInteger(runs) || runs < 1) refuse(': runs', 'a whole number from 1', runs);
  return runs;
};
