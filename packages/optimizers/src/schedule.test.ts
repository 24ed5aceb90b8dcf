import * as fc from 'fast-check';
import { constant, cosineDecay, exponentialDecay, linear } from './schedule';

const value = fc.double({ min: -10, max: 10, noNaN: true });
const steps = fc.integer({ min: 1, max: 1000 });

it('linear and cosineDecay go from initial to final, meet halfway, and stay', () => {
  fc.assert(
    fc.property(value, value, steps, (initial, final, n) => {
      for (const schedule of [linear(initial, final, 2 * n), cosineDecay(initial, final, 2 * n)]) {
        expect(schedule(0)).toBeCloseTo(initial, 12);
        expect(schedule(n)).toBeCloseTo((initial + final) / 2, 12);
        expect([2 * n, 5 * n].map((k) => schedule(k) - final)).toEqual([0, 0]);
      }
    }),
  );
});

it('between its ends, linear has equal steps and cosineDecay follows the half-angle formula', () => {
  const line = linear(1, 0.2, 8);
  for (let k = 1; k < 8; k++) expect(line(k) - line(k - 1)).toBeCloseTo(-0.1, 12);
  // (1 + cos x)/2 = cos²(x/2); at a third and two thirds of the way 3/4 and 1/4.
  const cosine = cosineDecay(2, 1, 3);
  expect(cosine(1)).toBeCloseTo(1.75, 12);
  expect(cosine(2)).toBeCloseTo(1.25, 12);
});

it('exponentialDecay multiplies by its rate in every `steps` steps, and constant never changes', () => {
  fc.assert(
    fc.property(value, steps, fc.nat(1000), (initial, n, k) => {
      const decay = exponentialDecay(initial, 0.5, n);
      expect(decay(k + n)).toBeCloseTo(decay(k) / 2, 12);
      expect(decay(0)).toBe(initial);
      expect(constant(initial)(k)).toBe(initial);
    }),
  );
});

it('linear reaches its final value exactly', () => {
  expect(linear(1, 0.1, 10)(10)).toBe(0.1);
  expect(linear(0.1, 1e-20, 10)(10)).toBe(1e-20);
});

it.each([
  ['constant: value', () => constant(NaN)],
  ['linear: initial', () => linear(NaN, 0, 1)],
  ['linear: final', () => linear(0, Infinity, 1)],
  ['linear: steps', () => linear(0, 0, 0)],
  ['cosineDecay: steps', () => cosineDecay(0, 0, -1)],
  ['exponentialDecay: initial', () => exponentialDecay(NaN, 1, 1)],
  ['exponentialDecay: rate', () => exponentialDecay(1, 0, 1)],
  ['exponentialDecay: steps', () => exponentialDecay(1, 1, NaN)],
])('%s out of range is refused', (name, make) => {
  expect(make).toThrow(`${name}: expected a`);
});

it('schedules stay between their ends, however far apart', () => {
  const { MAX_VALUE } = Number;
  for (const schedule of [linear(MAX_VALUE, -MAX_VALUE, 4), cosineDecay(MAX_VALUE, -MAX_VALUE, 4)]) {
    expect([schedule(0), schedule(4)]).toEqual([MAX_VALUE, -MAX_VALUE]);
    expect(schedule(2) / MAX_VALUE).toBeCloseTo(0, 14);
    expect(schedule(3) / MAX_VALUE).toBeLessThan(-0.4);
  }
});

it('exponentialDecay is right wherever the rate alone would be beyond the numbers', () => {
  expect(exponentialDecay(1e-200, 10, 1)(400) / 1e200).toBeCloseTo(1, 10);
  expect(exponentialDecay(1e200, 0.1, 1)(400) / 1e-200).toBeCloseTo(1, 10);
  expect(exponentialDecay(0, 10, 1)(400)).toBe(0);
  expect(exponentialDecay(1, 0.5, 5e-324)(1)).toBe(0);
});

it('between whole powers exponentialDecay goes on smoothly', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1.5, noNaN: true }), steps, fc.nat(1000), (rate, n, k) => {
      const decay = exponentialDecay(1, rate, n);
      expect(decay(k) / rate ** (k / n)).toBeCloseTo(1, 11);
    }),
  );
});
