import { key } from '@sgmrl/prng';
import { modeOf } from './mode';
import { tabularSoftmax } from './tabular-softmax';
import { linearGaussian } from './testing/linear-gaussian';

const observations = { rows: 2, columns: 3, data: [1, 2, 3, 4, 5, 6] };
const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

describe('modeOf', () => {
  it('is what a policy over vectors says', () => {
    expect(modeOf(linearGaussian(3))([1, 0, -1, 0.5], observations)).toEqual({
      rows: 2,
      columns: 1,
      data: Float64Array.of(-1.5, -1.5),
    });
  });

  it('is the first of those that are level, and one for each row', () => {
    const { data } = modeOf(tabularSoftmax(3, 2))([0, 0, 1, 2, 2, 1], column([2, 1, 0, 1]));
    expect(Array.from(data)).toEqual([0, 1, 0, 1]);
  });

  it('says who does not tell it', () => {
    const policy = linearGaussian(3);
    const { name, actionSpace, logProbability } = policy;
    expect(() =>
      modeOf({ name, actionSpace, logProbability })(policy.initialize(key(0)), observations),
    ).toThrow(/linear-gaussian.*expected a policy that says its mode, found none/);
  });
});

it('is no number where no action has a probability', () => {
  const { data } = modeOf(tabularSoftmax(2, 2))([NaN, 0, 1, 2], column([0, 1]));
  expect(Array.from(data)).toEqual([NaN, 1]);
});
