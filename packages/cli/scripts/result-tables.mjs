/** Reading and writing of the tables in docs/results. */
import { readFileSync } from 'node:fs';

export const mean = (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length;

export const groups = (items, keyOf) =>
  items.reduce((all, item) => {
    const key = keyOf(item);
    return all.set(key, [...(all.get(key) ?? []), item]);
  }, new Map());

/** The rows of a file of values separated by commas, as records of text. */
export const readRows = (file) => {
  const [head, ...rows] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((row) => Object.fromEntries(head.map((name, i) => [name, row[i]])));
};

export const number = (x, digits = 2) => x.toFixed(digits).replace('-', '−');

export const interval = ({ mean: middle, low, high }, digits = 2) =>
  `${number(middle, digits)} [${number(low, digits)}, ${number(high, digits)}]`;

/** Two digits; nothing where a test has no p. */
export const probability = (p) => (p === null ? '' : String(Number(p.toPrecision(2))));

export const table = (head, body) =>
  [head, head.map(() => '---'), ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');
