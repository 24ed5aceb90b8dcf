import { tabularSoftmax } from '@sgmrl/policies';
import { namedParameters } from './named-parameters';

const policy = tabularSoftmax(2, 2);
const theta = [1, 2, 3, 4];

it('cuts θ where the policy says', () => {
  expect(
    namedParameters(
      {
        ...policy,
        blocks: [
          { name: 'a', shape: [3] },
          { name: 'b', shape: [] },
        ],
      },
      theta,
    ),
  ).toMatchObject({
    right: [
      { name: 'a', shape: [3], values: [1, 2, 3] },
      { name: 'b', shape: [], values: [4] },
    ],
  });
});

it('is one array where the policy says nothing', () => {
  const { name, dimension } = policy;
  expect(namedParameters({ name, dimension }, theta)).toMatchObject({
    right: [{ name: 'parameters', shape: [4], values: theta }],
  });
});

it('refuses blocks that are not θ', () => {
  expect(namedParameters({ ...policy, blocks: [{ name: 'a', shape: [2, 3] }] }, theta)).toMatchObject({
    left: { problem: 'policy tabular-softmax(2×2): expected blocks of 4 parameters in all, found 6' },
  });
});
