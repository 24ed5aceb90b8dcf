import * as fc from 'fast-check';
import { returnHessian } from './return-hessian';
import { randomLogits, randomMdp, sparseMdp } from '../testing/examples';
import { allPaths, discountedReturn, finiteDifferences, plainReturn } from '../testing/plain-enumeration';
import { scoreOfPath } from '../testing/score-of-path';

it('∇²J is the second finite difference of the enumerated J, and symmetric', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      (seed, discount) => {
        const mdp = randomMdp(seed, 2, 2, 3);
        const logits = randomLogits(seed, 4);
        const { data } = returnHessian(mdp, discount)(logits);
        const slope = (i: number) => (x: readonly number[]) =>
          finiteDifferences(
            (s) =>
              plainReturn(
                mdp,
                discount,
                x.map((y, j) => (j === i ? s[0] : y)),
              ),
            [x[i]],
          )[0];
        for (let i = 0; i < 4; i++) {
          const row = finiteDifferences(slope(i), logits);
          for (let j = 0; j < 4; j++) {
            expect(data[i * 4 + j]).toBeCloseTo(row[j], 8);
            expect(data[i * 4 + j]).toBeCloseTo(data[j * 4 + i], 13);
          }
        }
      },
    ),
    { numRuns: 3 },
  );
});

it('∇²J is the enumerated mean of return times (score scoreᵀ + ∇score)', () => {
  const logits = [0.3, -0.2, 0.9, 0.1];
  const { data } = returnHessian(sparseMdp, 0.8)(logits);
  const expected = logits.map(() => logits.map(() => 0));
  for (const path of allPaths(sparseMdp, logits)) {
    const weight = path.probability * discountedReturn(sparseMdp, 0.8, path);
    const score = scoreOfPath(logits, path, 2);
    logits.forEach((_x, i) => {
      const slope = finiteDifferences((x) => scoreOfPath(x, path, 2)[i], logits);
      logits.forEach((_y, j) => (expected[i][j] += weight * (score[i] * score[j] + slope[j])));
    });
  }
  expected.flat().forEach((x, k) => {
    expect(data[k]).toBeCloseTo(x, 10);
  });
});
