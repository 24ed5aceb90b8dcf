import type { RunPaths, SurplusLines } from '@sgmrl/experiments';
import { complain, type Terminal } from './terminal';

/** Whole numbers in rising order, those that follow each other as ranges: 3, 5-7. */
const ranges = (numbers: readonly number[]): string =>
  numbers
    .reduce<readonly (readonly [first: number, last: number])[]>((found, number) => {
      const range = found.at(-1);
      return range?.[1] === number - 1
        ? [...found.slice(0, -1), [range[0], number]]
        : [...found, [number, number]];
    }, [])
    .map(([first, last]) => (first === last ? String(first) : `${String(first)}-${String(last)}`))
    .join(', ');

/** Tells which lines of a run's metrics did not belong there, and where they are now. */
export const tellSurplus = (
  terminal: Terminal,
  { metrics, surplus }: RunPaths,
  { numbers }: SurplusLines,
): void => {
  if (numbers.length === 0) return;
  const count = String(numbers.length);
  const [what, where] =
    numbers.length === 1
      ? [`${count} line that repeated an iteration`, `(line ${ranges(numbers)}) is`]
      : [`${count} lines that repeated iterations`, `(lines ${ranges(numbers)}) are`];
  complain(
    terminal,
    `sgmrl: ${metrics}: ${what} or went beyond the checkpoint ${where} now in ${surplus}; the run goes on without`,
  );
};
