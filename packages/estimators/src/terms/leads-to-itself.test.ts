import { biasOf } from './bias';
import type { BiasFacts } from './claim';
import type { Leaf } from './leaf';
import { builtInNames } from './built-in-names';
import type { Names } from './names';
import { normalForm } from './normal-form';
import { sum } from './term';

const facts: BiasFacts = {
  innerSteps: 2,
  trajectories: 2,
  inner: { fitted: false, decay: 1 },
  outer: { unbiased: true },
};

const { value } = builtInNames.leaves;

const namesWith = (own: Readonly<Record<string, Partial<Leaf>>>): Names => ({
  ...builtInNames,
  leaves: {
    ...builtInNames.leaves,
    ...Object.fromEntries(Object.entries(own).map(([name, leaf]) => [name, { ...value, ...leaf }])),
  },
});

const message = (found: string): RangeError =>
  new RangeError(`leaf ${found.split(' ')[0]}: expected to lead to others, found ${found}`);

const claimOf =
  (errorsOf: string): Leaf['claim'] =>
  () => ({ times: 1, errors: [{ errorsOf, times: 1 }] });

it('refuses a leaf that is itself in other words', () => {
  const names = namesWith({ bad: { rewrite: () => sum('value', 'bad') } });
  expect(() => biasOf('bad', facts, names)).toThrow(message('bad → bad'));
  expect(() => normalForm('bad', {}, names)).toThrow(message('bad → bad'));
});

it('refuses a leaf whose errors are its own', () => {
  const names = namesWith({ bad: { claim: claimOf('bad') } });
  expect(() => biasOf('bad', facts, names)).toThrow(message('bad → bad'));
});

it('refuses leaves that lead to one another, by either way', () => {
  const names = namesWith({ one: { rewrite: () => 'two' }, two: { claim: claimOf('one') } });
  expect(() => biasOf(sum('value', 'one'), facts, names)).toThrow(message('one → two → one'));
});

it('names those alone that lead to one another', () => {
  const names = namesWith({
    zero: { rewrite: () => 'one' },
    one: { rewrite: () => 'two' },
    two: { rewrite: () => 'one' },
  });
  expect(() => normalForm('zero', {}, names)).toThrow(message('one → two → one'));
});

it('takes a leaf that stands twice, and leaves in a row', () => {
  const names = namesWith({ one: { rewrite: () => sum('two', 'two') }, two: { rewrite: () => 'value' } });
  expect(normalForm(sum('one', 'one'), {}, names)).toBe(normalForm({ op: 'times', by: 4, of: 'value' }));
});
