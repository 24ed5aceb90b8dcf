import { termCodec } from '@sgmrl/estimators';
import * as t from 'io-ts';
import { asShorthand } from '../terms/debiasing-shorthand';

type Fields = Readonly<Record<string, unknown>>;

const estimator = termCodec();

const pathOf = (setting: string): string => setting.slice(0, setting.indexOf('=')).trim();

const without = (fields: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/**
 * `jacobian` says something beside `debiasing` only: an estimator that has these two fields gets
 * them.
 */
const inTwoFields = (algorithm: Fields): Fields => {
  const { estimator: term } = algorithm;
  const fields = estimator.is(term) ? asShorthand(term) : undefined;
  return fields === undefined ? algorithm : { ...fields, ...without(algorithm, 'estimator') };
};

const wayIn = (algorithm: Fields, set: ReadonlySet<string>): Fields => {
  const rest = set.has('algorithm.estimator') ? without(algorithm, 'debiasing', 'jacobian') : algorithm;
  if (set.has('algorithm.debiasing')) return without(rest, 'estimator');
  return set.has('algorithm.jacobian') ? inTwoFields(rest) : rest;
};

/**
 * A configuration, still plain JSON, that settings are to be applied to, without what says the
 * estimator in another way than they do: `algorithm.debiasing=dice` takes the place of the field
 * `estimator`, and the other way round.
 */
export const makeWay =
  (settings: readonly string[]) =>
  (plain: unknown): unknown =>
    t.UnknownRecord.is(plain) && t.UnknownRecord.is(plain.algorithm)
      ? { ...plain, algorithm: wayIn(plain.algorithm, new Set(settings.map(pathOf))) }
      : plain;
