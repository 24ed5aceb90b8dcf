import type { ReturnEstimates } from '@sgmrl/meta-learning';
import * as t from 'io-ts';
import { decodeText } from '../files/decode-text';
import { encodeReturns, returnsCodec } from './metrics-file';

/** What the state after an iteration earns on validation tasks. */
export interface Validation {
  readonly iteration: number;
  /** How many tasks. */
  readonly tasks: number;
  /** After 0, 1, …, ζ inner steps; null where something stopped being finite. */
  readonly returns: readonly ReturnEstimates[] | null;
}

const codec: t.Type<Validation, unknown, unknown> = t.type({
  iteration: t.number,
  tasks: t.number,
  returns: t.union([t.readonlyArray(returnsCodec), t.null]),
});

const decode = decodeText(codec);

/** The line of one validation, its end included. */
export const encodeValidation = ({ iteration, tasks, returns }: Validation): string =>
  `${JSON.stringify({ iteration, tasks, returns: returns?.map(encodeReturns) ?? null })}\n`;

/** The first line of each iteration up to `iteration` in the text of validation.jsonl, in their order. */
export const decodeValidations = (text: string, iteration: number): readonly Validation[] => {
  const found = new Map<number, Validation>();
  for (const line of text.split('\n')) {
    const validation = decode(line);
    if (validation !== undefined && validation.iteration <= iteration && !found.has(validation.iteration))
      found.set(validation.iteration, validation);
  }
  return [...found.values()].toSorted((x, y) => x.iteration - y.iteration);
};

/** By what states are told apart: the mean undiscounted return after all inner steps. */
const worth = ({ returns }: Validation): number => {
  const mean = returns?.at(-1)?.undiscounted.mean ?? NaN;
  return Number.isNaN(mean) ? -Infinity : mean;
};

/** The best of some validations, the first of those that are level; undefined where none is finite. */
export const bestOf = (validations: readonly Validation[]): Validation | undefined =>
  validations.reduce<Validation | undefined>(
    (best, next) => (worth(next) > (best === undefined ? -Infinity : worth(best)) ? next : best),
    undefined,
  );
