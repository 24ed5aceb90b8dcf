import { availableParallelism } from 'node:os';
import { InvalidArgumentError } from 'commander';

/** Reads a whole number from `least` to `greatest`, written in decimal digits. */
export const wholeNumber =
  (least: number, greatest: number) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= greatest) return value;
    throw new InvalidArgumentError(
      `Expected a whole number from ${String(least)} to ${String(greatest)}, found ${JSON.stringify(text)}.`,
    );
  };

/** Reads a finite number from `least` up. */
export const numberFrom =
  (least: number) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value) && value >= least) return value;
    throw new InvalidArgumentError(
      `Expected a finite number, at least ${String(least)}, found ${JSON.stringify(text)}.`,
    );
  };

/** Reads one more finite number from `least` up; the first takes the place of the default. */
export const numbersFrom = (least: number) => {
  let given: readonly number[] = [];
  return (text: string): readonly number[] => (given = [...given, numberFrom(least)(text)]);
};

/** Reads a finite number above zero, at most `greatest`. */
export const positiveUpTo =
  (greatest: number) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value) && value > 0 && value <= greatest) return value;
    throw new InvalidArgumentError(
      `Expected a number above 0${greatest < Infinity ? `, at most ${String(greatest)}` : ''}, found ${JSON.stringify(text)}.`,
    );
  };

const mostWorkers = 256;

/** A number of worker threads: one for each processor for `auto`. */
export const workerCount = (text: string): number =>
  text === 'auto' ? Math.min(availableParallelism(), mostWorkers) : wholeNumber(1, mostWorkers)(text);

/** The name of a folder. */
export const folder = (text: string): string => {
  if (text !== '') return text;
  throw new InvalidArgumentError('Expected the name of a folder, found an empty text.');
};
