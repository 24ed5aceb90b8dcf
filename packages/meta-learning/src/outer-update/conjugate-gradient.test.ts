import { dot, norm } from '@sgmrl/vector';
import fc from 'fast-check';
import { solveOn, startSolving, type Solving } from './conjugate-gradient';

const entry = fc.integer({ min: -20, max: 20 }).map((n) => n / 10);
const problems = fc.integer({ min: 1, max: 4 }).chain((d) =>
  fc.record({
    factor: fc.array(fc.array(entry, { minLength: d, maxLength: d }), { minLength: d, maxLength: d }),
    b: fc.array(entry, { minLength: d, maxLength: d }),
  }),
);

it('solves A x = b in as many steps as there are dimensions, A = MᵀM + 1 positive definite', () => {
  fc.assert(
    fc.property(problems, ({ factor, b }) => {
      const multiply = (x: ArrayLike<number>): number[] => {
        const moved = factor.map((row) => dot(row, x));
        return b.map((_, j) => x[j] + factor.reduce((sum, row, i) => sum + row[j] * moved[i], 0));
      };
      let solving: Solving = startSolving(b);
      for (let step = 0; step < b.length && norm(solving.residual) > 1e-12; step++)
        solving = solveOn(solving, multiply(solving.direction));
      const product = multiply(solving.solution);
      product.forEach((value, i) => {
        expect(value).toBeCloseTo(b[i], 8);
        expect(b[i] - value).toBeCloseTo(solving.residual[i], 8);
      });
    }),
  );
});
