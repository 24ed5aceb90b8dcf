import * as fc from 'fast-check';
import { fitPower } from './power-fit';

it('finds the power law that made the data', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 0.1, max: 10, noNaN: true }),
      (exponent, factor) => {
        const x = [1, 2, 5, 9];
        const fit = fitPower(
          x,
          x.map((a) => factor * a ** exponent),
        );
        expect(fit.exponent).toBeCloseTo(exponent, 10);
        expect(fit.factor).toBeCloseTo(factor, 8);
        expect(fit.stderr).toBeLessThan(1e-7);
      },
    ),
  );
});

it('the standard error is that of a regression by hand', () => {
  // log y − log x = 0, 1, 0 at log x = −1, 0, 1: slope 1, residuals (−1, 2, −1)/3.
  const fit = fitPower([Math.exp(-1), 1, Math.E], [Math.exp(-1), Math.E, Math.E]);
  expect(fit.exponent).toBeCloseTo(1, 12);
  expect(fit.stderr).toBeCloseTo(Math.sqrt(6 / 9 / 1 / 2), 12);
});
