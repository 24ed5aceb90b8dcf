import { describeInvalidField } from '@sgmrl/codecs';
import * as E from 'fp-ts/lib/Either.js';
import { TabularMdp, checkMdp, sameSize, sizeOf, tabularMdp } from './tabular-mdp';

const mdp: TabularMdp = {
  initial: [0.25, 0.75],
  transitions: [
    [
      [1, 0],
      [0.5, 0.5],
      [0, 1],
    ],
    [
      [0.1, 0.9],
      [0.2, 0.8],
      [0.3, 0.7],
    ],
  ],
  rewards: [
    [0, -1, 2],
    [3, 4.5, 1e9],
  ],
  horizon: 7,
};

const errors = (arrays: unknown): readonly string[] => {
  const decoded = tabularMdp(arrays);
  expect(TabularMdp.is(arrays)).toBe(E.isRight(decoded));
  return E.isRight(decoded) ? [] : decoded.left.map(describeInvalidField);
};

describe('tabularMdp', () => {
  it('accepts consistent arrays', () => {
    expect(tabularMdp(mdp)).toEqual(E.right(mdp));
  });

  it('leaves further fields to formats that extend it', () => {
    expect(errors({ ...mdp, discount: 0.9 })).toEqual([]);
  });

  it('allows rounding: rows may miss one by up to 1e-9', () => {
    expect(errors({ ...mdp, initial: [0.25, 0.75 + 5e-10] })).toEqual([]);
    expect(errors({ ...mdp, initial: [0.25, 0.75 - 2e-9] }).length).toBe(1);
  });

  it.each<[string, unknown, readonly string[]]>([
    [
      'a sum other than one',
      { ...mdp, initial: [0.5, 0.25] },
      ['initial: expected probabilities that sum to 1 within 1e-9 (not to 0.75), found [0.5,0.25]'],
    ],
    [
      'a negative probability',
      { ...mdp, initial: [-0.5, 1.5] },
      ['initial.0: expected number in [0, 1], found -0.5', 'initial.1: expected number in [0, 1], found 1.5'],
    ],
    [
      'a wrong row deep inside',
      {
        ...mdp,
        transitions: [
          mdp.transitions[0],
          [
            [0, 1],
            [0, 0],
            [0, 1, 0],
          ],
        ],
      },
      [
        'transitions.1.1: expected probabilities that sum to 1 within 1e-9 (not to 0), found [0,0]',
        'transitions.1.2: expected 2 probabilities, one for each state, found [0,1,0]',
      ],
    ],
    [
      'a state without its row of transitions',
      { ...mdp, transitions: [mdp.transitions[0]] },
      ['transitions: expected 2 rows, one for each state, found [[[1,0],[0.5,0.5],[0,1]]]'],
    ],
    [
      'ragged actions',
      { ...mdp, transitions: [mdp.transitions[0], mdp.transitions[1].slice(1)] },
      ['transitions.1: expected 3 entries, one for each action, found [[0.2,0.8],[0.3,0.7]]'],
    ],
    [
      'ragged rewards',
      {
        ...mdp,
        rewards: [
          [0, 1, 2],
          [0, 1],
        ],
      },
      ['rewards.1: expected 3 entries, one for each action, found [0,1]'],
    ],
    [
      'too few rewards',
      { ...mdp, rewards: [[0, 1, 2]] },
      ['rewards: expected 2 rows, one for each state, found [[0,1,2]]'],
    ],
    [
      'no actions',
      { initial: [1], transitions: [[]], rewards: [[]], horizon: 1 },
      ['transitions.0: expected an entry for at least one action, found []'],
    ],
    [
      'no states',
      { initial: [], transitions: [], rewards: [], horizon: 1 },
      ['initial: expected probabilities that sum to 1 within 1e-9 (not to 0), found []'],
    ],
    [
      'an infinite reward',
      {
        ...mdp,
        rewards: [
          [0, 1, Number.POSITIVE_INFINITY],
          [Number.NaN, 0, 0],
        ],
      },
      [
        'rewards.0.2: expected number from -1e+30 to 1e+30, found Infinity',
        'rewards.1.0: expected number from -1e+30 to 1e+30, found NaN',
      ],
    ],
    [
      'a horizon of zero',
      { ...mdp, horizon: 0 },
      ['horizon: expected whole number from 1 to 1000000, found 0'],
    ],
    [
      'a fractional horizon',
      { ...mdp, horizon: 1.5 },
      ['horizon: expected whole number from 1 to 1000000, found 1.5'],
    ],
    [
      'text in the place of arrays',
      { ...mdp, initial: '0.5' },
      ['initial: expected array of probabilities, found "0.5"'],
    ],
    ['no object at all', null, ['expected tabular MDP, found null']],
    ['a list', [mdp], [`expected tabular MDP, found ${JSON.stringify([mdp]).slice(0, 80)}…`]],
  ])('names the place of %s', (_, arrays, expected) => {
    expect(errors(arrays)).toEqual(expected);
  });
});

describe('sizeOf', () => {
  it('counts states, actions and steps', () => {
    expect(sizeOf(mdp)).toEqual({ states: 2, actions: 3, horizon: 7 });
    expect(sameSize(sizeOf(mdp), { states: 2, actions: 3, horizon: 8 })).toBe(false);
  });
});

it('tells a hundred wrong numbers and how many more there are', () => {
  const wrong = errors({ ...mdp, initial: new Array(1_000).fill(2) });
  expect(wrong).toHaveLength(101);
  expect(wrong.slice(99)).toEqual(['initial.99: expected number in [0, 1], found 2', '… and 900 more']);
});

it.each([
  [{ ...mdp, horizon: 0 }, 'horizon: expected whole number from 1 to 1000000, found 0'],
  [{ ...mdp, transitions: 3 }, 'transitions: expected array with an entry for each state, found 3'],
  [
    { ...mdp, initial: [1, 1] },
    'initial: expected probabilities that sum to 1 within 1e-9 (not to 2), found [1,1]',
  ],
  ['x', 'expected tabular MDP, found "x"'],
])('is refused by programs that use it as by the codec: %j', (arrays, message) => {
  expect(errors(arrays)[0]).toBe(message);
  expect(() => {
    checkMdp(JSON.parse(JSON.stringify(arrays)));
  }).toThrow(new RangeError(`MDP: ${message}`));
});

it('is refused by programs that use it where it has a field of another name', () => {
  const misspelt = { ...mdp, horzon: 3 };
  expect(() => {
    checkMdp(misspelt);
  }).toThrow('MDP: horzon: expected no field but initial, transitions, rewards, horizon, found 3');
});
