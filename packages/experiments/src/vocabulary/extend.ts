import { decodeWith, describeInvalidField, type InvalidField, type Part } from '@sgmrl/codecs';
import {
  someTaskDistribution,
  type SomeTaskDistribution,
  type TaskDistribution,
  type TaskPicture,
} from '@sgmrl/environments';
import { termCodec, type Names } from '@sgmrl/estimators';
import { outerUpdateRow } from '@sgmrl/meta-learning';
import { optimizerRow } from '@sgmrl/optimizers';
import { policyRow } from '@sgmrl/policies-tfjs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RR from 'fp-ts/lib/ReadonlyRecord.js';
import type * as t from 'io-ts';
import { candidateNames } from '../comparison/candidate';
import { configCodec } from '../configuration/decode-config';
import type { Preset } from '../configuration/preset';
import { readyTasks, taskAwareKind, type TasksRow } from './environment-spec';
import { guard, refuse } from './guard';
import { guardedLeaf, leadsToItself, wrongAnswers } from './guarded-leaf';
import { guardedOptimizer } from './guarded-optimizer';
import { guardedOuterUpdate } from './guarded-outer-update';
import { guardedPicture } from './guarded-picture';
import { guardedPolicy, guardLayers } from './guarded-policy';
import { guardedTasks } from './guarded-tasks';
import { chainKind } from './optimizer-chain';
import type { AnyOptimizerRow } from './optimizer-spec';
import type { AnyOuterUpdateRow } from './outer-update-spec';
import type { OwnSpec } from './own-spec';
import {
  ownPictureCodec,
  ownTasksCodec,
  ownVocabularyCodec,
  type OwnEnvironment,
  type OwnOptimizer,
  type OwnOuterUpdate,
  type OwnPolicy,
  type OwnPreset,
  type OwnVocabulary,
} from './own-vocabulary';
import { asWeights } from './own-weights';
import type { AnyPolicyRow } from './policy-spec';
import { namesIn, type TermRow, type Vocabulary } from './vocabulary';

const decodedAs = <A>(where: string, codec: t.Type<A, unknown>, made: unknown): void => {
  const decoded = decodeWith(codec)(made);
  if (E.isLeft(decoded)) refuse(where, decoded.left.map(describeInvalidField).join('; '));
};

/** What a module gives is of unknown types, whether it hides them itself or not. */
const guardedEnvironment = <Task, State>(
  kind: string,
  tasks: TaskDistribution<Task, State>,
  picture: TaskPicture<Task, State> | undefined,
): SomeTaskDistribution => {
  decodedAs(`environment ${kind}: tasks`, ownTasksCodec, tasks);
  if (picture !== undefined) decodedAs(`environment ${kind}: picture`, ownPictureCodec, picture);
  return someTaskDistribution(guardedTasks(kind, tasks), picture && guardedPicture(kind, tasks, picture));
};

const tasksOf =
  (kind: string, { tasks, picture }: OwnEnvironment) =>
  (spec: OwnSpec): SomeTaskDistribution => {
    const made = guard(`environment ${kind}: tasks`, () => tasks(spec));
    return typeof made === 'function'
      ? made((distribution, drawn) => guardedEnvironment(kind, distribution, drawn))
      : guardedEnvironment(kind, made, picture);
  };

const asEnvironment = (kind: string, own: OwnEnvironment): TasksRow => {
  const tasks = tasksOf(kind, own);
  return readyTasks({
    spec: own.spec,
    default: own.default,
    about: own.about ?? kind,
    tasks: (spec) => {
      if (own.spec.is(spec)) return tasks(spec);
      throw new RangeError(`expected a spec of ${kind}, found ${JSON.stringify(spec)}`);
    },
  });
};

const asPolicy = (
  kind: string,
  { default: start = { kind }, about = kind, ...own }: OwnPolicy,
): AnyPolicyRow => {
  const row = policyRow<OwnSpec>({ ...own, default: start, about });
  return {
    ...row,
    build: (...given) =>
      pipe(
        row.build(...given),
        E.map((policy) => guardedPolicy(kind, policy)),
      ),
    layers: (spec) => guardLayers(`policy ${kind}: layers`, () => row.layers(spec)),
  };
};

const asTerm =
  (names: () => Names) =>
  (name: string, row: TermRow): TermRow =>
    'term' in row ? row : guardedLeaf(name, row, names);

/** With terms of one's own, whose names may stand in one another. */
const withTerms = (terms: Vocabulary['terms'], own: Vocabulary['terms']): Vocabulary['terms'] => {
  const all: Vocabulary['terms'] = {
    ...terms,
    ...RR.mapWithIndex(asTerm(() => namesIn({ terms: all })))(own),
  };
  return all;
};

const asOptimizer = (kind: string, { about = kind, spec, build }: OwnOptimizer): AnyOptimizerRow =>
  optimizerRow<OwnSpec>({ spec, about, build: (own) => guardedOptimizer(kind, () => build(own)) });

const asOuterUpdate = (kind: string, { about = kind, spec, build }: OwnOuterUpdate): AnyOuterUpdateRow =>
  outerUpdateRow<OwnSpec>({
    spec,
    about: typeof about === 'string' ? [about] : about,
    build: (own, optimizer) => guardedOuterUpdate(kind, () => build(own, optimizer)),
  });

/** Names that mean something whatever the vocabulary. */
const reserved: { readonly [S in keyof Vocabulary]: readonly string[] } = {
  environments: [taskAwareKind],
  policies: [],
  terms: ['curvature', ...candidateNames],
  weights: [],
  outerUpdates: [],
  optimizers: [chainKind],
  presets: [],
};

/**
 * Whether a name means something already, so that no row of a module can have it.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { builtIn, isTaken } from '@sgmrl/experiments';
 * deepStrictEqual(
 *   ['dice', 'curvature', 'mine'].map((name) => isTaken(builtIn, 'terms', name)),
 *   [true, true, false],
 * );
 * ```
 */
export const isTaken = (vocabulary: Vocabulary, section: keyof Vocabulary, name: string): boolean =>
  Object.hasOwn(vocabulary[section], name) || reserved[section].includes(name);

type Wrong = readonly InvalidField[];

const under =
  (path: string) =>
  (field: InvalidField): InvalidField => ({
    ...field,
    path: field.path === '' ? path : `${path}.${field.path}`,
  });

const isSection = (section: string): section is keyof Vocabulary => Object.hasOwn(reserved, section);

const collisions = (vocabulary: Vocabulary, own: OwnVocabulary): Wrong =>
  Object.keys(own)
    .filter(isSection)
    .flatMap((section) =>
      Object.keys(own[section] ?? {})
        .filter((name) => isTaken(vocabulary, section, name))
        .map((name) => ({
          path: `${section}.${name}`,
          expected: 'a name that nothing else has',
          found: name,
        })),
    );

/** A default is of its own row. */
const wrongDefault = (
  path: string,
  name: string,
  { spec, default: start }: { readonly spec: Part<OwnSpec>; readonly default?: OwnSpec },
): Wrong => {
  if (start === undefined) return [];
  if (start.kind !== name)
    return [{ path: `${path}.default.kind`, expected: JSON.stringify(name), found: start.kind }];
  return pipe(
    spec.decode(start),
    E.match(
      () => [{ path: `${path}.default`, expected: 'what the codec in spec accepts', found: start }],
      () => [],
    ),
  );
};

const wrongDefaults = ({ environments = {}, policies = {}, weights = {} }: OwnVocabulary): Wrong => [
  ...Object.entries(environments).flatMap(([name, row]) => wrongDefault(`environments.${name}`, name, row)),
  ...Object.entries(policies).flatMap(([name, row]) => wrongDefault(`policies.${name}`, name, row)),
  ...Object.entries(weights).flatMap(([name, row]) => wrongDefault(`weights.${name}`, name, row)),
];

const wrongTerms = (vocabulary: Vocabulary, { terms = {} }: OwnVocabulary): Wrong => {
  const names = namesIn(vocabulary);
  const codec = termCodec(names);
  const wrong = Object.entries(terms).flatMap(([name, row]) =>
    'term' in row
      ? pipe(
          decodeWith(codec)(row.term),
          E.match(
            (fields) => fields.map(under(`terms.${name}.term`)),
            () => [],
          ),
        )
      : wrongAnswers(`terms.${name}`, row, names),
  );
  return wrong.length > 0
    ? wrong
    : Object.entries(terms).flatMap(([name, row]) =>
        'term' in row ? [] : leadsToItself(`terms.${name}`, name, names),
      );
};

const withPresets = (
  vocabulary: Vocabulary,
  { presets = {} }: OwnVocabulary,
): E.Either<Wrong, Vocabulary> => {
  const codec = configCodec(vocabulary);
  return pipe(
    presets,
    RR.traverseWithIndex(E.Applicative)((name: string, { config, about }: OwnPreset) =>
      pipe(
        decodeWith(codec)(config),
        E.bimap(
          (fields) => fields.map(under(`presets.${name}.config`)),
          (decoded): Preset => ({ config: decoded, about }),
        ),
      ),
    ),
    E.map((decoded) => ({ ...vocabulary, presets: { ...vocabulary.presets, ...decoded } })),
  );
};

const withRows = (vocabulary: Vocabulary, own: OwnVocabulary): Vocabulary => ({
  ...vocabulary,
  environments: {
    ...vocabulary.environments,
    ...RR.mapWithIndex(asEnvironment)(own.environments ?? {}),
  },
  policies: { ...vocabulary.policies, ...RR.mapWithIndex(asPolicy)(own.policies ?? {}) },
  terms: withTerms(vocabulary.terms, own.terms ?? {}),
  weights: { ...vocabulary.weights, ...RR.mapWithIndex(asWeights)(own.weights ?? {}) },
  outerUpdates: { ...vocabulary.outerUpdates, ...RR.mapWithIndex(asOuterUpdate)(own.outerUpdates ?? {}) },
  optimizers: { ...vocabulary.optimizers, ...RR.mapWithIndex(asOptimizer)(own.optimizers ?? {}) },
});

const unless = (fields: Wrong): E.Either<Wrong, void> =>
  fields.length === 0 ? E.right(undefined) : E.left(fields);

/**
 * A vocabulary with the words of one's own that a module exports by default. Left lists every wrong
 * field, names that something else has already among them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, ok } from 'node:assert';
 * import { builtIn, extend } from '@sgmrl/experiments';
 * const half = { term: { op: 'times', by: 0.5, of: 'dice' }, about: { meaning: 'Half of DiCE.', source: 'here' } };
 * const mine = extend(builtIn)({ terms: { half } });
 * ok(mine._tag === 'Right' && 'half' in mine.right.terms);
 * deepStrictEqual(extend(builtIn)({ terms: { dice: half } }), {
 *   _tag: 'Left',
 *   left: [{ path: 'terms.dice', expected: 'a name that nothing else has', found: 'dice' }],
 * });
 * ```
 */
export const extend =
  (vocabulary: Vocabulary) =>
  (exported: unknown): E.Either<readonly InvalidField[], Vocabulary> =>
    pipe(
      decodeWith(ownVocabularyCodec)(exported),
      E.chainFirst((own) => unless([...collisions(vocabulary, own), ...wrongDefaults(own)])),
      E.chain((own) => {
        const extended = withRows(vocabulary, own);
        return pipe(
          unless(wrongTerms(extended, own)),
          E.chain(() => withPresets(extended, own)),
        );
      }),
    );
