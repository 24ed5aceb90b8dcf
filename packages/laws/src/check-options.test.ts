import { runsOf } from './check-options';

it('is 25 runs unless others are asked for', () => {
  expect([runsOf({}), runsOf({ seed: 1 }), runsOf({ runs: 1 })]).toEqual([25, 25, 1]);
});

it.each([
  [{ runs: 0 }, 'runs: expected a whole number from 1, found 0'],
  [{ runs: Number.NaN }, 'runs: expected a whole number from 1, found NaN'],
  [{ runs: 2.5 }, 'runs: expected a whole number from 1, found 2.5'],
  [{ seed: 0.5 }, 'seed: expected a whole number, found 0.5'],
  [JSON.parse('{ "seed": 1, "numRuns": 50 }'), 'numRuns: expected no field but seed, runs, found 50'],
  [JSON.parse('null'), 'expected a record, found null'],
])('refuses %j, with which every law would hold', (options, message) => {
  expect(() => runsOf(options)).toThrow(`options of a check: ${message}`);
});
