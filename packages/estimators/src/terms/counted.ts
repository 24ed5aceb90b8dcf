/** How often something counts: the sum of its coefficients. */
export interface Count {
  readonly times: number;
  /** What rounding took from `times`. */
  readonly rest: number;
  /**
   * The sum of the sizes of the coefficients, and the least of these: they tell what is rounding.
   */
  readonly size: number;
  readonly least: number;
}

/**
 * Sums of coefficients that agree but for their order differ by less than this share of their size.
 */
const roundingShare = 1e-13;

export const count = (times: number): Count => {
  const size = Math.abs(times);
  return { times, rest: 0, size, least: size === 0 ? Infinity : size };
};

/** a + b, and what rounding takes from it (Knuth, The Art of Computer Programming 2, 4.2.2). */
const exactSum = (a: number, b: number): readonly [number, number] => {
  const sum = a + b;
  const ofB = sum - a;
  return [sum, a - (sum - ofB) + (b - ofB)];
};

export const addCounts = (a: Count, b: Count): Count => {
  const [sum, lost] = exactSum(a.times, b.times);
  const [times, rest] = exactSum(sum, lost + a.rest + b.rest);
  return { times, rest, size: a.size + b.size, least: Math.min(a.least, b.least) };
};

/** By any number but 0. */
export const multiplyCount = (by: number, { times, rest, size, least }: Count): Count => ({
  times: by * times,
  rest: by * rest,
  size: Math.abs(by) * size,
  least: Math.abs(by) * least,
});

/**
 * Whether nothing is left but rounding: much less than the sum of sizes, and less than any
 * coefficient. What is not finite is something.
 */
export const isNever = ({ times, size, least }: Count): boolean =>
  Number.isFinite(size) && Math.abs(times) <= Math.min(roundingShare * size, least / 2);

export const isOnce = (one: Count): boolean => isNever(addCounts(one, count(-1)));

/** Things by name, and how often each counts. */
export type Counted<A> = ReadonlyMap<string, { readonly of: A; readonly count: Count }>;

/** The counts of one name are added. */
export const addCounted = <A>(a: Counted<A>, b: Counted<A>): Counted<A> => {
  const sum = new Map(a);
  for (const [name, { of, count: more }] of b) {
    const before = sum.get(name);
    sum.set(name, { of, count: before === undefined ? more : addCounts(before.count, more) });
  }
  return sum;
};

export const multiplyCounted = <A>(by: number, counted: Counted<A>): Counted<A> =>
  new Map([...counted].map(([name, one]) => [name, { ...one, count: multiplyCount(by, one.count) }]));

/** What is left when all is counted. */
export const remaining = <A>(
  counted: Counted<A>,
): readonly { readonly name: string; readonly of: A; readonly count: Count }[] =>
  [...counted].map(([name, one]) => ({ name, ...one })).filter(({ count: left }) => !isNever(left));
