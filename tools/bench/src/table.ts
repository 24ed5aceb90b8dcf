import Table from 'cli-table3';
import type { Summary } from './statistics';

/** Three significant digits. */
export const digits = (x: number): string => (x >= 100 ? x.toFixed(0) : x.toPrecision(3));

/** The median, and in parentheses between what the measurements lie, or that there is one only. */
export const spread = ({ count, median, least, greatest }: Summary): string =>
  `${digits(median)} (${count === 1 ? 'once' : `${digits(least)} – ${digits(greatest)}`})`;

/** A titled table as text; all columns but the first are numbers. */
export const table = (
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string => {
  const grid = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true },
  });
  grid.push(...rows.map((row) => [...row]));
  return `\n${title}\n${grid.toString()}`;
};
