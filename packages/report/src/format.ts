import { createHash } from 'node:crypto';
import type { ConfidenceInterval } from '@sgmrl/experiments';

type Maybe = number | null | undefined;

const isNumber = (x: Maybe): x is number => x !== null && x !== undefined && Number.isFinite(x);

/** Beyond this, numbers have exponents. */
const large = 1e9;

/**
 * Decimals of a column of numbers: so many digits for the greatest of them, none for whole numbers.
 */
export const evenDecimals = (values: readonly Maybe[], digits = 3): number => {
  const sizes = values
    .filter(isNumber)
    .map(Math.abs)
    .filter((x) => x < large);
  if (sizes.every(Number.isInteger)) return 0;
  const [, exponent] = Math.max(...sizes)
    .toExponential()
    .split('e');
  return Math.min(12, Math.max(0, digits - 1 - Number(exponent)));
};

/**
 * A number with so many decimals and a true minus sign; a dash for what is not there or not finite.
 */
export const fixed =
  (decimals: number) =>
  (x: Maybe): string => {
    if (!isNumber(x)) return '–';
    const text = Math.abs(x) < large ? x.toFixed(decimals) : x.toExponential(2);
    return (/^-[0.]+$/.test(text) ? text.slice(1) : text).replaceAll('-', '−');
  };

/** Mean and 95 % interval: −14.2 [−15.1, −13.3]. */
export const interval =
  (decimals: number) =>
  (value: ConfidenceInterval | undefined): string => {
    if (value === undefined) return '–';
    const [mean, low, high] = [value.mean, value.low, value.high].map(fixed(decimals));
    return value.low === null || value.high === null ? mean : `${mean} [${low}, ${high}]`;
  };

/** A probability, to four decimals. */
export const probability = (p: number | null): string =>
  p !== null && p > 0 && p < 0.00005 ? '< 0.0001' : fixed(4)(p);

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

const longestSlug = 60;

/** A name as a part of the name of a file; what does not show there is told apart by a hash. */
export const slug = (name: string): string => {
  const words = name
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-|-$/g, '');
  return /[^\w\s()./-]/.test(name) || words.length > longestSlug
    ? `${words.slice(0, longestSlug)}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
    : words;
};
