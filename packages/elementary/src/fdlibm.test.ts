import { createHash } from 'node:crypto';
import { atan } from './atan';
import { exp } from './exp';
import { expm1 } from './expm1';
import { log } from './log';
import { log1p } from './log1p';

/** 20,000 numbers spread over an interval, by whole multiples of the golden ratio. */
const spread = (low: number, high: number): readonly number[] =>
  Array.from({ length: 20_000 }, (_, i) => low + (high - low) * ((i * 0.6180339887498949) % 1));

const hashOf = (numbers: readonly number[]): string =>
  createHash('sha256').update(Float64Array.from(numbers)).digest('hex').slice(0, 16);

// Of the functions of Math of these names in Node 20.20.2, 22.23.3 and 24.21.0, which are fdlibm's
// in C++: an independent program. Those of later engines have other bits.
it.each([
  ['exp', exp, [-740, 700], '5bc2547eb1f5a3c2'],
  ['exp', exp, [-1, 1], '68708dbd86dc79b2'],
  ['expm1', expm1, [-40, 100], 'a40410a9ee56a959'],
  ['expm1', expm1, [-1, 1], '802ecc457fcb136d'],
  ['log', log, [0, 4], '634f9c6302e98238'],
  ['log', log, [0, 1e300], '892440d53d27270e'],
  ['log1p', log1p, [-1, 3], 'd9803af9fdc23f11'],
  ['log1p', log1p, [0, 1e10], '45fa8a4526bbf3de'],
  ['atan', atan, [-3, 3], 'c1a82a7419bfdfe3'],
  ['atan', atan, [-1e4, 1e4], '2688a89fdc756136'],
] as const)('%s has the bits of fdlibm', (_name, f, [low, high], expected) => {
  expect(hashOf(spread(low, high).map(f))).toBe(expected);
});
