/**
 * How often something counts: the sum of its coefficients, and of their sizes, which tells what is
 * rounding.
 */
export interface Count {
  readonly times: number;
  readonly size: number;
}

/**
 * Sums of coefficients that agree but for their order differ by less than this share of their size.
 */
const roundingShare = 1e-13;

export const count = (times: number): Count => ({ times, size: Math.abs(times) });

export const addCounts = (a: Count, b: Count): Count => ({ times: a.times + b.times, size: a.size + b.size });

export const multiplyCount = (by: number, { times, size }: Count): Count => ({
  times: by * times,
  size: Math.abs(by) * size,
});

/** Whether nothing is left but rounding. */
export const isNever = ({ times, size }: Count): boolean => Math.abs(times) <= roundingShare * size;

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
