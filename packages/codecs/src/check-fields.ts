import { describeInvalidField } from './invalid-field';
import { onlyFields } from './only-fields';

const isRecord = (u: unknown): u is object =>
  typeof u === 'object' && u !== null && !Array.isArray(u) && !ArrayBuffer.isView(u);

const isList = (u: unknown): u is ArrayLike<unknown> =>
  Array.isArray(u) || (ArrayBuffer.isView(u) && !(u instanceof DataView));

/** A loop: `every` would pass over holes. */
const areNumbers = (list: ArrayLike<unknown>): boolean => {
  for (let i = 0; i < list.length; i += 1) if (typeof list[i] !== 'number') return false;
  return true;
};

const kinds = {
  anything: () => true,
  'a function': (u: unknown) => typeof u === 'function',
  'a list': isList,
  'a list of numbers': (u: unknown) => isList(u) && areNumbers(u),
  'a number': (u: unknown) => typeof u === 'number',
  'a record': isRecord,
  'a text': (u: unknown) => typeof u === 'string' && u !== '',
};

/** What a field may be asked to be; `anything` is also what a field is that may be left out. */
export type FieldKind = keyof typeof kinds;

const refuse = (what: string, expected: string, found: unknown): never => {
  throw new RangeError(`${what}: ${describeInvalidField({ path: '', expected, found })}`);
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless a record that a
 * program handed over has the fields named: a program without types may leave one out. What the
 * numbers of a field may be is for others to ask.
 *
 * @param what names the record in the message
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkFields } from '@sgmrl/codecs';
 * interface Network { readonly hidden: readonly number[] }
 * const check = (network: Network) => checkFields('network', network, { hidden: 'a list' });
 * check({ hidden: [8] });
 * throws(() => check(JSON.parse('{}')), { message: 'network: hidden: expected a list, found nothing' });
 * ```
 */
export const checkFields = <A extends object>(
  what: string,
  record: A,
  fields: { readonly [K in keyof A]?: FieldKind },
): void => {
  const given: unknown = record;
  if (!isRecord(given)) return refuse(what, 'a record', given);
  for (const [name, kind] of Object.entries<FieldKind | undefined>(fields)) {
    const found: unknown = Reflect.get(given, name);
    if (kind !== undefined && !kinds[kind](found)) refuse(`${what}: ${name}`, kind, found);
  }
};

/**
 * {@link checkFields} for plain data: throws for a field beside those named too, which would
 * otherwise be lost without a word. `fields` names all that the record may have.
 *
 * @example
 * ```ts
 * import { throws } from 'node:assert';
 * import { checkOnlyFields } from '@sgmrl/codecs';
 * interface Step { readonly size: number; readonly note?: string }
 * const check = (step: Step) => checkOnlyFields('step', step, { size: 'a number', note: 'anything' });
 * check({ size: 1 });
 * throws(() => check(JSON.parse('{ "size": 1, "sise": 2 }')),
 *   { message: 'step: sise: expected no field but size, note, found 2' });
 * ```
 */
export const checkOnlyFields = <A extends object>(
  what: string,
  record: A,
  fields: { readonly [K in keyof A]-?: FieldKind },
): void => {
  checkFields(what, record, {});
  for (const name of Object.keys(record)) {
    const found: unknown = Reflect.get(record, name);
    if (!Object.hasOwn(fields, name) && found !== undefined)
      refuse(`${what}: ${name}`, onlyFields(Object.keys(fields)), found);
  }
  checkFields<A>(what, record, fields);
};
