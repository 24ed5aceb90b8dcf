import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { answer, type Answer } from './answer';
import { start, type Choices } from './choices';

const answered = (given: Choices): Answer => {
  const found = answer(given, () => undefined);
  if (E.isLeft(found)) throw new Error(found.left);
  return found.right;
};

it.each([
  [1, 2],
  [2, 1],
])('the gradient is the derivative of the value by the two logits, ζ = %d, N = %d', (zeta, n) => {
  const given = { ...start, zeta, n };
  const { gradient } = answered(given);
  const h = 1e-5;
  const by = (name: 't0' | 't1') =>
    (answered({ ...given, [name]: given[name] + h }).value -
      answered({ ...given, [name]: given[name] - h }).value) /
    (2 * h);
  expect(gradient[0]).toBeCloseTo(by('t0'), 7);
  expect(gradient[1]).toBeCloseTo(by('t1'), 7);
});

it('Algorithm 1 and leave-one-out have no bias after one step, MAML has', () => {
  const bias = Object.fromEntries(answered(start).terms.map((term) => [term.name, term.bias]));
  expect(bias['algorithm-1']).toBeLessThan(1e-12);
  expect(bias['leave-one-out']).toBeLessThan(1e-12);
  expect(bias.maml).toBeGreaterThan(0.01);
});

it('with more trajectories the variance of Algorithm 1 grows, and that of leave-one-out falls', () => {
  const variances = [2, 3].map((n) =>
    Object.fromEntries(answered({ ...start, n }).terms.map(({ name, variance }) => [name, variance])),
  );
  expect(variances[1]['algorithm-1']).toBeGreaterThan(variances[0]['algorithm-1']);
  expect(variances[1]['leave-one-out']).toBeLessThan(variances[0]['leave-one-out']);
});

it('without a step there is nothing to forget', () => {
  for (const { name, bias } of answered({ ...start, alpha: 0 }).terms) {
    expect([name, bias < 1e-12]).toEqual([name, true]);
  }
});

it('a single trajectory is enough for every estimator, and keeps leave-one-out without bias', () => {
  const { terms } = answered({ ...start, n: 1 });
  expect(terms.map(({ name }) => name)).toEqual(answered(start).terms.map(({ name }) => name));
  const { bias, variance } = terms.find(({ name }) => name === 'leave-one-out') ?? {};
  expect(bias).toBeLessThan(1e-12);
  expect(variance).toBeGreaterThan(0);
});

it('says how far it is with two inner steps, whose sums are long', () => {
  const shares: number[] = [];
  const found = answer({ ...start, zeta: 2, n: 1 }, (share) => shares.push(share));
  expect(shares).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
  expect(E.isRight(found) && found.right.terms.map(({ name }) => name)).toEqual(
    answered(start).terms.map(({ name }) => name),
  );
});

it('the page says how many adaptations the sums go over', () => {
  const page = readFileSync(join(__dirname, '../../pages/playground.md'), 'utf8').replace(/\s+/g, ' ');
  // Two states and two actions in each of two steps; N = 2 of them, in any order.
  const trajectories = 2 ** 4;
  const batches = (trajectories * (trajectories + 1)) / 2;
  const number = (x: number) => x.toLocaleString('en-US');
  expect(page).toContain(`${number(batches ** 2)} adaptations rather than ${number(batches)}`);
});

it('says so where the sums would not end', () => {
  expect(answer({ ...start, n: 3, zeta: 2 }, () => undefined)).toEqual(
    E.left(expect.stringContaining('exact enumeration needs')),
  );
});
