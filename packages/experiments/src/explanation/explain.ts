import { costText, type Condition, type Term } from '@sgmrl/estimators';
import { weightingOf, type Weights } from '@sgmrl/rollouts';
import {
  conditionsOfEquality,
  explainTerm,
  type Equality,
  type Explanation,
  type ExplanationSetting,
  type Meaning,
} from './explanation';
import { canonicalJson } from '../files/hash';
import type { OuterUpdateSpec } from '../vocabulary/outer-update';
import { builtIn } from '../vocabulary/built-in';
import type { Vocabulary } from '../vocabulary/vocabulary';
import { termText } from './term-text';
import type { NamedVariant } from './term-source';

const updateLines = (
  update: OuterUpdateSpec | undefined,
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
const optimizerSetting = (update: OuterUpdateSpec): string =>
  update.kind === 'trust-region' ? ' optimizer=\'{"kind":"sgd","learningRate":1}\'' : '';

const updateSetting = (update: OuterUpdateSpec | undefined): string =>
  update === undefined ? '' : ` algorithm.outerUpdate='${JSON.stringify(update)}'${optimizerSetting(update)}`;

const termSetting = (term: Term): string =>
  `algorithm.estimator=${typeof term === 'string' ? term : `'${JSON.stringify(term)}'`}`;

const heading = ({ name, variant: { estimator, outerUpdate } }: NamedVariant): string => {
  const text = termText(estimator);
  const update = outerUpdate === undefined ? '' : `, outer update ${outerUpdate.kind}`;
  return `${text === name ? name : `${name}: ${text}`}${update}`;
};

const meaningLine = ({ name, meaning, source }: Meaning): string =>
  `  ${name}: ${meaning}${source === undefined ? '' : ` Source: ${source}.`}`;

const sizesText = ({ innerSteps, trajectories }: Explanation): string =>
  `ζ = ${String(innerSteps)}, N = ${String(trajectories)}`;

const biasLines = ({ bias: { order, because } }: Explanation, sizes: string): readonly string[] => [
  `  ${order} for ${sizes}`,
  ...because.map((reason) => `    ${reason}`),
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

const weightsText = ({ innerWeights, outerWeights }: ExplanationSetting): string => {
  const nameOf = (weights: Weights = { kind: 'reward-to-go' }): string => weightingOf(weights).name;
  const [inner, outer] = [nameOf(innerWeights), nameOf(outerWeights)];
  return inner === outer ? inner : `${inner} inner and ${outer} outer`;
};

/** A line for each condition. */
const equalLines = (equal: readonly Equality[]): readonly string[] => {
  const under = (when: Condition | undefined): string =>
    equal
      .filter((each) => each.when === when)
      .map(({ term }) => termText(term))
      .join(', ');
  return equal.length === 0
    ? ['  no other term of the library']
    : [...new Set(equal.map(({ when }) => when))].map((when) =>
        when === undefined ? `  ${under(when)}` : `  when ${when.text}: ${under(when)}`,
      );
};

/** What another term has in common with one, in a sentence. */
const verdictLines = (conditions: readonly (Condition | undefined)[], other: string): readonly string[] => {
  if (conditions.includes(undefined)) return ['', `Equal to ${other}: yes`];
  const known = conditions.flatMap((condition) => (condition === undefined ? [] : [condition.text]));
  return [
    '',
    known.length === 0
      ? `Equal to ${other}: no; their normal forms differ, also where N = 1, α = 0, H = 1 or κ = 1`
      : `Equal to ${other}: when ${known.join(', or when ')}; else their normal forms differ`,
  ];
};

/**
 * What an algorithm computes and what is known of it, as text for a terminal; with `equals`, also whether it is equal to
 * that.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { explain, readAlgorithm } from '@sgmrl/experiments';
 * const maml = await readAlgorithm('maml')();
 * ok(maml._tag === 'Right' && explain(maml.right, { given: {}, discount: 0.99 }).includes('λ^t + α∇²ν λ'));
 * ```
 */
export const explain = (asked: NamedVariant, setting: ExplanationSetting, equals?: NamedVariant): string => {
  const { estimator, outerUpdate } = asked.variant;
  const explanation = explainTerm(estimator, setting);
  return [
    heading(asked),
    '',
    'The meta-gradient of a task is λ^0 of the fold over its inner steps t = ζ, …, 1',
    '  λ^ζ     = ĝ(θ^ζ, D_o)         the policy gradient after adaptation, on evaluation data',
    `  λ^{t−1} = λ^t + ${explanation.formula}`,
    'with w the inner weights and κ their decay, d = ⟨∇log π, λ⟩ and s_h = ∇log π of a step, s(τ) = Σ_h s_h, S = Σ_τ s(τ)',
    '',
    'Meaning',
    ...explanation.meanings.map(meaningLine),
    `Bias for ∇V with ${weightsText(setting)} weights`,
    ...biases(estimator, setting),
    'Cost beside drawing, inner steps and the outer policy gradient, for one task',
    `  ${costText(explanation.cost)} for ${sizesText(explanation)}`,
    'Trajectories of an inner batch',
    `  at least ${String(explanation.leastTrajectories)}; ${explanation.exchangeable ? 'their order does not matter' : 'beyond four their order matters'}`,
    'Equal to',
    ...equalLines(explanation.equal),
    ...(equals === undefined
      ? []
      : verdictLines(conditionsOfEquality(estimator, equals.variant.estimator, setting), equals.name)),
    ...updateLines(outerUpdate, builtIn),
    '',
    `Train with it: --set ${termSetting(estimator)}${updateSetting(outerUpdate)}`,
  ].join('\n');
};

/**
 * The same as plain data for programs. `when` is what `sgmrl explain --given` takes, empty where terms are equal without it.
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
export const explainAsData = (asked: NamedVariant, setting: ExplanationSetting, equals?: NamedVariant) => {
  const { bias, equal, ...rest } = explainTerm(asked.variant.estimator, setting);
  const flag = (when: Condition | undefined): string => when?.flag ?? '';
  const conditions =
    equals && conditionsOfEquality(asked.variant.estimator, equals.variant.estimator, setting);
  return {
    name: asked.name,
    ...rest,
    bias: bias.order,
    because: bias.because,
    equal: equal.map(({ term, when }) => ({ term, when: flag(when) })),
    ...(equals &&
      conditions && {
        equals: {
          term: equals.variant.estimator,
          verdict: conditions.includes(undefined),
          when: conditions.map(flag),
        },
      }),
  };
};
