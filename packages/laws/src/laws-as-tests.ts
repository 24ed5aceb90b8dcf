import { runsOf, type CheckOptions } from './check-options';
import { assertLaw, type Law } from './law';

/** What declares a test: `test` of Jest, Vitest, Mocha or `node:test`. */
export type DeclareTest = (name: string, run: () => void) => unknown;

/**
 * Declares one test for each law, with the law's name and statement as its own. A test fails with
 * the violation in words. Throws a RangeError for options that are none.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { bernoulliBandit } from '@sgmrl/environments';
 * import { environmentLaws, lawsAsTests } from '@sgmrl/laws';
 * const laws = environmentLaws(bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 3 }));
 * const names: string[] = [];
 * // In a test file: lawsAsTests(test, laws)
 * lawsAsTests((name, run) => { names.push(name); run(); }, laws, { runs: 5 });
 * deepStrictEqual(names.length, laws.length);
 * ```
 */
export const lawsAsTests = (declare: DeclareTest, laws: readonly Law[], options: CheckOptions = {}): void => {
  runsOf(options);
  for (const law of laws)
    declare(`${law.name}: ${law.statement}`, () => {
      assertLaw(law, options);
    });
};
