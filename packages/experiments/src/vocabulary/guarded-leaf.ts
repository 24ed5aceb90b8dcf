import { decodeWith, describeInvalidField, type InvalidField } from '@sgmrl/codecs';
import {
  biasOf,
  conditions,
  normalForm,
  type BiasFacts,
  type Given,
  type Leaf,
  type Names,
} from '@sgmrl/estimators';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type * as t from 'io-ts';
import { whatWasThrown } from '../errors/thrown';
import { guard, guardVector, refuse } from './guard';
import { expectationCodec, leafWorkCodec, rewrittenCodec } from './leaf-answers';

const guardAnswer = <A>(where: string, codec: t.Type<A>, answer: () => unknown): A =>
  pipe(
    decodeWith(codec)(guard(where, answer)),
    E.getOrElse((fields): A => refuse(where, fields.map(describeInvalidField).join('; '))),
  );

/**
 * A leaf of one's own that says, where it throws or gives what does not fit, which term it is.
 * Names in what it gives stand among `names`.
 */
export const guardedLeaf = (name: string, leaf: Leaf, names: () => Names): Leaf => {
  const where = (field: keyof Leaf) => `term ${name}: ${field}`;
  const { claim, cost, rewrite } = leaf;
  return {
    ...leaf,
    scoreWeights: (place) => {
      const weights: unknown = guard(where('scoreWeights'), () => leaf.scoreWeights(place));
      if (!isFunction(weights))
        return refuse(
          where('scoreWeights'),
          describeInvalidField({ path: '', expected: 'a function of d', found: weights }),
        );
      const { rows } = place.trace.steps[place.t].batch.actions;
      return (directional) => guardVector(where('scoreWeights'), rows, () => weights(directional));
    },
    claim:
      claim === 'unknown'
        ? claim
        : (facts, position) =>
            guardAnswer(where('claim'), expectationCodec(names()), () => claim(facts, position)),
    cost: (trajectories) => guardAnswer(where('cost'), leafWorkCodec, () => cost(trajectories)),
    rewrite: (given) => guardAnswer(where('rewrite'), rewrittenCodec(names()), () => rewrite(given)),
  };
};

type Weights = ReturnType<Leaf['scoreWeights']>;

const isFunction = (u: unknown): u is Weights => typeof u === 'function';

/** Facts of each kind: what a leaf gives may differ with them. */
const someFacts: readonly BiasFacts[] = [1, 2, 20].flatMap((trajectories) =>
  [undefined, 1, 2].flatMap((horizon) =>
    [false, true].flatMap((fitted) =>
      [0, 0.5, 1].map((decay) => ({
        innerSteps: 2,
        trajectories,
        ...(horizon !== undefined && { horizon }),
        inner: { fitted, decay },
        outer: { unbiased: true },
      })),
    ),
  ),
);

const someConditions: readonly Given[] = [{}, ...conditions.map(({ given }) => given)];

type Wrong = readonly InvalidField[];

const wrongAnswer = <A>(path: string, codec: t.Type<A>, answer: () => unknown): Wrong => {
  try {
    return pipe(
      decodeWith(codec)(answer()),
      E.match(
        (fields) =>
          fields.map((field) => ({ ...field, path: field.path === '' ? path : `${path}.${field.path}` })),
        () => [],
      ),
    );
  } catch (error) {
    return [{ path, expected: codec.name, found: whatWasThrown(error) }];
  }
};

/** The first of what is wrong. */
const firstOf = <A>(all: readonly A[], wrong: (one: A) => Wrong): Wrong => {
  for (const one of all) {
    const found = wrong(one);
    if (found.length > 0) return found;
  }
  return [];
};

/**
 * What is wrong with what a leaf of one's own claims of its expectation, costs, and is in other
 * words.
 */
export const wrongAnswers = (path: string, { claim, cost, rewrite }: Leaf, names: Names): Wrong => {
  const [expectation, rewritten] = [expectationCodec(names), rewrittenCodec(names)];
  return [
    ...(claim === 'unknown'
      ? []
      : firstOf(someFacts, (facts) =>
          firstOf(['last', 'earlier'] as const, (position) =>
            wrongAnswer(`${path}.claim`, expectation, () => claim(facts, position)),
          ),
        )),
    ...firstOf([1, 2, 20], (trajectories) =>
      wrongAnswer(`${path}.cost`, leafWorkCodec, () => cost(trajectories)),
    ),
    ...firstOf(someConditions, (given) => wrongAnswer(`${path}.rewrite`, rewritten, () => rewrite(given))),
  ];
};

/** Whether a leaf is explained by itself, where it is by terms that have a meaning. */
export const leadsToItself = (path: string, name: string, names: Names): Wrong => {
  const unless = (explain: () => unknown): Wrong => {
    try {
      explain();
      return [];
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      return [{ path, expected: 'a leaf that is explained by others', found }];
    }
  };
  const wrong = firstOf(someFacts, (facts) => unless(() => biasOf(name, facts, names)));
  return wrong.length > 0
    ? wrong
    : firstOf(someConditions, (given) => unless(() => normalForm(name, given, names)));
};
