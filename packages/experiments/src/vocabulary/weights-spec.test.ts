import { describeInvalidField, finiteNumber, record } from '@sgmrl/codecs';
import { stepWeights, type StepWeights, type Weighting } from '@sgmrl/rollouts';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { decodeConfig } from '../configuration/decode-config';
import { presets } from '../configuration/presets';
import { algorithmOf } from './algorithm-of';
import { builtIn } from './built-in';
import { extend } from './extend';
import type { Vocabulary } from './vocabulary';

const facts = { fitted: false, decay: 1, normalised: false, unbiased: false };

/** A number on each step taken. */
const constant = (value: number): Weighting => ({
  name: 'whatever',
  facts: () => facts,
  fit:
    () =>
    () =>
    ({ mask }): StepWeights => ({ values: Float64Array.from(mask, (m) => m * value), scale: 1, decay: 1 }),
});

const row = {
  spec: record('mine', { kind: t.literal('mine'), value: finiteNumber }),
  default: { kind: 'mine', value: 2 },
  build: ({ value }: { readonly value: number }): unknown => constant(value),
};

const extended = (weights: Readonly<Record<string, unknown>>): Vocabulary => {
  const vocabulary = extend(builtIn)({ weights });
  if (E.isLeft(vocabulary)) throw new Error(vocabulary.left.map(describeInvalidField).join('\n'));
  return vocabulary.right;
};

const refused = (own: unknown): readonly string[] => {
  const vocabulary = extend(builtIn)(own);
  return E.isLeft(vocabulary) ? vocabulary.left.map(describeInvalidField) : [];
};

const { config } = presets['tabular-quick'];

const withWeights = (vocabulary: Vocabulary, innerWeights: unknown, outerWeights: unknown) =>
  decodeConfig(
    'mine',
    vocabulary,
  )({
    ...config,
    algorithm: { ...config.algorithm, innerWeights, outerWeights },
  });

const batch = {
  trajectories: 1,
  steps: 3,
  observations: { rows: 3, columns: 1, data: [0, 0, 0] },
  actions: { rows: 3, columns: 1, data: [0, 0, 0] },
  rewards: [1, 2, 0],
  mask: [1, 1, 0],
  lengths: [2],
};

it('takes weights by spec and by name, which stands for the default', () => {
  const vocabulary = extended({ mine: row });
  const decoded = withWeights(vocabulary, 'mine', { kind: 'mine', value: 3 });
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left));
  const { algorithm } = decoded.right;
  expect([algorithm.innerWeights, algorithm.outerWeights]).toEqual([
    { kind: 'mine', value: 2 },
    { kind: 'mine', value: 3 },
  ]);
  const { innerWeights, outerWeights } = algorithmOf(vocabulary)(algorithm);
  expect([...stepWeights(innerWeights, 1)(batch).values]).toEqual([2, 2, 0]);
  expect([...stepWeights(outerWeights, 1)(batch).values]).toEqual([3, 3, 0]);
});

it('takes built-in weights by name, too', () => {
  const decoded = withWeights(builtIn, 'advantage', 'scaled-advantage');
  expect(E.isRight(decoded) && decoded.right.algorithm).toMatchObject({
    innerWeights: { kind: 'advantage', lambda: 1 },
    outerWeights: { kind: 'scaled-advantage', lambda: 1, scale: 'state' },
  });
});

it('names every wrong field by its path', () => {
  const decoded = withWeights(extended({ mine: row }), { kind: 'mine', value: 'much' }, 'advantag');
  expect(E.isLeft(decoded) && decoded.left.fields.map(describeInvalidField)).toEqual([
    'algorithm.innerWeights.value: expected finite number, found "much"',
    'algorithm.outerWeights: expected reward-to-go or advantage or normalised-advantage or scaled-advantage or mine, found "advantag"',
  ]);
});

it.each([
  [
    { advantage: { spec: row.spec, build: row.build } },
    'weights.advantage: expected a name that nothing else has, found "advantage"',
  ],
  [{ other: row }, 'weights.other.default.kind: expected "other", found "mine"'],
  [
    { mine: { ...row, default: { kind: 'mine' } } },
    'weights.mine.default: expected what the codec in spec accepts, found {"kind":"mine"}',
  ],
  [{ mine: { ...row, build: 3 } }, 'weights.mine.build: expected function, found 3'],
])('refuses rows %#', (weights, message) => {
  expect(refused({ weights })).toEqual([message]);
});

it.each([
  [() => 3, /^weights mine: build: expected weights, found 3$/],
  [() => ({ ...constant(1), fit: 1 }), /^weights mine: build: fit: expected function, found 1$/],
])('refuses what is built and is no weights %#', (build, message) => {
  const vocabulary = extended({ mine: { ...row, build } });
  const decoded = withWeights(vocabulary, 'mine', 'mine');
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left));
  expect(() => algorithmOf(vocabulary)(decoded.right.algorithm)).toThrow(message);
});

it('refuses weights that say wrong things of themselves', () => {
  const build = () => ({ ...constant(1), facts: () => ({ ...facts, decay: 'none' }) });
  const vocabulary = extended({ mine: { ...row, build } });
  const { mine } = vocabulary.weights;
  const built = mine.build(mine.default);
  expect(() => 'facts' in built && built.facts(1)).toThrow(
    /^weights mine: facts: decay: expected number from 0 to 1, found "none"$/,
  );
});
