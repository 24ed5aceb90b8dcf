import * as t from 'io-ts';
import { refine } from './refine';

/** So many wrong places are told one by one; more help nobody, and a file can hold millions. */
export const mostErrors = 100;

/**
 * What stands last in a list of errors for those that it leaves out. Accepts nothing, and says how
 * many they are.
 */
interface LeftOut extends t.Type<unknown> {
  /** How many, at least one. */
  readonly leftOut: number;
}

/** Whether a decoder in an error stands for those that a list leaves out. */
export const isLeftOut = (decoder: t.Decoder<unknown, unknown>): decoder is LeftOut => 'leftOut' in decoder;

const leftOutError = (leftOut: number, context: t.Context): t.ValidationError => {
  const type: LeftOut = Object.assign(
    refine(t.unknown, 'no more wrong fields', () => false),
    { leftOut },
  );
  return { value: leftOut, context: t.appendContext(context, '…', type, leftOut) };
};

/**
 * Errors as they come: the first {@link mostErrors} and the number of all others, in no more memory
 * than that.
 */
export interface ErrorList {
  /** Takes errors after those that it has; errors that stand for others count as so many. */
  readonly add: (errors: t.Errors) => void;
  /** The errors so far; last, if any are left out, one that stands for them. */
  readonly all: () => t.Errors;
}

/** A list without errors, of a value that is decoded in a context. */
export const errorList = (context: t.Context): ErrorList => {
  const kept: t.ValidationError[] = [];
  let leftOut = 0;
  return {
    add: (errors) => {
      for (const error of errors) {
        const { type } = error.context[error.context.length - 1];
        if (isLeftOut(type)) leftOut += type.leftOut;
        else if (kept.length < mostErrors) kept.push(error);
        else leftOut += 1;
      }
    },
    all: () => (leftOut === 0 ? kept : [...kept, leftOutError(leftOut, context)]),
  };
};
