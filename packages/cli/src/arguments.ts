import { availableParallelism } from 'node:os';
import type { Variation, WhichCheckpoint } from '@sgmrl/experiments';
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

const atMost = (greatest: number): string => (greatest < Infinity ? `, at most ${String(greatest)}` : '');

/** Reads how many there are to be of something. */
export const count = wholeNumber(1, 1_000_000_000);

/** Reads the root of all randomness. */
export const seed = wholeNumber(0, Number.MAX_SAFE_INTEGER);

/** Reads a finite number from `least` up, to `greatest`. */
export const numberFrom =
  (least: number, greatest = Infinity) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value) && value >= least && value <= greatest) return value;
    throw new InvalidArgumentError(
      `Expected a finite number, at least ${String(least)}${atMost(greatest)}, found ${JSON.stringify(text)}.`,
    );
  };

/**
 * Reads one more finite number from `least` to `greatest`; the first takes the place of the
 * default.
 */
export const numbersFrom = (least: number, greatest: number) => {
  let given: readonly number[] = [];
  return (text: string): readonly number[] => (given = [...given, numberFrom(least, greatest)(text)]);
};

/** Reads a finite number above zero, at most `greatest`. */
export const positiveUpTo =
  (greatest: number) =>
  (text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isFinite(value) && value > 0 && value <= greatest) return value;
    throw new InvalidArgumentError(
      `Expected a number above 0${atMost(greatest)}, found ${JSON.stringify(text)}.`,
    );
  };

const mostWorkers = 256;

const threads =
  (least: number) =>
  (text: string): number =>
    text === 'auto' ? Math.min(availableParallelism(), mostWorkers) : wholeNumber(least, mostWorkers)(text);

/** A number of worker threads: one for each processor for `auto`, none for 0. */
export const workerCount = threads(0);

/** A number of threads of which there is one at least: one for each processor for `auto`. */
export const threadCount = threads(1);

/** A number of worker threads, or the address of the broker of workers on other machines. */
export const workersOrBroker = (text: string): number | string =>
  /[:@]/.test(text) ? text : workerCount(text);

/** Reads which state of a run: the best, or that after an iteration. */
export const whichCheckpoint = (text: string): WhichCheckpoint => {
  if (text === 'best') return text;
  if (/^\d+$/.test(text)) return count(text);
  throw new InvalidArgumentError(
    `Expected best or the number of an iteration, found ${JSON.stringify(text)}.`,
  );
};

/** The name of a folder. */
export const folder = (text: string): string => {
  if (text !== '') return text;
  throw new InvalidArgumentError('Expected the name of a folder, found an empty text.');
};

const onlyOnce = <A>(text: string, members: readonly A[]): readonly A[] => {
  const twice = members.find((member, i) => members.indexOf(member) !== i);
  if (twice === undefined) return members;
  throw new InvalidArgumentError(
    `Expected each once, found ${String(twice)} twice in ${JSON.stringify(text)}.`,
  );
};

/** Parts with commas between them; a comma inside JSON is a part of the JSON. */
const parts = (text: string): readonly string[] => {
  const found = [''];
  let depth = 0;
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && '{['.includes(character)) depth++;
    else if (!quoted && '}]'.includes(character)) depth--;
    if (character === ',' && depth === 0 && !quoted) found.push('');
    else found[found.length - 1] += character;
  }
  return found.map((part) => part.trim());
};

/** Reads names, or terms as JSON, with commas between them, each once. */
export const names = (text: string): readonly string[] => {
  const found = parts(text);
  if (found.every((name) => name !== '')) return onlyOnce(text, found);
  throw new InvalidArgumentError(
    `Expected names with commas between them, such as none,first-order, found ${JSON.stringify(text)}.`,
  );
};

const mostNumbers = 1000;

/**
 * Reads whole numbers from `least` to `greatest` and ranges of them with commas between, such as
 * 1-3,7, each number once.
 */
export const numberList = (least: number, greatest: number) => {
  const number = wholeNumber(least, greatest);
  const range = (part: string): readonly number[] => {
    const [first, last = first, ...more] = part.trim().split('-');
    const [from, to] = [number(first), number(last)];
    if (more.length > 0 || to < from || to - from >= mostNumbers)
      throw new InvalidArgumentError(
        `Expected a range of at most ${String(mostNumbers)} numbers from low to high, such as 1-3, found ${JSON.stringify(part)}.`,
      );
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  };
  return (text: string): readonly number[] => onlyOnce(text, text.split(',').flatMap(range));
};

/** Adds the path of a module to those given before. */
export const modulePath = (text: string, before: readonly string[]): readonly string[] => {
  if (text !== '') return [...before, text];
  throw new InvalidArgumentError('Expected the path of a module, found an empty text.');
};

/** The name of a word of one's own: of a file, too, and of a kind in configurations. */
export const wordName = (text: string): string => {
  if (/^[A-Za-z\d][\w.-]*$/.test(text)) return text;
  throw new InvalidArgumentError(
    `Expected letters, digits, "-", "_" and ".", a letter or digit first, found ${JSON.stringify(text)}.`,
  );
};

/** JSON, or the text itself where it is none. */
const valueOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/**
 * Reads one more `path=value,value,…`, values as JSON or as they are, each field once and each of
 * its values once.
 */
export const variation = (text: string, before: Variation = {}): Variation => {
  const split = text.indexOf('=');
  const path = text.slice(0, Math.max(split, 0)).trim();
  const values = parts(text.slice(split + 1));
  if (path === '' || path.split('.').includes('') || values.includes(''))
    throw new InvalidArgumentError(
      `Expected path=value,value,… such as optimizer.learningRate=0.001,0.003, found ${JSON.stringify(text)}.`,
    );
  if (Object.hasOwn(before, path))
    throw new InvalidArgumentError(`Expected each field once, found ${path} twice.`);
  onlyOnce(
    text,
    values.map((value) => JSON.stringify(valueOf(value))),
  );
  return { ...before, [path]: values.map(valueOf) };
};
