import { rewardToGo, scaledByState } from '@sgmrl/rollouts';
import type { Algorithm } from './algorithm';
import { checkAdaptation, checkOuter, known } from './check-settings';

const weights = rewardToGo;

it('refuses what is no setting of an inner step', () => {
  const fitting = { stepSize: 0, discount: 1, innerWeights: weights };
  const refusing = (fields: Partial<typeof fitting>) => () => {
    checkAdaptation({ ...fitting, ...fields });
  };
  expect(refusing({})).not.toThrow();
  expect(refusing({ stepSize: -1 })).toThrow(
    new RangeError('stepSize: expected a number, not negative, found -1'),
  );
  expect(refusing({ discount: 0 })).toThrow(
    new RangeError('discount: expected a number above 0, at most 1, found 0'),
  );
});

it('refuses what is no setting of the outer estimates', () => {
  expect(() => {
    checkOuter({ discount: 1, outerWeights: weights });
  }).not.toThrow();
  expect(() => {
    checkOuter({ discount: 1.5, outerWeights: weights });
  }).toThrow(new RangeError('discount: expected a number above 0, at most 1, found 1.5'));
  expect(() => {
    checkOuter({ discount: 1, outerWeights: scaledByState(weights) });
  }).toThrow(new RangeError('weights: expected a scale above 0, found state'));
});

it('knows every field of an algorithm, and no other', () => {
  // The compiler refuses a field that is missing on either side.
  const fields: Readonly<Record<keyof Required<Algorithm>, string>> = known;
  const back: Readonly<Record<keyof typeof known, string>> = fields;
  expect(Object.keys(back)).toHaveLength(11);
});
