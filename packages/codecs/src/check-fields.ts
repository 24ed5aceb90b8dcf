import { describeInvalidField } from './invalid-field';

const isRecord = (u: unknown): u is object =>
  typeof u === 'object' && u !== null && !Array.isArray(u) && !ArrayBuffer.isView(u);

const kinds = {
  'a function': (u: unknown) => typeof u === 'function',
  'a list': (u: unknown) => Array.isArray(u) || ArrayBuffer.isView(u),
  'a number': (u: unknown) => typeof u === 'number',
  'a record': isRecord,
};

/** What a field may be asked to be. */
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
