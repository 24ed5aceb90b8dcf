import type { InvalidField } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Config } from '../configuration/config';
import { applySettings } from '../configuration/set-path';
import type { InvalidSetting } from '../errors/experiment-error';
import { canonicalJson } from '../files/canonical-json';
import { sha256 } from '../files/hash';

/** Values that fields of the configuration are to have, by path: every run has one of each. */
export type Variation = Readonly<Record<string, readonly unknown[]>>;

/** What one run has in a field that varies; null: it has no such field. */
export interface FieldValue {
  /** Names joined by dots: `algorithm.stepSize`. */
  readonly path: string;
  /** Plain data. */
  readonly value: unknown;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What plain data hold at a path of names joined by dots; undefined if nothing. */
export const fieldAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, name) => (isFields(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined),
      value,
    );

/** A text that is the same for equal data. */
export const identity = (value: unknown): string => canonicalJson(value ?? null);

/** The product of all values, the first field slowest. */
export const settingsIn = (variation: Variation): readonly (readonly FieldValue[])[] =>
  Object.entries(variation).reduce<readonly (readonly FieldValue[])[]>(
    (all, [path, values]) => all.flatMap((settings) => values.map((value) => [...settings, { path, value }])),
    [[]],
  );

const without = (value: unknown, [name, ...rest]: readonly string[]): unknown => {
  if (!isFields(value) || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) => {
      if (key !== name) return [[key, field]];
      return rest.length === 0 ? [] : [[key, without(field, rest)]];
    }),
  );
};

const shown = ({ path, value }: FieldValue): string => `${path}=${JSON.stringify(value)}`;

/** A configuration with these values; whether they are fit is for its decoder to say. */
export const vary = (config: Config, settings: readonly FieldValue[]): E.Either<InvalidSetting, unknown> =>
  settings.reduce<E.Either<InvalidSetting, unknown>>(
    (changed, setting) =>
      pipe(
        changed,
        E.chain(applySettings([shown(setting)])),
        E.bimap(
          (error): InvalidSetting => ({ ...error, flag: '--vary' }),
          (value) => (setting.value === null ? without(value, setting.path.split('.')) : value),
        ),
      ),
    E.right(config),
  );

/** Not what a number, a list of them or a literal could be written as. */
const isPlainName = (text: string): boolean =>
  /^[a-z][a-z\d_.-]{0,23}$/.test(text) && !['true', 'false', 'null'].includes(text);

const hashed = (value: unknown): string => sha256(identity(value)).slice(0, 8);

const valueText = (value: unknown): string => {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return isPlainName(value) ? value : `text-${hashed(value)}`;
  if (Array.isArray(value) && value.length > 1 && value.length < 5 && value.every(Number.isFinite))
    return value.join('x');
  const kind = fieldAt(value, 'kind');
  return `${typeof kind === 'string' && isPlainName(kind) ? kind : 'json'}-${hashed(value)}`;
};

/**
 * `optimizer.learningRate=0.003`: a part of the name of a folder, another one for another value.
 */
export const settingText = ({ path, value }: FieldValue): string =>
  `${/^[\w.-]+$/.test(path) ? path : `field-${hashed(path)}`}=${valueText(value)}`;

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** The members of both lists, each once; numbers in ascending order. */
export const union = <A>(some: readonly A[], others: readonly A[]): readonly A[] => {
  const known = new Set(some.map(identity));
  const all = [...some, ...others.filter((one) => !known.has(identity(one)))];
  return all.length > some.length && all.every(isNumber)
    ? all.toSorted((one, other) => Number(one) - Number(other))
    : all;
};

/** Fields that runs differ in anyhow, or must not, and what to use instead. */
const taken: Readonly<Record<string, string>> = {
  version: 'a field that may vary',
  seed: 'the list of seeds',
  iterations: 'the number of iterations, which all runs share',
  'algorithm.estimator': 'the list of algorithms',
  'algorithm.jacobian': 'the list of algorithms',
  'algorithm.debiasing': 'the list of algorithms',
  'algorithm.innerSteps': 'the list of innerSteps',
  environment: 'one environment: returns of several are not comparable',
  with: 'modules that all runs share',
};

/** Whether one path is the other one or within it. */
const isWithin = (path: string, other: string): boolean => `${path}.`.startsWith(`${other}.`);

/** What is wrong with the fields that are to vary. */
export const varyProblems = ({
  vary: variation = {},
}: {
  readonly vary?: Variation;
}): readonly InvalidField[] => {
  const paths = Object.keys(variation);
  return paths.flatMap((path) => {
    const own = Object.keys(taken).find((other) => isWithin(path, other) || isWithin(other, path));
    const outer = paths.find((other) => other !== path && isWithin(path, other));
    const at = `vary.${path}`;
    return [
      ...(own === undefined ? [] : [{ path: at, expected: taken[own], found: variation[path] }]),
      ...(outer === undefined
        ? []
        : [{ path: at, expected: `no field within ${outer}, which varies itself`, found: variation[path] }]),
    ];
  });
};
