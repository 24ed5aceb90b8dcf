import { few, type RunPaths, type SurplusLines } from '@sgmrl/experiments';
import { warn, type Terminal } from '../terminal/terminal';

/** Whole numbers in rising order, those that follow each other as ranges: 3, 5-7. */
const ranges = (numbers: readonly number[]): string =>
  few(
    numbers
      .reduce<[first: number, last: number][]>((found, number) => {
        const range = found.at(-1);
        if (range?.[1] === number - 1) range[1] = number;
        else found.push([number, number]);
        return found;
      }, [])
      .map(([first, last]) => (first === last ? String(first) : `${String(first)}-${String(last)}`)),
  );

/**
 * Tells which lines of a run's metrics did not belong there or were not in order, and what became
 * of them.
 */
export const tellSurplus = (
  terminal: Terminal,
  { metrics, surplus }: RunPaths,
  { numbers, reordered }: SurplusLines,
): void => {
  if (reordered)
    warn(terminal, `${metrics}: its lines were not in the order of iterations; they are put in order`);
  if (numbers.length === 0) return;
  const count = String(numbers.length);
  const [what, where] =
    numbers.length === 1
      ? [`${count} line that does not belong there`, `(line ${ranges(numbers)}) is`]
      : [`${count} lines that do not belong there`, `(lines ${ranges(numbers)}) are`];
  warn(terminal, `${metrics}: ${what} ${where} now in ${surplus}; the run goes on without`);
};
