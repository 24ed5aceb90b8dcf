import { areEqual, type Given } from '@sgmrl/estimators';
import { catalogue, takes } from './catalogue';

/** Two entries of the catalogue that give the same estimate from the same data. */
export interface Equation {
  readonly left: string;
  readonly right: string;
  /** The condition under which they do, of {@link conditions}. */
  readonly when: string;
  readonly given: Given;
}

/** Conditions under which entries of the catalogue may become one another. */
export const conditions: Readonly<Record<string, Given>> = {
  always: {},
  'N = 1': { trajectories: 1 },
  'α = 0': { stepSize: 0 },
  'H = 1': { horizon: 1 },
  'the weights do not fade (κ = 1)': { decay: 1 },
};

/** Every equation between two entries that their normal forms decide, under each condition on its own. */
export const equations: readonly Equation[] = Object.entries(conditions).flatMap(([when, given]) =>
  catalogue.filter(takes(given.trajectories ?? Infinity)).flatMap((left, i, entries) =>
    entries
      .slice(i + 1)
      .filter(
        (right) =>
          areEqual(left.estimator, right.estimator, given) &&
          (when === 'always' || !areEqual(left.estimator, right.estimator)),
      )
      .map((right): Equation => ({ left: left.name, right: right.name, when, given })),
  ),
);
