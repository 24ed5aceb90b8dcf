import { decodeMdpFile } from './mdp-file';

const file = {
  initial: [0.5, 0.5],
  transitions: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [0.3, 0.7],
      [1, 0],
    ],
  ],
  rewards: [
    [0, 1],
    [2, 3],
  ],
  horizon: 3,
  discount: 0.9,
  logits: [
    [0, 1],
    [2, 3],
  ],
};

const paths = (value: unknown): readonly string[] => {
  const decoded = decodeMdpFile(value);
  return decoded._tag === 'Left' ? decoded.left.map(({ path }) => path) : [];
};

describe('MDP file', () => {
  it('gives the MDP, the discount and flat logits', () => {
    const decoded = decodeMdpFile(file);
    if (decoded._tag === 'Left') throw new Error(JSON.stringify(decoded.left));
    expect(decoded.right.discount).toBe(0.9);
    expect(decoded.right.logits).toStrictEqual([0, 1, 2, 3]);
    expect(decoded.right.mdp).toMatchObject({ initial: file.initial, rewards: file.rewards, horizon: 3 });
  });

  it.each([
    ['probabilities that do not sum to one', { ...file, initial: [0.5, 0.6] }, ['initial']],
    [
      'ragged transitions',
      { ...file, transitions: [[[1, 0]], file.transitions[1]] },
      ['transitions.1', 'rewards.0', 'rewards.1'],
    ],
    ['ragged logits', { ...file, logits: [[0, 1], [2]] }, ['logits.1']],
    ['too few logits', { ...file, logits: [[0, 1]] }, ['logits']],
    ['a discount above one', { ...file, discount: 1.1 }, ['discount']],
    ['a missing field', { ...file, logits: undefined }, ['logits']],
    ['several faults at once', { ...file, horizon: 0, discount: 0 }, ['horizon', 'discount']],
    ['something else', 7, ['']],
    ['fields that there are not', { ...file, name: 'mine', Discount: 1 }, ['name', 'Discount']],
    ['wrong and unknown fields at once', { ...file, horizon: 0, gamma: 1 }, ['horizon', 'gamma']],
  ])('%s: told with its path', (_name, value, expected) => {
    expect(paths(value)).toStrictEqual(expected);
  });

  it('a mistyped field is told with the fields that there are', () => {
    const { discount, ...others } = file;
    const decoded = decodeMdpFile({ ...others, dicount: discount });
    expect(decoded).toMatchObject({
      left: [
        { path: 'discount', found: undefined },
        { path: 'dicount', known: Object.keys(file), found: 0.9 },
      ],
    });
  });
});
