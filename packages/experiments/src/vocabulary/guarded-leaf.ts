import { describeInvalidField, type InvalidField } from '@sgmrl/codecs';
import type { BiasFacts, Leaf } from '@sgmrl/estimators';
import * as t from 'io-ts';
import { whatWasThrown } from '../errors/thrown';
import { guard, guardVector, refuse } from './guard';

/** A leaf of one's own that says, where it throws or gives what does not fit, which term it is. */
export const guardedLeaf = (name: string, leaf: Leaf): Leaf => {
  const where = `term ${name}: scoreWeights`;
  return {
    ...leaf,
    scoreWeights: (place) => {
      const weights: unknown = guard(where, () => leaf.scoreWeights(place));
      if (!isFunction(weights))
        return refuse(where, describeInvalidField({ path: '', expected: 'a function of d', found: weights }));
      const { rows } = place.trace.steps[place.t].batch.actions;
      return (directional) => guardVector(where, rows, () => weights(directional));
    },
  };
};

type Weights = ReturnType<Leaf['scoreWeights']>;

const isFunction = (u: unknown): u is Weights => typeof u === 'function';

/** Any facts: what is claimed has the same form for all. */
const facts: BiasFacts = {
  innerSteps: 2,
  trajectories: 2,
  inner: { fitted: false, decay: 1 },
  outer: { unbiased: true },
};

const isExpectation = (u: unknown): boolean =>
  t.UnknownRecord.is(u) && t.number.is(u.times) && t.array(t.type({ times: t.number })).is(u.errors);

/** What is wrong with what a leaf of one's own claims of its expectation. */
export const wrongClaim = (path: string, { claim }: Leaf): readonly InvalidField[] => {
  if (claim === 'unknown') return [];
  const expected = 'a function that gives { times, errors }, or "unknown" in its place';
  try {
    return (['last', 'earlier'] as const)
      .map((position): unknown => claim(facts, position))
      .filter((found) => !isExpectation(found))
      .map((found) => ({ path, expected, found }))
      .slice(0, 1);
  } catch (error) {
    return [{ path, expected, found: whatWasThrown(error) }];
  }
};
