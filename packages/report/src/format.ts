import { createHash } from 'node:crypto';
import type { Interval } from '@sgmrl/experiments';

/** Four digits, or all before the point; with a true minus sign; a dash for what is not there. */
export const number = (x: number | null | undefined): string =>
  x === null || x === undefined
    ? '–'
    : String(Math.abs(x) < 1e3 ? Number(x.toPrecision(4)) : Math.round(x)).replace('-', '−');

/** Mean and 95 % interval: −14.2 [−15.1, −13.3]. */
export const interval = (value: Interval | undefined): string => {
  if (value === undefined) return '–';
  const { mean, low, high } = value;
  return low === null || high === null ? number(mean) : `${number(mean)} [${number(low)}, ${number(high)}]`;
};

/** A whole number in groups of three digits. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** 45 s, 12 min, 3 h 20 min. */
export const duration = (seconds: number): string => {
  if (seconds < 90) return `${seconds < 10 ? seconds.toFixed(1) : String(Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90
    ? `${String(minutes)} min`
    : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
};

/** A name as a part of the name of a file; signs that do not show there are told apart by a hash. */
export const slug = (name: string): string => {
  const words = name
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
  return /[^\w\s()./-]/.test(name)
    ? `${words}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
    : words;
};
