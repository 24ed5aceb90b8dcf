import {
  biasOf,
  conditions,
  costOf,
  equalTo,
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
import { rewardToGo, type Weighting } from '@sgmrl/rollouts';
import { identityOf } from '../terms/debiasing-shorthand';
import { canonicalJson } from '../files/canonical-json';
import { builtIn } from '../vocabulary/built-in';
import { namesIn, type Vocabulary } from '../vocabulary/vocabulary';

/** Under what a term is to be explained. */
export interface ExplanationSetting {
  /** What is given; the rest may be anything where terms are compared. */
  readonly given: Given;
  /** γ, which the decay of some weights depends on. */
  readonly discount: number;
  /**
   * Unless they are given, terms are compared for any weights, and a bias is that with
   * reward-to-go.
   */
  readonly innerWeights?: Weighting;
  /** Those of outer data; as for inner ones. */
  readonly outerWeights?: Weighting;
  /** What names stand for; the built-in words unless given. */
  readonly vocabulary?: Pick<Vocabulary, 'terms'>;
  /** The modules that the vocabulary has words from, as words of a shell. */
  readonly modules?: readonly string[];
}

/** What a leaf, a name or an operation in a term means. */
export interface Meaning {
  /** As it stands in the term. */
  readonly name: string;
  /** In a sentence. */
  readonly meaning: string;
  /** Of a name: where it comes from. */
  readonly source?: string;
}

/**
 * An equation: with what a term is equal, and under which condition beside those that are given.
 */
export interface Equality {
  /** The other side. */
  readonly term: Term;
  /** Undefined where no other condition is needed. */
  readonly when: Condition | undefined;
}

/** What can be said of a term without running it. */
export interface Explanation {
  /** The term, as it was asked for. */
  readonly term: Term;
  /** What a step of the fold adds to λ^t, as text. */
  readonly formula: string;
  /** The same in LaTeX. */
  readonly latex: string;
  /** Of every leaf, name and operation in it, each once. */
  readonly meanings: readonly Meaning[];
  /** ζ and N that bias and cost are for. */
  readonly innerSteps: number;
  /** N, of an inner batch. */
  readonly trajectories: number;
  /** Its order in α, and why. */
  readonly bias: Bias;
  /** For one task, beside drawing, inner steps and the outer policy gradient. */
  readonly cost: Cost;
  /**
   * The greatest N up to which the order of trajectories does not matter: Infinity where it never
   * does.
   */
  readonly exchangeableUpTo: number;
  /** The least N at which it is defined. */
  readonly leastTrajectories: number;
  /** With which terms of the library it is equal. */
  readonly equal: readonly Equality[];
}

/** N where none is given: that of the presets. */
const usualTrajectories = 20;

const plain: Weighting = rewardToGo;

/**
 * The decay of the weights that are named, where the one that is given is another.
 *
 * @example
 * ```ts
 * import { fromWeightsSpec } from '@sgmrl/rollouts';
 * import { strictEqual } from 'node:assert';
 * import { otherDecay } from '@sgmrl/experiments';
 * const innerWeights = fromWeightsSpec({ kind: 'advantage', lambda: 0.5 });
 * strictEqual(otherDecay({ given: { decay: 1 }, discount: 0.9, innerWeights }), 0.45);
 * strictEqual(otherDecay({ given: { decay: 0.45 }, discount: 0.9, innerWeights }), undefined);
 * ```
 */
export const otherDecay = ({ given, discount, innerWeights }: ExplanationSetting): number | undefined => {
  if (innerWeights === undefined || given.decay === undefined) return undefined;
  const { decay } = weightFacts(innerWeights, discount);
  return decay === given.decay ? undefined : decay;
};

const checkDecay = (setting: ExplanationSetting): void => {
  const expected = otherDecay(setting);
  if (expected !== undefined)
    throw new RangeError(
      `decay: expected ${String(expected)}, that of the weights, found ${String(setting.given.decay)}`,
    );
};

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
  stepSize === 0 && bias.order !== 'unknown' && bias.order !== 'O(1)'
    ? { order: '0', upperBound: [], because: [] }
    : bias;

/** Under what two terms are compared: what is given alone, and with one more condition. */
interface Assumptions {
  readonly when: Condition | undefined;
  readonly given: Given;
}

const isOpen = (given: Given, condition: Condition): boolean =>
  Object.keys(condition.given).every((field) => !Object.hasOwn(given, field));

const assumptionsOf = (setting: ExplanationSetting): readonly Assumptions[] => {
  const given = givenIn(setting);
  return [
    { when: undefined, given },
    ...conditions
      .filter((condition) => isOpen(given, condition))
      .map((when) => ({ when, given: { ...given, ...when.given } })),
  ];
};

/** Whether a term takes as many trajectories as there are. */
const takesWhat = (term: Term, { trajectories = Infinity }: Given, names: Names): boolean =>
  trajectories >= leastTrajectories(term, names);

/**
 * {@link conditionsOfEquality} of one term with many: what is asked of the one is computed once.
 */
const equalityWith = (
  one: Term,
  setting: ExplanationSetting,
): ((other: Term) => readonly (Condition | undefined)[]) => {
  const names = namesIn(setting.vocabulary ?? builtIn);
  const tried = assumptionsOf(setting)
    .filter(({ given }) => takesWhat(one, given, names))
    .map((assumed) => ({ ...assumed, isEqual: equalTo(one, assumed.given, names) }));
  return (other) => {
    const under = tried
      .filter(({ given, isEqual }) => takesWhat(other, given, names) && isEqual(other))
      .map(({ when }) => when);
    return under.includes(undefined) ? [undefined] : under;
  };
};

/**
 * The conditions under which two terms are the same map: `undefined` for none beside those that are
 * given, else each single one that suffices. Empty where none does. Under N = 1 nothing is equal to
 * a term that takes more trajectories.
 */
export const conditionsOfEquality = (
  one: Term,
  other: Term,
  setting: ExplanationSetting,
): readonly (Condition | undefined)[] => equalityWith(one, setting)(other);

/** The conditions that two terms are compared under, beside those that are given. */
export const conditionsTried = (
  one: Term,
  other: Term,
  setting: ExplanationSetting,
): readonly Condition[] => {
  const names = namesIn(setting.vocabulary ?? builtIn);
  return assumptionsOf(setting).flatMap(({ when, given }) =>
    when !== undefined && [one, other].every((term) => takesWhat(term, given, names)) ? [when] : [],
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
 * Of what is equal under one more condition, what says something new: no other spelling, and at α =
 * 0 no part without the curvature that is nothing there.
 */
const newOnes = (all: readonly Equality[], asked: string): readonly Equality[] => {
  const identities = all.map(({ term }) => identityText(term));
  return all.filter(
    ({ term }, i) =>
      identities.indexOf(identities[i]) === i &&
      ![asked, ...identities].includes(identityText(sum('curvature', term))),
  );
};

const equalities = (term: Term, setting: ExplanationSetting): readonly Equality[] => {
  const equality = equalityWith(term, setting);
  const text = textOf(term);
  const found = knownTerms
    .filter((known) => textOf(known) !== text)
    .flatMap((known) => equality(known).map((when) => ({ term: known, when })));
  const under = (condition: Condition | undefined) => found.filter(({ when }) => when === condition);
  const asked = identityText(term);
  return [...under(undefined), ...conditions.flatMap((condition) => newOnes(under(condition), asked))];
};

const membersOf = (term: Exclude<Term, string>): readonly Term[] => {
  switch (term.op) {
    case 'pairs':
    case 'coupled':
      return [];
    case 'sum':
      return term.of;
    case 'last':
      return [term.at, term.before];
    default:
      return [term.of];
  }
};

/** What an operation means; those of a vector space go without saying. */
const operations: Readonly<Record<Exclude<Exclude<Term, string>['op'], 'sum' | 'times'>, Meaning>> = {
  pairs: {
    name: 'pairs',
    meaning: 'Weighs the score of each step by α/N times products w d of steps h′ of the same trajectory.',
  },
  centred: {
    name: 'centred',
    meaning: 'Less the mean of ω over the other trajectories that run at the same step.',
  },
  transpose: { name: 'transpose', meaning: 'The transpose of the matrix X in ω s = Xλ.' },
  window: { name: 'window', meaning: 'Every pair of steps h, h′ counts factor^{|h−h′|}.' },
  unchained: {
    name: 'unchained',
    meaning: 'd is taken along the adjoint of MAML in the place of λ.',
  },
  shrunk: {
    name: 'shrunk',
    meaning:
      'Counts a share w from 0 to 1 that comes with the state, for a bias of −(1 − w) of its expectation.',
  },
  last: { name: 'last', meaning: 'One term in the last inner step, another in those before.' },
  // `coupled` alone is a term of the library.
  coupled: {
    name: 'coupled(ε)',
    meaning:
      'The derivative of the expected inner step along λ, curvature and debiasing together: the difference of two policy gradients, on N trajectories each, drawn at θ ± ελ̂ with the same random numbers ω.',
  },
};

const curvature: Meaning = {
  name: 'curvature',
  meaning: 'Differentiates the inner step at fixed data, along λ: a Hessian-vector product.',
};

/** What the names in a term and in what they stand for mean, and its operations. */
const meaningsOf = (term: Term, terms: Vocabulary['terms']): readonly Meaning[] => {
  const below = (inner: Term) => meaningsOf(inner, terms);
  if (typeof term !== 'string')
    return [
      ...(term.op === 'sum' || term.op === 'times' ? [] : [operations[term.op]]),
      ...membersOf(term).flatMap(below),
    ];
  if (term === 'curvature') return [curvature];
  const row = terms[term];
  const meaning = { name: term, ...('about' in row ? row.about : { meaning: row.meaning }) };
  return 'term' in row ? [meaning, ...below(row.term)] : [meaning];
};

const distinct = (meanings: readonly Meaning[]): readonly Meaning[] => [
  ...new Map(meanings.map((meaning) => [canonicalJson(meaning), meaning])).values(),
];

/**
 * What can be said of a term: what it computes, its bias, what it costs, and with what it is equal.
 *
 * @throws RangeError if the decay that is given is not that of the inner weights.
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
 *   [['curvature + algorithm-1', undefined], ['curvature + e-maml', 'N = 1']],
 * );
 * ```
 */
export const explainTerm = (term: Term, setting: ExplanationSetting): Explanation => {
  checkDecay(setting);
  const facts = factsOf(setting);
  const vocabulary = setting.vocabulary ?? builtIn;
  const names = namesIn(vocabulary);
  const { innerSteps, trajectories } = facts;
  const { text, latex } = formulaOf(term, names);
  return {
    term,
    formula: text,
    latex,
    meanings: distinct(meaningsOf(term, vocabulary.terms)),
    innerSteps,
    trajectories,
    bias: biasAt(biasOf(term, facts, names), setting.given),
    cost: costOf(term, { innerSteps, trajectories, fitted: facts.inner.fitted }, names),
    exchangeableUpTo: exchangeableUpTo(term, names),
    leastTrajectories: leastTrajectories(term, names),
    equal: equalities(term, setting),
  };
};
