import { biasesAt } from './bias';

it('halving the step size halves the bias of maml and quarters those of the second order', () => {
  const [at, half] = [1 / 64, 1 / 128].map((stepSize) =>
    biasesAt(['maml', 'dice', 'leave-one-out-linear'], stepSize),
  );
  const [maml, dice, linear] = at.map((bias, i) => bias / half[i]);
  expect(maml).toBeCloseTo(2, 1);
  expect([dice, linear].map(Math.round)).toEqual([4, 4]);
});

it('leave-one-out and algorithm-1 have none', () => {
  for (const bias of biasesAt(['leave-one-out', 'algorithm-1'], 0.5)) expect(bias).toBeLessThan(1e-12);
});

it('knows the estimators of the catalogue only', () => {
  expect(() => biasesAt(['nothing'], 1)).toThrow('expected an estimator of the catalogue, found nothing');
});
