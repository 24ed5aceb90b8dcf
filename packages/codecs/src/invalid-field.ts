/** One wrong place in a value that came from outside. */
export interface InvalidField {
  /** Keys and indices from the outside in, joined by dots; empty for the value itself. */
  readonly path: string;
  /** What would have been right, in words: `whole number from 1 to 10`. */
  readonly expected: string;
  /** What stands there; undefined where the field is missing. */
  readonly found: unknown;
  /** There if the field is unknown: the names of the fields that there are. */
  readonly known?: readonly string[];
  /** There on the last entry of a list that is cut: how many wrong places it leaves out. */
  readonly leftOut?: number;
}

const longest = 80;

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/**
 * As JSON, or else the kind of object: JSON knows no cycle and no bigint, and an object may say
 * that it is nothing.
 */
const asJson = (found: unknown): string => {
  try {
    const text: unknown = JSON.stringify(found);
    if (typeof text === 'string') return text;
  } catch {
    // Said below.
  }
  return Object.prototype.toString.call(found);
};

const show = (found: unknown): string => {
  if (found === undefined) return 'nothing';
  return cut(typeof found === 'object' || typeof found === 'string' ? asJson(found) : String(found));
};

/**
 * One line for a person: where, what was expected, what was found.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { describeInvalidField } from '@sgmrl/codecs';
 * strictEqual(
 *   describeInvalidField({ path: 'horizon', expected: 'whole number from 1 to 10', found: -1 }),
 *   'horizon: expected whole number from 1 to 10, found -1',
 * );
 * ```
 */
export const describeInvalidField = ({ path, expected, found, leftOut }: InvalidField): string =>
  leftOut === undefined
    ? `${path === '' ? '' : `${cut(path)}: `}expected ${expected}, found ${show(found)}`
    : `… and ${String(leftOut)} more`;
