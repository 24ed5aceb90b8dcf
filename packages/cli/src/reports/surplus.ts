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
      ? [`${count} line that does not belong there`, `(line ${ranges(numbers)}) is`]
      : [`${count} lines that do not belong there`, `(lines ${ranges(numbers)}) are`];
  warn(terminal, `${metrics}: ${what} ${where} now in ${surplus}; the run goes on without`);
};
