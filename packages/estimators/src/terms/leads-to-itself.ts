/**
 * Throws a RangeError where a leaf is said in other words, or by the errors of another term, in
 * which it stands itself.
 */
export const checkLeadsOn = (name: string, within: readonly string[]): void => {
  if (within.includes(name))
    throw new RangeError(
      `leaf ${name}: expected to lead to others, ` +
        `found ${[...within.slice(within.indexOf(name)), name].join(' → ')}`,
    );
};
