import * as fc from 'fast-check';
import { momentSum } from './moment-sum';

const pairs = fc.array(
  fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true })),
  {
    minLength: 4,
    maxLength: 4,
  },
);

it('outcomes one by one, or by the mean and the spread of their groups', () => {
  fc.assert(
    fc.property(pairs, (centres) => {
      // Each group is centre ± offset with equal probability: its covariance has the one column
      // `offset`.
      const groups = centres.map((centre, g) => ({ centre, offset: [g, 1 - g], probability: (g + 1) / 10 }));
      const outcomes = groups.flatMap(({ centre, offset, probability }) =>
        [-1, 1].map((sign) => ({
          probability: probability / 2,
          x: centre.map((c, i) => c + sign * offset[i]),
        })),
      );
      const mean = [0, 1].map((i) =>
        outcomes.reduce((sum, { probability, x }) => sum + probability * x[i], 0),
      );
      const covariance = [0, 1].flatMap((i) =>
        [0, 1].map((j) =>
          outcomes.reduce(
            (sum, { probability, x }) => sum + probability * (x[i] - mean[i]) * (x[j] - mean[j]),
            0,
          ),
        ),
      );
      const single = momentSum(2);
      for (const { probability, x } of outcomes) single.add(probability, x);
      const grouped = momentSum(2);
      for (const { probability, centre, offset } of groups) {
        grouped.add(probability, centre);
        grouped.addSpread(probability, offset);
      }
      for (const found of [single.moments(), grouped.moments()]) {
        [0, 1].forEach((i) => {
          expect(found.expectation[i]).toBeCloseTo(mean[i], 12);
        });
        covariance.forEach((c, k) => {
          expect(found.covariance.data[k]).toBeCloseTo(c, 10);
        });
        expect(found.totalVariance).toBeCloseTo(covariance[0] + covariance[3], 10);
      }
    }),
  );
});
