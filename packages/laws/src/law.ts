import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { runsOf, type CheckOptions } from './check-options';
import type { Verdict } from './verdict';

/** A law, a smallest example found that breaks it, and how to meet that example again. */
export interface LawViolation {
  /** The name of the law. */
  readonly law: string;
  /** What the law says. */
  readonly statement: string;
  /** What went wrong in the counterexample. */
  readonly reason: string;
  /** The counterexample as text. */
  readonly counterexample: string;
  /** With it `check` finds the counterexample again. */
  readonly seed: number;
  /** Examples that were tried, this one included; shrinking not counted. */
  readonly runs: number;
}

/** Something that is to hold for all examples, ready to be checked. */
export interface Law {
  /** A short name, unique among the laws of its subject. */
  readonly name: string;
  /** What holds, as a sentence or formula. */
  readonly statement: string;
  /**
   * Left with a violation, if one was found. Throws a RangeError for options that are none.
   */
  readonly check: (options?: CheckOptions) => E.Either<LawViolation, void>;
}

/** The parts of a law: which examples, and a pure predicate on one example. */
export interface LawParts<Example> extends Pick<Law, 'name' | 'statement'> {
  /** Where random examples come from. */
  readonly examples: fc.Arbitrary<Example>;
  /** Examples that are tried first, whatever the seed, beside the random ones. */
  readonly first?: readonly Example[];
  /** Whether one example fits the law; it may throw where it does not. */
  readonly predicate: (example: Example) => Verdict;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * A law from its parts. A predicate that throws breaks the law, with the message of the error as
 * reason.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { law, verdict } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * const small = law({
 *   name: 'small',
 *   statement: 'n < 10',
 *   examples: fc.nat(),
 *   predicate: (n) => verdict(n < 10, () => `${n} ≥ 10`),
 * });
 * const found = small.check({ seed: 1, runs: 100 });
 * deepStrictEqual(found._tag === 'Left' && found.left.reason, '10 ≥ 10');
 * ```
 */
export const law = <Example>({
  name,
  statement,
  examples,
  first = [],
  predicate,
}: LawParts<Example>): Law => ({
  name,
  statement,
  check: (options = {}) => {
    const runs = runsOf(options);
    const { seed } = options;
    const property = fc.property(examples, (example) => {
      const found = predicate(example);
      if (E.isLeft(found)) throw new Error(found.left);
    });
    const details = fc.check(property, {
      numRuns: first.length + runs,
      examples: first.map((example): [Example] => [example]),
      ...(seed === undefined ? {} : { seed }),
    });
    if (!details.failed) return E.right(undefined);
    return E.left({
      law: name,
      statement,
      reason: reasonOf(details.errorInstance),
      counterexample: fc.stringify(details.counterexample?.[0]),
      seed: details.seed,
      runs: details.numRuns,
    });
  },
});

/**
 * A violation in words, for a person.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import { describeViolation } from '@sgmrl/laws';
 * const what = { law: 'small', statement: 'n < 10', reason: '10 ≥ 10' };
 * const violation = { ...what, counterexample: '10', seed: 1, runs: 3 };
 * match(describeViolation(violation), /small: n < 10\n.*10 ≥ 10/);
 * ```
 */
export const describeViolation = ({
  law,
  statement,
  reason,
  counterexample,
  seed,
  runs,
}: LawViolation): string =>
  [
    `${law}: ${statement}`,
    `  broken:         ${reason}`,
    `  counterexample: ${counterexample}`,
    `  found with seed ${String(seed)} in run ${String(runs)}`,
  ].join('\n');

/**
 * Checks laws one after another; Left lists every law that is broken.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { bernoulliBandit } from '@sgmrl/environments';
 * import { checkLaws, environmentLaws } from '@sgmrl/laws';
 * const laws = environmentLaws(bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 3 }));
 * deepStrictEqual(checkLaws(laws, { seed: 1, runs: 10 }), { _tag: 'Right', right: undefined });
 * ```
 */
export const checkLaws = (
  laws: readonly Law[],
  options: CheckOptions = {},
): E.Either<readonly LawViolation[], void> => {
  const violations = laws.flatMap(({ check }) => {
    const found = check(options);
    return E.isLeft(found) ? [found.left] : [];
  });
  return violations.length === 0 ? E.right(undefined) : E.left(violations);
};

/**
 * Throws an Error that describes the violation if the law is broken: for test runners, which all
 * take a throw as a failure.
 *
 * @example
 * ```ts
 * import { bernoulliBandit } from '@sgmrl/environments';
 * import { assertLaw, environmentLaws } from '@sgmrl/laws';
 * const bandits = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 3 });
 * for (const law of environmentLaws(bandits)) {
 *   assertLaw(law, { seed: 1, runs: 10 });
 * }
 * ```
 */
export const assertLaw = ({ check }: Law, options: CheckOptions = {}): void => {
  const found = check(options);
  if (E.isLeft(found)) throw new Error(describeViolation(found.left));
};
