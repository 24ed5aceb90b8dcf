import * as fc from 'fast-check';
import { law } from './law';
import { lawsAsTests } from './laws-as-tests';
import { holds, verdict } from './verdict';

const sound = law({ name: 'sound', statement: 'n = n', examples: fc.nat(), predicate: () => holds });
const broken = law({
  name: 'small',
  statement: 'n < 10',
  examples: fc.nat(),
  predicate: (n) => verdict(n < 10, () => `${String(n)} ≥ 10`),
});

it('declares one test a law, which fails where the law is broken', () => {
  const declared: [string, () => void][] = [];
  lawsAsTests((name, run) => declared.push([name, run]), [sound, broken], { runs: 50 });
  expect(declared.map(([name]) => name)).toEqual(['sound: n = n', 'small: n < 10']);
  expect(declared[0][1]).not.toThrow();
  expect(declared[1][1]).toThrow(/^small: n < 10\n {2}broken: +10 ≥ 10\n/);
});

describe('with the test of a runner', () => {
  lawsAsTests(it, [sound], { runs: 5 });
});

describe('with the test of a runner, and what a runner tries unless told otherwise', () => {
  lawsAsTests(it, [sound]);
});

it('refuses options that are none before it declares a test', () => {
  const declare = jest.fn();
  expect(() => {
    lawsAsTests(declare, [sound], { runs: 0 });
  }).toThrow('options of a check: runs: expected a whole number from 1, found 0');
  expect(declare).not.toHaveBeenCalled();
});
