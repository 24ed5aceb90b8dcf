import {
  byKind,
  fraction,
  positiveNumber,
  record,
  recordWithOptional,
  refine,
  wholeNumber,
} from '@sgmrl/codecs';
import type { SomeTaskDistribution, TaskDistribution, TaskPicture } from '@sgmrl/environments';
import type { Leaf } from '@sgmrl/estimators';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import type { OuterUpdate } from '@sgmrl/meta-learning';
import type { PolicyDescription } from '@sgmrl/policies-tfjs';
import type { WeightFacts, Weighting } from '@sgmrl/rollouts';
import * as t from 'io-ts';
import { termText } from '../terms/term-text';
import type { OwnSpec } from './own-spec';
import type { NamedTerm, TermRow } from './vocabulary';

type AnyFunction = (...of: never[]) => unknown;

/** That something can be called is all that can be seen of a function before it is called. */
const callable = <F extends AnyFunction>(): t.Type<F> => {
  const is = (u: unknown): u is F => typeof u === 'function';
  return new t.Type<F>('function', is, (u, c) => (is(u) ? t.success(u) : t.failure(u, c)), t.identity);
};

/** A codec is known by what it can do: its module may have an io-ts of its own. */
const codec = <A>(): t.Type<t.Type<A, unknown>> => {
  const is = (u: unknown): u is t.Type<A, unknown> =>
    typeof u === 'object' && u !== null && ['is', 'validate', 'decode', 'encode'].every((name) => name in u);
  return new t.Type<t.Type<A, unknown>>(
    'codec, such as record(…) of @sgmrl/codecs',
    is,
    (u, c) => (is(u) ? t.success(u) : t.failure(u, c)),
    t.identity,
  );
};

const ownSpec = new t.Type<OwnSpec>(
  'object with a kind',
  (u): u is OwnSpec => t.UnknownRecord.is(u) && t.string.is(u.kind),
  (u, c) => {
    if (!t.UnknownRecord.is(u)) return t.failure(u, c);
    const { kind } = u;
    return t.string.is(kind)
      ? t.success({ ...u, kind })
      : t.failures([{ value: kind, context: t.appendContext(c, 'kind', t.string, kind) }]);
  },
  t.identity,
);

type TasksOf = (spec: OwnSpec) => SomeTaskDistribution | TaskDistribution<unknown, unknown>;

/** Codec of a picture: what can be seen of it before anything is drawn. */
export const ownPictureCodec = recordWithOptional(
  'picture',
  { frame: callable<TaskPicture<unknown, unknown>['frame']>() },
  { nameOf: callable<(task: unknown) => string>(), secondsPerStep: positiveNumber },
);

const environment = recordWithOptional(
  'environment',
  { spec: codec<OwnSpec>(), default: ownSpec, tasks: callable<TasksOf>() },
  { about: t.string, picture: ownPictureCodec },
);

/** An environment of a module: its tasks as they are, or with their types out of sight already. */
export type OwnEnvironment = t.TypeOf<typeof environment>;

const spaceKind = t.keyof({ box: null, discrete: null });

type Build = PolicyDescription<OwnSpec>['build'];
/**
 * By a name of its own, which declarations keep: they would import the parts of `Build` without
 * `.js`.
 */
type BuildsPolicy = (...of: Parameters<Build>) => ReturnType<Build>;

const policy = recordWithOptional(
  'policy',
  { spec: codec<OwnSpec>(), build: callable<BuildsPolicy>() },
  {
    default: ownSpec,
    about: t.string,
    acts: recordWithOptional('spaces', {}, { observations: spaceKind, actions: spaceKind }),
    layers: callable<NonNullable<PolicyDescription<OwnSpec>['layers']>>(),
  },
);

/** A policy of a module. */
export type OwnPolicy = t.TypeOf<typeof policy>;

const weights = recordWithOptional(
  'weights',
  { spec: codec<OwnSpec>(), build: callable<(spec: OwnSpec) => Weighting>() },
  { default: ownSpec, about: t.string },
);

/** Weights of a module. */
export type OwnWeights = t.TypeOf<typeof weights>;

const optimizer = recordWithOptional(
  'optimizer',
  { spec: codec<OwnSpec>(), build: callable<(spec: OwnSpec) => GradientTransformation<OptimizerState>>() },
  { about: t.string },
);

/** An optimizer of a module. */
export type OwnOptimizer = t.TypeOf<typeof optimizer>;

type BuildsUpdate = (
  spec: OwnSpec,
  optimizer: GradientTransformation<OptimizerState>,
) => OuterUpdate<OptimizerState>;

const outerUpdate = recordWithOptional(
  'outer update',
  { spec: codec<OwnSpec>(), build: callable<BuildsUpdate>() },
  { about: t.union([t.string, t.readonlyArray(t.string)]) },
);

/** An outer update of a module. */
export type OwnOuterUpdate = t.TypeOf<typeof outerUpdate>;

const claim = new t.Type<Leaf['claim']>(
  '"unknown" or a function',
  (u): u is Leaf['claim'] => u === 'unknown' || typeof u === 'function',
  (u, c) => (u === 'unknown' ? t.success(u) : callable<Exclude<Leaf['claim'], 'unknown'>>().validate(u, c)),
  t.identity,
);

const leafParts = {
  formula: record('formula', { text: t.string, latex: t.string }),
  meaning: t.string,
  scoreWeights: callable<Leaf['scoreWeights']>(),
  readsLambda: t.boolean,
  claim,
  cost: callable<Leaf['cost']>(),
  exchangeableUpTo: refine(t.number, 'whole number from 1, or Infinity', (n) => n >= 1),
  leastTrajectories: wholeNumber(1, Number.MAX_SAFE_INTEGER),
  rewrite: callable<Leaf['rewrite']>(),
};

const leaf: t.Type<Leaf> = record('leaf', leafParts);

const leafFields = Object.keys(leafParts);

const isTerm = (u: unknown): u is NamedTerm['term'] =>
  typeof u === 'string' || (t.UnknownRecord.is(u) && t.string.is(u.op));

/** That its names stand for something is seen when it is among them. */
const term = new t.Type<NamedTerm['term']>(
  'term: a name, or an operation {"op": …}',
  isTerm,
  (u, c) => (isTerm(u) ? t.success(u) : t.failure(u, c)),
  t.identity,
);

const namedTerm: t.Type<NamedTerm> = record('term', {
  term,
  about: record('about', { meaning: t.string, source: t.string }),
});

/** A term that says nothing of itself is what it is made of. */
const withItself = (one: NamedTerm['term']): NamedTerm => ({
  term: one,
  about: { meaning: `${termText(one)}.`, source: 'a module of your own' },
});

const termRow = new t.Type<TermRow>(
  'leaf, a term, or { term, about }',
  (u): u is TermRow => namedTerm.is(u) || leaf.is(u),
  (u, c) => {
    if (term.is(u)) return t.success(withItself(u));
    if (!t.UnknownRecord.is(u)) return t.failure(u, c);
    if (Object.hasOwn(u, 'term')) return namedTerm.validate(u, c);
    return Object.keys(u).some((key) => leafFields.includes(key)) ? leaf.validate(u, c) : t.failure(u, c);
  },
  t.identity,
);

const preset = record('preset', { config: t.UnknownRecord, about: t.string });

/** A preset of a module, whose words are not known yet. */
export type OwnPreset = t.TypeOf<typeof preset>;

const name = refine(t.string, 'name of letters, digits, "-", "_" and "."', (text) => /^[\w.-]+$/.test(text));

const rows = <A>(of: string, row: t.Type<A>): t.Type<Readonly<Record<string, A>>> => {
  const named = t.record(t.string, row, of);
  const wrongName = (u: unknown, c: t.Context): t.Errors =>
    t.UnknownRecord.is(u)
      ? Object.keys(u)
          .filter((key) => !name.is(key))
          .map((key) => ({ value: key, context: t.appendContext(c, key, name, key) }))
      : [];
  return new t.Type<Readonly<Record<string, A>>>(
    of,
    (u): u is Readonly<Record<string, A>> => named.is(u) && Object.keys(u).every(name.is),
    (u, c) => {
      const wrong = wrongName(u, c);
      return wrong.length > 0 ? t.failures([...wrong]) : named.validate(u, c);
    },
    t.identity,
  );
};

const vocabularyFields = recordWithOptional(
  'vocabulary',
  {},
  {
    environments: rows('environments', environment),
    policies: rows('policies', policy),
    terms: rows('terms', termRow),
    weights: rows('weights', weights),
    outerUpdates: rows('outer updates', outerUpdate),
    optimizers: rows('optimizers', optimizer),
    presets: rows('presets', preset),
  },
);

/** Its fields are its own: none of a promise, a map or an object of a class are. */
const isPlain = (u: unknown): boolean => {
  const parent: unknown = Object.getPrototypeOf(u);
  return parent === null || Object.getPrototypeOf(parent) === null;
};

/** Codec of an {@link OwnVocabulary}. */
export const ownVocabularyCodec = refine(t.UnknownRecord, 'plain object', isPlain).pipe(
  vocabularyFields,
  'vocabulary, a plain object',
);

/** What a module exports by default: words beside those that there are. */
export type OwnVocabulary = t.TypeOf<typeof ownVocabularyCodec>;

/** Codec of the weights that a module builds: what can be seen of them before they are used. */
export const ownWeightingCodec: t.Type<Weighting> = recordWithOptional(
  'weights',
  { name: t.string, facts: callable<Weighting['facts']>(), fit: callable<Weighting['fit']>() },
  { leaveOneOut: callable<NonNullable<Weighting['leaveOneOut']>>() },
);

/** Codec of what weights know of themselves. */
export const weightFactsCodec: t.Type<WeightFacts> = record('facts', {
  fitted: t.boolean,
  decay: fraction,
  normalised: t.boolean,
  unbiased: t.boolean,
});

const isVector = (u: unknown): u is ArrayLike<number> =>
  u instanceof Float64Array || (Array.isArray(u) && u.every((x) => typeof x === 'number'));

const numbers = new t.Type<ArrayLike<number>>(
  'vector of numbers',
  isVector,
  (u, c) => (isVector(u) ? t.success(u) : t.failure(u, c)),
  t.identity,
);

const space = refine(
  byKind<TaskDistribution<unknown, unknown>['observationSpace']>('space', {
    box: record('box', { kind: t.literal('box'), low: numbers, high: numbers }),
    discrete: record('discrete', { kind: t.literal('discrete'), size: wholeNumber(1, 1e9) }),
  }),
  'box with as many lowest as highest numbers, or discrete',
  (one) => one.kind === 'discrete' || one.low.length === one.high.length,
);

/** Codec of the tasks that a module makes: what can be seen of them before they are used. */
export const ownTasksCodec = t.type(
  {
    name: t.string,
    observationSpace: space,
    actionSpace: space,
    horizon: wholeNumber(1, 1e9),
    task: codec<unknown>(),
    sample: callable<TaskDistribution<unknown, unknown>['sample']>(),
    features: callable<TaskDistribution<unknown, unknown>['features']>(),
    environment: callable<TaskDistribution<unknown, unknown>['environment']>(),
  },
  'tasks',
);
