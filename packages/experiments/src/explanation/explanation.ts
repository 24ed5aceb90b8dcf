import {
  areEqual,
  biasOf,
  conditions,
  costOf,
  formulaOf,
  exchangeableUpTo,
  leastTrajectories,
  parts,
  sum,
  weightFacts,
  wholes,
  type Bias,
  type BiasFacts,
  type Condition,
  type Cost,
  type Given,
  type Names,
  type Term,
} from '@sgmrl/estimators';
import type { Weights } from '@sgmrl/rollouts';
import { identityOf } from '../configuration/debiasing-shorthand';
import { canonicalJson } from '../files/hash';
import { builtIn } from '../vocabulary/built-in';
import { namesIn, type Vocabulary } from '../vocabulary/vocabulary';

/** Under what a term is to be explained. */
export interface ExplanationSetting {
  /** What is given; the rest may be anything where terms are compared. */
  readonly given: Given;
  /** γ, which the decay of some weights depends on. */
  readonly discount: number;
  /** Unless they are given, terms are compared for any weights, and a bias is that with reward-to-go. */
  readonly innerWeights?: Weights;
  readonly outerWeights?: Weights;
  /** What names stand for; the built-in words unless given. */
  readonly vocabulary?: Pick<Vocabulary, 'terms'>;
}

/** What a leaf or a name in a term means. */
export interface Meaning {
  readonly name: string;
  readonly meaning: string;
  /** Of a name: where it comes from. */
  readonly source?: string;
}

/** An equation: with what a term is equal, and under which condition beside those that are given. */
export interface Equality {
  readonly term: Term;
  /** Undefined where no other condition is needed. */
  readonly when: Condition | undefined;
}

/** What can be said of a term without running it. */
export interface Explanation {
  readonly term: Term;
  readonly formula: string;
  readonly latex: string;
  readonly meanings: readonly Meaning[];
  /** ζ and N that bias and cost are for. */
  readonly innerSteps: number;
  readonly trajectories: number;
  readonly bias: Bias;
  readonly cost: Cost;
  readonly exchangeable: boolean;
  readonly leastTrajectories: number;
  /** With which terms of the library it is equal. */
  readonly equal: readonly Equality[];
}

/** N where none is given: that of the presets. */
const usualTrajectories = 20;

const plain: Weights = { kind: 'reward-to-go' };

const factsOf = ({
  given,
  discount,
  innerWeights = plain,
  outerWeights = plain,
}: ExplanationSetting): BiasFacts => {
  const inner = weightFacts(innerWeights, discount);
  return {
    innerSteps: given.innerSteps ?? 1,
    trajectories: given.trajectories ?? usualTrajectories,
    ...(given.horizon !== undefined && { horizon: given.horizon }),
    inner: { ...inner, decay: given.decay ?? inner.decay },
    outer: weightFacts(outerWeights, discount),
  };
};

/** What is given where terms are compared. */
const givenIn = ({ given, discount, innerWeights }: ExplanationSetting): Given => {
  if (innerWeights === undefined) return given;
  const { fitted, decay } = weightFacts(innerWeights, discount);
  return { ownWeights: !fitted, decay, ...given };
};

/** What is a multiple of α is nothing at α = 0. */
const biasAt = (bias: Bias, { stepSize }: Given): Bias =>
  stepSize === 0 && bias.order !== 'unknown' && bias.order !== 'O(1)' ? { order: '0', because: [] } : bias;

const isOpen = (given: Given, condition: Condition): boolean =>
  Object.keys(condition.given).every((field) => !Object.hasOwn(given, field));

/**
 * The conditions under which two terms are the same map: `undefined` for none beside those that are given, else each single
 * one that suffices. Empty where none does.
 *
 * @example See {@link explain}.
 */
export const conditionsOfEquality = (
  one: Term,
  other: Term,
  setting: ExplanationSetting,
): readonly (Condition | undefined)[] => {
  const given = givenIn(setting);
  const names = namesIn(setting.vocabulary ?? builtIn);
  return areEqual(one, other, given, names)
    ? [undefined]
    : conditions.filter(
        (condition) =>
          isOpen(given, condition) && areEqual(one, other, { ...given, ...condition.given }, names),
      );
};

/** Every estimator with a name, then the parts without curvature. */
const knownTerms: readonly Term[] = [
  ...Object.keys(wholes),
  ...Object.keys(parts).map((part) => sum('curvature', part)),
  ...Object.keys(parts),
];

const textOf = (term: Term): string => canonicalJson(term);
const identityText = (term: Term): string => canonicalJson(identityOf(term));

/**
 * Of what is equal under one more condition, what says nothing new: another spelling, and at α = 0 a part without the curvature
 * that is nothing there.
 */
const saysNothingNew = ({ term }: Equality, i: number, all: readonly Equality[], asked: Term): boolean =>
  all.findIndex((other) => identityText(other.term) === identityText(term)) < i ||
  [asked, ...all.map((other) => other.term)].some(
    (other) => identityText(other) === identityText(sum('curvature', term)),
  );

const equalities = (term: Term, setting: ExplanationSetting): readonly Equality[] => {
  const found = knownTerms
    .filter((known) => textOf(known) !== textOf(term))
    .flatMap((known) => conditionsOfEquality(term, known, setting).map((when) => ({ term: known, when })));
  const under = (condition: Condition | undefined) => found.filter(({ when }) => when === condition);
  return [
    ...under(undefined),
    ...conditions.flatMap((condition) => {
      const all = under(condition);
      return all.filter((each, i) => !saysNothingNew(each, i, all, term));
    }),
  ];
};

const membersOf = (term: Exclude<Term, string>): readonly Term[] => {
  switch (term.op) {
    case 'pairs':
      return [];
    case 'sum':
      return term.of;
    case 'last':
      return [term.at, term.before];
    default:
      return [term.of];
  }
};

/** The names in a term and in what they stand for, and its operations but those of a vector space. */
const namesOf = (term: Term, names: Names): readonly string[] => {
  const below = (inner: Term) => namesOf(inner, names);
  if (typeof term !== 'string')
    return [
      ...(term.op === 'sum' || term.op === 'times' ? [] : [term.op]),
      ...membersOf(term).flatMap(below),
    ];
  return Object.hasOwn(names.terms, term) ? [term, ...below(names.terms[term])] : [term];
};

const ownMeanings: Readonly<Record<string, string>> = {
  curvature: 'Differentiates the inner step at fixed data, along λ: a Hessian-vector product.',
  pairs: 'Weighs the score of each step by α/N times products w d of steps h′ of the same trajectory.',
  centred: 'Less the mean of ω over the other trajectories that run at the same step.',
  transpose: 'The transpose of the matrix X in ω s = Xλ.',
  window: 'Every pair of steps h, h′ counts factor^{|h−h′|}.',
  unchained: 'd is taken along the adjoint of MAML in the place of λ.',
  last: 'One term in the last inner step, another in those before.',
};

const meaningOf =
  ({ terms }: Pick<Vocabulary, 'terms'>) =>
  (name: string): Meaning => {
    const row = Object.hasOwn(terms, name) ? terms[name] : undefined;
    if (row === undefined) return { name, meaning: ownMeanings[name] };
    return { name, ...('about' in row ? row.about : { meaning: row.meaning }) };
  };

/**
 * What can be said of a term: what it computes, its bias, what it costs, and with what it is equal.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { explainTerm, termText } from '@sgmrl/experiments';
 * const { formula, bias, equal } = explainTerm('sg-mrl', { given: {}, discount: 0.99 });
 * strictEqual(formula, 'α∇²ν λ + Ĵ(D_o) S');
 * strictEqual(bias.order, '0');
 * deepStrictEqual(
 *   equal.map(({ term, when }) => [termText(term), when?.text]),
 *   [['curvature + algorithm-1', undefined], ['curvature + e-maml', 'N = 1'], ['curvature + trajectory-baseline', 'N = 1']],
 * );
 * ```
 */
export const explainTerm = (term: Term, setting: ExplanationSetting): Explanation => {
  const facts = factsOf(setting);
  const vocabulary = setting.vocabulary ?? builtIn;
  const names = namesIn(vocabulary);
  const { innerSteps, trajectories } = facts;
  const { text, latex } = formulaOf(term, names);
  return {
    term,
    formula: text,
    latex,
    meanings: [...new Set(namesOf(term, names))].map(meaningOf(vocabulary)),
    innerSteps,
    trajectories,
    bias: biasAt(biasOf(term, facts, names), setting.given),
    cost: costOf(term, { innerSteps, trajectories }, names),
    exchangeable: exchangeableUpTo(term, names) === Infinity,
    leastTrajectories: leastTrajectories(term, names),
    equal: equalities(term, setting),
  };
};
