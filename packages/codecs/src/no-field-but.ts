import * as t from 'io-ts';
import { onlyFields } from './only-fields';
import { refine } from './refine';

/**
 * What stands in an error for a field that should not be there. Accepts nothing, and says which
 * fields there are.
 */
interface NoFieldBut extends t.Type<unknown> {
  /** The names of all fields that there are. */
  readonly knownFields: readonly string[];
}

/** What stands in an error for a field beside the known ones. */
export const noFieldBut = (knownFields: readonly string[]): NoFieldBut =>
  Object.assign(
    refine(t.unknown, onlyFields(knownFields), () => false),
    { knownFields },
  );

/** Whether a decoder in an error stands for a field that should not be there. */
export const isNoFieldBut = (decoder: t.Decoder<unknown, unknown>): decoder is NoFieldBut =>
  'knownFields' in decoder;
