import { after, before, meanSlope, slope } from './opposed';

const xs = [-4, -1.5, 0, 0.4, 2, 5];

it('before adaptation the return is that of two coins', () => {
  for (const x of xs) {
    const first = 1 / (1 + Math.exp(-x));
    expect(before(x)).toBeCloseTo((first + 0.6 * (1 - first)) / 2, 12);
  }
});

it('the slope is that of the value, by finite differences', () => {
  const step = 1e-5;
  for (const x of xs) expect(slope(x)).toBeCloseTo((after(x + step) - after(x - step)) / (2 * step), 8);
});

it('leave-one-out has that slope in the mean; maml and dice cross zero elsewhere, dice nearer', () => {
  for (const x of xs) expect(meanSlope('leave-one-out')(x)).toBeCloseTo(slope(x), 12);
  const zero = (of: (x: number) => number): number => {
    let [low, high] = [-1, 1];
    while (high - low > 1e-6) {
      const middle = (low + high) / 2;
      if (of(middle) > 0) low = middle;
      else high = middle;
    }
    return low;
  };
  const [exact, maml, dice] = [slope, meanSlope('maml'), meanSlope('dice')].map(zero);
  expect(maml).toBeLessThan(exact);
  expect(Math.abs(dice - exact)).toBeLessThan(Math.abs(maml - exact) / 2);
});

it('knows the estimators of the catalogue only', () => {
  expect(() => meanSlope('nothing')).toThrow('expected an estimator of the catalogue, found nothing');
});
