import type { Config } from '../configuration/config';
import { canonicalJson } from '../files/canonical-json';
import { sha256 } from '../files/hash';
import { isTaskAware } from '../vocabulary/environment-spec';
import { candidateOf } from './candidate';

/** A field in which runs differ, and what some of them hold there. */
export interface VariedSetting {
  /** Of the configuration, such as `algorithm.stepSize`. */
  readonly path: string;
  /** The last name of the path, or as many as tell it from the others: the heading of a column. */
  readonly name: string;
  /** What stands in that column. */
  readonly shown: string;
  /** Short, and another one for another value: `stepSize=0.5`. */
  readonly label: string;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const differ = (values: readonly unknown[]): boolean => new Set(values.map(textOf)).size > 1;

const textOf = (value: unknown): string => (value === undefined ? '' : canonicalJson(value));

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/**
 * Paths at which fields differ. Of another kind they have other fields: then the kind says it all.
 */
const within = (all: readonly Fields[], path: string): readonly string[] => {
  if (differ(all.map(({ kind }) => kind))) {
    const kinds = [...new Set(all.map(({ kind }) => kind))];
    return [
      below(path, 'kind'),
      ...kinds.flatMap((kind) =>
        within(
          all.filter((one) => one.kind === kind),
          path,
        ),
      ),
    ];
  }
  const names = [...new Set(all.flatMap(Object.keys))];
  return names.flatMap((name) =>
    differingPaths(
      all.map((one) => one[name]),
      below(path, name),
    ),
  );
};

/** Lists of as many members each, all of which have a kind: the links of a chain. */
const areLinked = (values: readonly unknown[]): values is readonly (readonly Fields[])[] =>
  values.every(
    (value) => Array.isArray(value) && value.every((member) => isFields(member) && 'kind' in member),
  ) && new Set(values.map((value) => Array.isArray(value) && value.length)).size === 1;

/** Paths at which values of plain data differ. A list is one value, unless its members have kinds. */
const differingPaths = (values: readonly unknown[], path: string): readonly string[] => {
  const fields = values.filter(isFields);
  if (fields.length === values.length) return within(fields, path);
  if (areLinked(values))
    return values[0].flatMap((_, i) =>
      within(
        values.map((links) => links[i]),
        below(path, String(i)),
      ),
    );
  return differ(values) ? [path, ...(fields.length > 1 ? within(fields, path) : [])] : [];
};

/** The task distribution, whether or not observations tell the task. */
const environmentOf = ({ environment }: Config): Fields => ({
  ...(isTaskAware(environment) ? environment.environment : environment),
});

const isOracle = ({ environment }: Config): boolean => environment.kind === 'task-aware';
const isTrustRegion = ({ algorithm }: Config): boolean => algorithm.outerUpdate?.kind === 'trust-region';
const isUntrained = (config: Config): boolean => candidateOf(config) === 'random';

const namedByAlgorithm = { estimator: undefined, innerSteps: undefined };

/** Fields that hold for runs of several algorithms, each where no algorithm brings its own. */
const acrossAlgorithms = (configs: readonly Config[]): readonly string[] => [
  ...differingPaths(
    configs.filter((config) => !isUntrained(config)).map(({ iterations }) => iterations),
    'iterations',
  ),
  ...differingPaths(
    configs.filter((config) => !isOracle(config)).map(({ policy }) => policy),
    'policy',
  ),
  ...differingPaths(
    configs.map(({ from }) => from && { sha256: from.sha256 }),
    'from',
  ),
  ...differingPaths(
    configs.map(({ algorithm }) => ({ ...algorithm, ...namedByAlgorithm, outerUpdate: undefined })),
    'algorithm',
  ),
  ...differingPaths(
    configs.filter((config) => !isTrustRegion(config)).map(({ optimizer }) => optimizer),
    'optimizer',
  ),
];

/**
 * Whether a field says nothing of a run: its algorithm brings its own there, or does not use it.
 */
const isIdle = (config: Config, path: string): boolean => {
  const isIn = (part: string): boolean => `${path}.`.startsWith(`${part}.`);
  if (isIn('optimizer')) return isTrustRegion(config) || isUntrained(config);
  return isIn('policy') ? isOracle(config) : isIn('iterations') && isUntrained(config);
};

/**
 * Fields that only runs of one algorithm can be told apart by: what it brings along is named by it.
 */
const withinAlgorithm = (configs: readonly Config[]): readonly string[] =>
  differingPaths(
    configs.map(({ iterations, policy, algorithm, optimizer }) => ({
      iterations,
      policy,
      algorithm: { ...algorithm, ...namedByAlgorithm },
      optimizer,
    })),
    '',
  );

const longest = 40;

const show = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}… (${sha256(canonicalJson(value)).slice(0, 8)})`;
};

/** The last name of a path, or as many as tell it from the others. */
const shortened = (path: string, paths: readonly string[]): string => {
  const names = path.split('.');
  const ends = names.map((_, i) => names.slice(i).join('.')).reverse();
  return (
    ends.find(
      (end) =>
        end !== 'kind' && paths.filter((other) => other === end || other.endsWith(`.${end}`)).length === 1,
    ) ?? path
  );
};

const at = (value: unknown, [name, ...names]: readonly string[]): unknown => {
  if (name === undefined) return value;
  if (Array.isArray(value)) return at(value[Number(name)], names);
  return isFields(value) ? at(value[name], names) : undefined;
};

const parentOf = (path: string): readonly string[] => path.split('.').slice(0, -1);

/** What one value holds at a path; nothing where its kind has no such field. */
const settingAt =
  (paths: readonly string[], ownKinds: (path: string) => boolean) =>
  (value: unknown) =>
  (path: string): readonly VariedSetting[] => {
    const found = at(value, path.split('.'));
    const name = shortened(path, paths);
    if (found !== undefined && !isFields(found))
      return [{ path, name, shown: show(found), label: `${name}=${show(found)}` }];
    if (isFields(found)) return [{ path, name, shown: 'with', label: `with ${name}` }];
    return isFields(at(value, parentOf(path))) && !ownKinds(path)
      ? [{ path, name, shown: 'none', label: `no ${name}` }]
      : [];
  };

const settings = (value: unknown, found: readonly string[]): readonly VariedSetting[] => {
  const paths = [...new Set(found)];
  const ownKinds = (path: string) => paths.includes([...parentOf(path), 'kind'].join('.'));
  return paths.flatMap(settingAt(paths, ownKinds)(value));
};

/**
 * For each run of one environment the fields in which it differs from the others, with its values:
 * none where runs differ in seed, algorithm and inner steps only. What comes with an algorithm,
 * such as the optimizer of a trust region, counts only among runs of that algorithm.
 */
export const settingsOf = (configs: readonly Config[]): readonly (readonly VariedSetting[])[] => {
  const names = configs.map(candidateOf);
  const across = acrossAlgorithms(configs);
  const own = new Map(
    [...new Set(names)].map((name) => [name, withinAlgorithm(configs.filter((_, i) => names[i] === name))]),
  );
  return configs.map((config, i) =>
    settings(config, [...across.filter((path) => !isIdle(config, path)), ...(own.get(names[i]) ?? [])]),
  );
};

/** Runs of one environment: its name, and which of the given runs they are. */
export interface EnvironmentRuns {
  /** `tabular`, or `tabular, horizon=5` where others of its kind differ. */
  readonly name: string;
  /** Indices of the given configurations, ascending. */
  readonly members: readonly number[];
}

/**
 * The runs of each environment, named by its kind and by what differs from others of its kind.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { environmentsIn, presets } from '@sgmrl/experiments';
 * const [corridor, plane] = [presets['tabular-quick'].config, presets['navigation-2d'].config];
 * deepStrictEqual(environmentsIn([corridor, plane, { ...corridor, seed: 2 }]), [
 *   { name: 'tabular', members: [0, 2] },
 *   { name: 'navigation-2d', members: [1] },
 * ]);
 * ```
 */
export const environmentsIn = (configs: readonly Config[]): readonly EnvironmentRuns[] => {
  const environments = configs.map(environmentOf);
  const keys = environments.map(canonicalJson);
  return [...new Set(keys)].map((key) => {
    const environment = environments[keys.indexOf(key)];
    const paths = differingPaths(
      environments.filter(({ kind }) => kind === environment.kind),
      '',
    );
    return {
      name: [String(environment.kind), ...settings(environment, paths).map(({ label }) => label)].join(', '),
      members: keys.flatMap((one, i) => (one === key ? [i] : [])),
    };
  });
};
