import { addedTo, costText, parts, type Bias, type Condition, type Term } from '@sgmrl/estimators';
import { rewardToGo, type Weighting } from '@sgmrl/rollouts';
import {
  conditionsOfEquality,
  conditionsTried,
  explainTerm,
  type Equality,
  type Explanation,
  type ExplanationSetting,
  type Meaning,
} from './explanation';
import { canonicalJson } from '../files/canonical-json';
import type { AnyOuterUpdateSpec } from '../vocabulary/outer-update-spec';
import { builtIn } from '../vocabulary/built-in';
import { namesIn, type Vocabulary } from '../vocabulary/vocabulary';
import { termText } from '../terms/term-text';
import type { NamedVariant } from './term-source';
import { curvatureHint, wholeTerm } from '../terms/whole-term';

const updateLines = (
  update: AnyOuterUpdateSpec | undefined,
  { outerUpdates }: Pick<Vocabulary, 'outerUpdates'>,
): readonly string[] =>
  update === undefined
    ? []
    : [
        '',
        `Outer update ${JSON.stringify(update)}`,
        ...outerUpdates[update.kind].about.map((line) => `  ${line}`),
      ];

/** A trust region chooses the length of its step itself. */
const optimizerSetting = (update: AnyOuterUpdateSpec): string =>
  update.kind === 'trust-region' ? ' optimizer=\'{"kind":"sgd","learningRate":1}\'' : '';

const updateSetting = (update: AnyOuterUpdateSpec | undefined): string =>
  update === undefined ? '' : ` algorithm.outerUpdate='${JSON.stringify(update)}'${optimizerSetting(update)}`;

const moduleFlags = ({ modules = [] }: ExplanationSetting): string =>
  modules.map((path) => ` --with ${path}`).join('');

const termSetting = (term: Term): string =>
  `algorithm.estimator=${typeof term === 'string' ? term : `'${JSON.stringify(term)}'`}`;

/** What an algorithm consists of, where its name does not say so. */
const contentText = ({ name, variant: { estimator, outerUpdate } }: NamedVariant): string =>
  [
    ...(termText(estimator) === name ? [] : [termText(estimator)]),
    ...(outerUpdate === undefined ? [] : [`outer update ${outerUpdate.kind}`]),
  ].join(', ');

const heading = (asked: NamedVariant): string => {
  const content = contentText(asked);
  return content === '' ? asked.name : `${asked.name}: ${content}`;
};

/** What the formulas are written in. */
const symbols: readonly string[] = [
  'with ζ inner steps of size α; D the inner batch of N trajectories τ of H steps, D_o the outer data,',
  '  w the inner weights and κ their decay, s_h = ∇log π and d_h = ⟨s_h, λ⟩ of a step, s(τ) = Σ_h s_h, S = Σ_τ s(τ),',
  '  α∇²ν = (α/N) Σ_τ Σ_h w_h ∇²log π, U(D) the parameters after the step, ĝ and Ĵ estimates of ∇J and J at θ^ζ',
];

const withoutCurvature = (name: string): string => `${name} without curvature`;

const meaningLine = ({ name, meaning, source }: Meaning): string =>
  `  ${name}: ${meaning}${source === undefined ? '' : ` Source: ${source}.`}`;

const sizesText = ({ innerSteps, trajectories }: Explanation): string =>
  `ζ = ${String(innerSteps)}, N = ${String(trajectories)}`;

/** What is meant where pairs count too often or too seldom, also in a term that names none. */
const countedPairs =
  '    (to first order in α the mean of every part is a sum over pairs of steps of one trajectory)';

const biasLines = (
  { bias: { order, upperBound, because } }: Explanation,
  sizes: string,
): readonly string[] => [
  `  ${upperBound.length > 0 ? 'at most ' : ''}${order} for ${sizes}`,
  ...because.map((reason) => `    ${reason}`),
  ...(because.some((reason) => /^pairs .* times, not once$/.test(reason)) ? [countedPairs] : []),
  ...upperBound.map((reason) => `    at most: ${reason}`),
];

/** Where ζ is open, what one inner step and two have in common is said once. */
const biases = (term: Term, setting: ExplanationSetting): readonly string[] => {
  const of = (innerSteps: number): Explanation =>
    explainTerm(term, { ...setting, given: { ...setting.given, innerSteps } });
  if (setting.given.innerSteps !== undefined) {
    const only = of(setting.given.innerSteps);
    return biasLines(only, sizesText(only));
  }
  const [one, two] = [of(1), of(2)];
  return canonicalJson(one.bias) === canonicalJson(two.bias)
    ? biasLines(one, `ζ = 1 and ζ = 2, N = ${String(one.trajectories)}`)
    : [one, two].flatMap((each) => biasLines(each, sizesText(each)));
};

const weightsText = ({ given, innerWeights, outerWeights }: ExplanationSetting): string => {
  const nameOf = (weights: Weighting = rewardToGo): string => weights.name;
  const outer = nameOf(outerWeights);
  if (innerWeights === undefined && given.decay !== undefined)
    return `own inner weights, κ = ${String(given.decay)}, and ${outer} outer weights`;
  const inner = nameOf(innerWeights);
  return inner === outer ? `${inner} weights` : `${inner} inner and ${outer} outer weights`;
};

/**
 * By name in words that `--equals` reads the same: a part's name alone is that part beside
 * curvature there.
 */
const knownText = (term: Term): string =>
  typeof term === 'string' && Object.hasOwn(parts, term) ? withoutCurvature(term) : termText(term);

/** A line for each condition. */
const equalLines = (equal: readonly Equality[]): readonly string[] => {
  const under = (when: Condition | undefined): string =>
    equal
      .filter((each) => each.when === when)
      .map(({ term }) => knownText(term))
      .join(', ');
  return equal.length === 0
    ? ['  no other term of the library']
    : [...new Set(equal.map(({ when }) => when))].map((when) =>
        when === undefined ? `  ${under(when)}` : `  when ${when.text}: ${under(when)}`,
      );
};

/**
 * With an outer update of its own an algorithm shares no more than its meta-gradient, with its
 * estimator first of all.
 */
const equalTo = (
  { variant: { estimator, outerUpdate } }: NamedVariant,
  { equal }: Explanation,
): readonly Equality[] =>
  outerUpdate === undefined ? equal : [{ term: estimator, when: undefined }, ...equal];

const isDefined = <A>(a: A | undefined): a is A => a !== undefined;

const alternatives = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts[texts.length - 1]}`;

/** What two algorithms have in common. */
interface InCommon {
  /** Under which conditions their meta-gradients are equal, `undefined` being none. */
  readonly when: readonly (Condition | undefined)[];
  readonly metaGradients: boolean;
  readonly outerUpdates: boolean;
}

const inCommon = (
  { variant: one }: NamedVariant,
  { variant: other }: NamedVariant,
  setting: ExplanationSetting,
): InCommon => {
  const when = conditionsOfEquality(one.estimator, other.estimator, setting);
  return {
    when,
    metaGradients: when.includes(undefined),
    outerUpdates: canonicalJson(one.outerUpdate ?? null) === canonicalJson(other.outerUpdate ?? null),
  };
};

/** That normal forms differ, and under which conditions they still do. */
const differText = (asked: NamedVariant, equals: NamedVariant, setting: ExplanationSetting): string => {
  const tried = conditionsTried(asked.variant.estimator, equals.variant.estimator, setting);
  const where = alternatives(tried.map(({ text }) => text));
  return `their normal forms differ${where === '' ? '' : `, also where ${where}`}`;
};

/** What another algorithm has in common with one, in a sentence. */
const verdictText = (asked: NamedVariant, equals: NamedVariant, setting: ExplanationSetting): string => {
  const { when, metaGradients, outerUpdates } = inCommon(asked, equals, setting);
  const known = when.filter(isDefined).map(({ text }) => text);
  if (metaGradients)
    return outerUpdates ? 'yes' : 'no; their meta-gradients are equal; the outer updates differ';
  if (known.length === 0)
    return `no; ${differText(asked, equals, setting)}${outerUpdates ? '' : '; the outer updates differ, too'}`;
  const under = `when ${known.join(', or when ')}`;
  return outerUpdates
    ? `${under}; else their normal forms differ`
    : `no; their meta-gradients are equal ${under}; the outer updates differ`;
};

const verdictLines = (
  asked: NamedVariant,
  equals: NamedVariant,
  setting: ExplanationSetting,
): readonly string[] => {
  const content = contentText(equals);
  const saysSo = content === '' || equals.name === withoutCurvature(content);
  return [
    '',
    `Equal to ${saysSo ? equals.name : `${equals.name} (${content})`}: ${verdictText(asked, equals, setting)}`,
  ];
};

const orderText = (upTo: number): string =>
  upTo === Infinity ? 'their order does not matter' : `beyond N = ${String(upTo)} their order matters`;

/** How to train with an algorithm, and with the whole where it leaves curvature out. */
const trainLines = (
  { variant: { estimator, outerUpdate } }: NamedVariant,
  setting: ExplanationSetting,
): readonly string[] => {
  const line = (how: string, term: Term): string =>
    `${how}: sgmrl train${moduleFlags(setting)} --set ${termSetting(term)}${updateSetting(outerUpdate)}`;
  const whole = wholeTerm(estimator, namesIn(setting.vocabulary ?? builtIn));
  return whole === undefined
    ? [line('Train with it', estimator)]
    : [line('Train with it and curvature', whole), line('Train with it alone', estimator)];
};

/**
 * What an algorithm computes and what is known of it, as text for a terminal; with `equals`, also
 * whether it is equal to that.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { explain, readAlgorithm } from '@sgmrl/experiments';
 * const maml = await readAlgorithm('maml')();
 * if (maml._tag === 'Left') throw new Error('maml is a name');
 * ok(explain(maml.right, { given: {}, discount: 0.99 }).includes('λ^t + α∇²ν λ'));
 * ```
 */
export const explain = (asked: NamedVariant, setting: ExplanationSetting, equals?: NamedVariant): string => {
  const { estimator, outerUpdate } = asked.variant;
  const explanation = explainTerm(estimator, setting);
  return [
    heading(asked),
    ...curvatureHint(estimator, explanation, namesIn(setting.vocabulary ?? builtIn)).map(
      (line) => `  ${line}`,
    ),
    '',
    'The meta-gradient of a task is λ^0 of the fold over its inner steps t = ζ, …, 1',
    '  λ^ζ     = ĝ(θ^ζ, D_o)         the policy gradient after adaptation, on outer data',
    `  λ^{t−1} = ${addedTo('λ^t', explanation.formula)}`,
    ...symbols,
    '',
    ...(explanation.meanings.length === 0 ? [] : ['Meaning', ...explanation.meanings.map(meaningLine)]),
    `Bias for ∇V, V = E J(θ^ζ), with ${weightsText(setting)}`,
    ...biases(estimator, setting),
    'Cost beside drawing, inner steps and the outer policy gradient, for one task',
    `  ${costText(explanation.cost)} for ${sizesText(explanation)}`,
    'Trajectories of an inner batch',
    `  at least ${String(explanation.leastTrajectories)}; ${orderText(explanation.exchangeableUpTo)}`,
    outerUpdate === undefined ? 'Equal to' : 'Meta-gradient equal to',
    ...equalLines(equalTo(asked, explanation)),
    ...(equals === undefined ? [] : verdictLines(asked, equals, setting)),
    ...updateLines(outerUpdate, builtIn),
    '',
    ...trainLines(asked, setting),
  ].join('\n');
};

/** A term that an algorithm is equal to, and what `sgmrl explain --given` takes for that. */
export interface EqualTerm {
  /** The term. */
  readonly term: Term;
  /** Empty where they are equal whatever is given. */
  readonly when: string;
}

/** What one algorithm has in common with another that was asked about. */
export interface EqualityVerdict {
  /** The estimator of the other. */
  readonly term: Term;
  /** Its outer update, if it has one of its own. */
  readonly outerUpdate?: AnyOuterUpdateSpec;
  /** Whether the meta-gradients are equal whatever is given. */
  readonly metaGradients: boolean;
  /** Whether the outer updates are equal. */
  readonly outerUpdates: boolean;
  /** Whether both are. */
  readonly verdict: boolean;
  /** What `sgmrl explain --given` takes for meta-gradients to be equal; empty without a condition. */
  readonly when: readonly string[];
}

/** An explanation as plain data. */
export interface ExplanationData extends Omit<Explanation, 'bias' | 'exchangeableUpTo' | 'equal'> {
  /** The name that was asked for, or the term as text. */
  readonly name: string;
  /** The outer update, if the algorithm has one of its own. */
  readonly outerUpdate?: AnyOuterUpdateSpec;
  /**
   * The greatest N up to which the order of trajectories does not matter; null where it never does.
   */
  readonly exchangeableUpTo: number | null;
  /** The order of the bias. */
  readonly bias: Bias['order'];
  /** Why the bias may be less than its order says. */
  readonly upperBound: Bias['upperBound'];
  /** What is counted wrong, is off or not known. */
  readonly because: Bias['because'];
  /** With which terms of the library it is equal. */
  readonly equal: readonly EqualTerm[];
  /** Where another algorithm was asked about. */
  readonly equals?: EqualityVerdict;
}

/**
 * The same as plain data for programs. `when` is what `sgmrl explain --given` takes, empty where
 * meta-gradients are equal without it; the `verdict` on algorithms asks for equal outer updates,
 * too. `exchangeableUpTo` is null where the order of trajectories never matters.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { explainAsData, readAlgorithm } from '@sgmrl/experiments';
 * const asked = await readAlgorithm('{"op":"transpose","of":"full-hessian"}')();
 * if (asked._tag === 'Left') throw new Error('expected a term');
 * const { equal } = explainAsData(asked.right, { given: {}, discount: 0.99 });
 * deepStrictEqual(equal[0], { term: 'first-order', when: '' });
 * ```
 */
export const explainAsData = (
  asked: NamedVariant,
  setting: ExplanationSetting,
  equals?: NamedVariant,
): ExplanationData => {
  const explanation = explainTerm(asked.variant.estimator, setting);
  const { bias, exchangeableUpTo, ...rest } = explanation;
  const flag = (when: Condition | undefined): string => when?.flag ?? '';
  const comparison = equals && inCommon(asked, equals, setting);
  return {
    name: asked.name,
    ...rest,
    ...(asked.variant.outerUpdate && { outerUpdate: asked.variant.outerUpdate }),
    exchangeableUpTo: exchangeableUpTo === Infinity ? null : exchangeableUpTo,
    bias: bias.order,
    upperBound: bias.upperBound,
    because: bias.because,
    equal: equalTo(asked, explanation).map(({ term, when }) => ({ term, when: flag(when) })),
    ...(equals &&
      comparison && {
        equals: {
          term: equals.variant.estimator,
          ...(equals.variant.outerUpdate && { outerUpdate: equals.variant.outerUpdate }),
          ...comparison,
          verdict: comparison.metaGradients && comparison.outerUpdates,
          when: comparison.when.map(flag),
        },
      }),
  };
};
