import { describeInvalidField } from '@sgmrl/codecs';
import { builtInNames, leaves, type BiasFacts, type Leaf, type Names, type Where } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { rewardToGo } from '@sgmrl/rollouts';
import { guardedLeaf, leadsToItself, wrongAnswers } from './guarded-leaf';

const batch = {
  trajectories: 1,
  steps: 2,
  observations: { rows: 2, columns: 1, data: [0, 0] },
  actions: { rows: 2, columns: 1, data: [0, 0] },
  rewards: [1, 2],
  mask: [1, 1],
  lengths: [2],
};

const where: Where = {
  policy: tabularSoftmax(1, 1),
  adaptation: { stepSize: 0.1, discount: 1, innerWeights: rewardToGo },
  trace: {
    steps: [{ parameters: [0], batch, weights: { values: Float64Array.of(1, 1), scale: 1, decay: 1 } }],
    outer: { scale: 1, gradient: [0], value: 1, valueAbove: () => 0, gradientAt: () => [0] },
  },
  t: 0,
};

const facts: BiasFacts = {
  innerSteps: 1,
  trajectories: 7,
  inner: { fitted: false, decay: 1 },
  outer: { unbiased: true },
};

const leafWith = (fields: Readonly<Record<string, unknown>>): Leaf =>
  Object.assign({ ...leaves.value }, fields);

const weighed = (scoreWeights: unknown) =>
  guardedLeaf('mine', leafWith({ scoreWeights }), () => builtInNames).scoreWeights(where)([]);

it('is the same where nothing is wrong', () => {
  expect(weighed(() => () => [3, 4])).toEqual([3, 4]);
});

it.each([
  [() => undefined, 'expected a function of d, found nothing'],
  [() => () => [1], 'expected 2 numbers, found 1'],
  [() => () => undefined, 'expected a vector of numbers, found nothing'],
  [
    () => {
      throw new TypeError('worn out');
    },
    'TypeError: worn out',
  ],
  [
    () => () => {
      throw new TypeError('worn out');
    },
    'TypeError: worn out',
  ],
])('names the term whose weights do not fit: %s', (scoreWeights, message) => {
  expect(() => weighed(scoreWeights)).toThrow(`term mine: scoreWeights: ${message}`);
});

const problems = (fields: Readonly<Record<string, unknown>>): readonly string[] =>
  wrongAnswers('mine', leafWith(fields), builtInNames).map(describeInvalidField);

it.each(Object.entries(leaves))('takes what %s gives', (name, leaf) => {
  expect(wrongAnswers('', leaf, builtInNames)).toEqual([]);
  expect(leadsToItself('', name, builtInNames)).toEqual([]);
});

const expected =
  'mine.claim: expected a function that gives { times, errors }, or "unknown" in its place, found ';

const wornOut = (): never => {
  throw new TypeError('worn out');
};

it.each<readonly [string, unknown, string]>([
  ['claim', () => 'unknown', `${expected}"unknown"`],
  ['claim', () => undefined, `${expected}nothing`],
  ['claim', wornOut, `${expected}"TypeError: worn out"`],
  ['claim', () => ({ times: NaN, errors: [] }), 'mine.claim.times: expected finite number, found NaN'],
  [
    'claim',
    () => ({ times: 1, errors: [3] }),
    'mine.claim.errors.0: expected error: { name, order, times } or { errorsOf, times }, found 3',
  ],
  [
    'claim',
    () => ({ times: 1, errors: [{ name: 'x', order: 'O(x)', times: 1 }] }),
    'mine.claim.errors.0.order: expected one of O(α³), O(α²/N), O(α²), O(αε²), O(α), O(1), found "O(x)"',
  ],
  [
    'claim',
    ({ trajectories }: { readonly trajectories: number }) => ({
      times: 1,
      errors: trajectories === 1 ? [] : [{ errorsOf: { op: 'nope' }, times: 1 }],
    }),
    'mine.claim.errors.0.errorsOf.op: expected "pairs"',
  ],
  ['cost', wornOut, 'mine.cost: expected a function that gives counts of work, such as {}, found'],
  ['cost', () => undefined, 'mine.cost: expected a function that gives counts of work'],
  ['cost', () => ({ fits: -1 }), 'mine.cost.fits: expected non-negative number'],
  ['cost', () => ({ foo: NaN }), 'mine.cost.foo: expected no field but'],
  ['rewrite', wornOut, 'mine.rewrite: expected a function that gives a term, or undefined, found'],
  ['rewrite', () => ({ op: 'nope' }), 'mine.rewrite.op: expected "pairs"'],
  ['rewrite', () => 'diec', 'mine.rewrite: expected one of curvature, '],
])('refuses %s %s', (field, answer, message) => {
  expect(problems({ [field]: answer })).toEqual([expect.stringContaining(message)]);
});

it('takes what nobody has derived', () => {
  expect(problems({ claim: 'unknown' })).toEqual([]);
});

it.each<readonly [string, (leaf: Leaf) => unknown, string]>([
  ['claim', ({ claim }) => claim !== 'unknown' && claim(facts, 'last'), 'times: expected finite number'],
  ['cost', ({ cost }) => cost(7), 'fits: expected non-negative number'],
  ['rewrite', ({ rewrite }) => rewrite({ trajectories: 7 }), 'expected one of curvature'],
])('names the term where %s does not fit under facts that were not tried', (field, ask, message) => {
  const answers = {
    claim: () => ({ times: NaN, errors: [] }),
    cost: () => ({ fits: -1 }),
    rewrite: () => 'diec',
  };
  const leaf = guardedLeaf('mine', leafWith(answers), () => builtInNames);
  expect(() => ask(leaf)).toThrow(new RegExp(`^term mine: ${field}: .*${message}`));
});

it.each<readonly [string, Readonly<Record<string, unknown>>]>([
  ['its rewrite', { rewrite: () => 'bad' }],
  ['its errors', { claim: () => ({ times: 1, errors: [{ errorsOf: 'bad', times: 1 }] }) }],
  [
    'another term',
    { rewrite: ({ horizon }: { readonly horizon?: number }) => (horizon === 1 ? 'round' : undefined) },
  ],
])('refuses a leaf that leads to itself by %s', (_way, fields) => {
  const names: Names = {
    leaves: { ...leaves, bad: leafWith(fields) },
    terms: { ...builtInNames.terms, round: { op: 'times', by: 2, of: 'bad' } },
  };
  expect(leadsToItself('terms.bad', 'bad', names).map(describeInvalidField)).toEqual([
    expect.stringMatching(/^terms\.bad: expected a leaf that is explained by others, found .*bad → bad/),
  ]);
});
