import type { ReturnEstimates } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decodeText } from '../files/decode-text';
import { sha256, shortHash } from '../files/hash';
import { encodeReturns, noChecksum, returnsCodec } from './metrics-file';

/** What the state after an iteration earns on validation tasks. */
export interface Validation {
  /** After so many outer iterations. */
  readonly iteration: number;
  /** How many tasks. */
  readonly tasks: number;
  /** After 0, 1, …, ζ inner steps; null where something stopped being finite. */
  readonly returns: readonly ReturnEstimates[] | null;
}

/** What validation.jsonl holds. */
export interface KeptValidations {
  /** In the order of iterations. */
  readonly validations: readonly Validation[];
  /** Their lines. */
  readonly text: string;
  /** Of all lines, for the next one. */
  readonly checksum: string;
}

/** Before the first. */
export const noValidations: KeptValidations = { validations: [], text: '', checksum: noChecksum };

const codec: t.Type<Validation, unknown, unknown> = t.type({
  iteration: t.number,
  tasks: t.number,
  returns: t.union([t.readonlyArray(returnsCodec), t.null]),
});

const decode = decodeText(codec);

const addLine = (checksum: string, body: string): string => sha256(`${checksum}\n${body}`);

const inOrder = (validations: readonly Validation[]): readonly Validation[] =>
  validations.toSorted((x, y) => x.iteration - y.iteration);

/**
 * One validation more, and its line: the validation and the checksum of the lines up to it, which
 * is the SHA-256 of the checksum before, an end of line and the line without its checksum.
 */
export const addValidation = (
  { validations, text, checksum }: KeptValidations,
  added: Validation,
): { readonly kept: KeptValidations; readonly line: string } => {
  const { iteration, tasks, returns } = added;
  const body = JSON.stringify({ iteration, tasks, returns: returns?.map(encodeReturns) ?? null });
  const next = addLine(checksum, body);
  const line = `${body.slice(0, -1)},"checksum":"${next}"}\n`;
  return {
    line,
    kept: { validations: inOrder([...validations, added]), text: text + line, checksum: next },
  };
};

/** A line without its checksum, and that; lines of programs of before have none. */
const withoutChecksum = (line: string): { readonly body: string; readonly found: string | undefined } => {
  const [, body, found] = /^(.*),"checksum":"([^"]*)"\}$/.exec(line) ?? [];
  return found === undefined ? { body: line, found } : { body: `${body}}`, found };
};

const altered = (number: number, expected: string, found: string): string =>
  `it was altered since it was written: line ${String(number)} and those before it do not fit the checksum ` +
  `in it: expected ${expected === '' ? 'one' : shortHash(expected)}, found ${shortHash(found)}`;

/** But for a line at the end that a crash has cut short; line ends of Windows are no damage. */
const wholeLines = (text: string): readonly string[] => {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return decode(lines[lines.length - 1]) === undefined ? lines.slice(0, -1) : lines;
};

/**
 * What the text of validation.jsonl holds: for each iteration the first line. Left says where a
 * line is none, was altered, or is on another number of tasks.
 */
export const decodeValidations = (text: string): E.Either<string, KeptValidations> => {
  const found = new Map<number, Validation>();
  let [checksum, kept, tasks] = [noChecksum, '', NaN];
  let checked = false;
  for (const [i, line] of wholeLines(text).entries()) {
    if (line === '') continue;
    const at = `line ${String(i + 1)}`;
    const validation = decode(line);
    if (validation === undefined) return E.left(`${at} holds no returns on held-out tasks`);
    const { body, found: expected } = withoutChecksum(line);
    checksum = addLine(checksum, body);
    // Only lines of programs of before have none.
    if (expected === undefined ? checked : expected !== checksum)
      return E.left(altered(i + 1, expected ?? '', checksum));
    checked = expected !== undefined;
    if (kept !== '' && validation.tasks !== tasks)
      return E.left(`${at} is on ${String(validation.tasks)} tasks, those before on ${String(tasks)}`);
    tasks = validation.tasks;
    kept += `${line}\n`;
    const { iteration, returns } = validation;
    if (!found.has(iteration)) found.set(iteration, { iteration, tasks, returns });
  }
  return E.right({ validations: inOrder([...found.values()]), text: kept, checksum });
};

/** By what states are told apart: the mean undiscounted return after all inner steps. */
const worth = ({ returns }: Validation): number => {
  const mean = returns?.at(-1)?.undiscounted.mean ?? NaN;
  return Number.isNaN(mean) ? -Infinity : mean;
};

/**
 * The best of some validations, the first of those that are level; undefined where none is finite.
 */
export const bestOf = (validations: readonly Validation[]): Validation | undefined =>
  validations.reduce<Validation | undefined>(
    (best, next) => (worth(next) > (best === undefined ? -Infinity : worth(best)) ? next : best),
    undefined,
  );
