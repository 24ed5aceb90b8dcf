import { tabularEnvironment } from '@sgmrl/environments';
import { tabularSoftmax, type Policy } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { checkActions } from './check-actions';
import { collect } from './collect';
import { walk } from './walk';

const environment = tabularEnvironment({
  initial: [1],
  transitions: [[[1]]],
  rewards: [[0.5]],
  horizon: 4,
});
const policy = tabularSoftmax(1, 1);

/** Draws as it should twice, and then something else. */
const drawing = (wrong: unknown): Policy => {
  let calls = 0;
  return {
    ...policy,
    sample: (...given) => {
      calls += 1;
      const found: Policy['sample'] = calls > 2 ? () => JSON.parse(JSON.stringify(wrong)) : policy.sample;
      return found(...given);
    },
  };
};

describe.each([
  ['collect', (other: Policy) => collect(environment, other)([0], 1, key(0))],
  ['walk', (other: Policy) => walk(environment, other)([0], key(0))],
])('%s', (_, draw) => {
  it.each([
    [{ rows: 1, columns: 2, data: [0, 0] }, 'found 1 rows of 2, 2 numbers'],
    [{ rows: 2, columns: 1, data: [0, 0] }, 'found 2 rows of 1, 2 numbers'],
    [{ rows: 2, columns: 1, data: [0] }, 'found 2 rows of 1, 1 numbers'],
    [{ rows: 1, columns: 2, data: [0] }, 'found 1 rows of 2, 1 numbers'],
    [{ rows: 1, columns: 1, data: [0, 0] }, 'found 1 rows of 1, 2 numbers'],
    [{ rows: 1, columns: 1, data: [] }, 'found 1 rows of 1, 0 numbers'],
    [{ data: [0] }, 'found undefined rows of undefined, 1 numbers'],
  ])('refuses actions that would be misread: %j', (wrong, found) => {
    expect(() => draw(drawing(wrong))).toThrow(
      new RangeError(`policy ${policy.name}: sample, at step 2: expected 1 rows of 1, 1 numbers, ${found}`),
    );
  });

  it.each([1, -1, 0.5])('refuses the index %p of one action', (index) => {
    expect(() => draw(drawing({ rows: 1, columns: 1, data: [index] }))).toThrow(
      `policy ${policy.name}: sample, at step 2: expected indices of its action space, whole numbers from 0, found ${String(index)}`,
    );
  });

  it.each([
    [null, 'expected a record, found null'],
    [0, 'expected a record, found 0'],
    [[0], 'expected a record, found [0]'],
    [{ rows: 1, columns: 1 }, 'data: expected a list, found nothing'],
  ])('refuses %j', (wrong, message) => {
    expect(() => draw(drawing(wrong))).toThrow(
      new RangeError(`policy ${policy.name}: sample, at step 2: ${message}`),
    );
  });

  it('takes what fits', () => {
    expect(() => draw(policy)).not.toThrow();
  });
});

it('says how many numbers it expected', () => {
  expect(() => {
    checkActions(policy, 0, { rows: 3, columns: 2, data: [0] }, 3, 2);
  }).toThrow(/: expected 3 rows of 2, 6 numbers, found 3 rows of 2, 1 numbers$/);
});
