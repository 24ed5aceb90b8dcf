import { key, foldIn } from '@sgmrl/prng';
import { tabularSoftmax } from '@sgmrl/policies';
import * as fc from 'fast-check';
import { catalogue, traceEstimator } from './catalogue';
import { equations, type Equation } from './equations';
import { sampledTrace } from './sampled-trace';
import { asAlgorithm, type Setting } from './setting';
import { randomLogits, randomMdp, right } from './test-support/examples';
import { trajectorySupport } from './trajectory-support';

const cases = fc.record({
  seed: fc.integer({ min: 0, max: 10_000 }),
  horizon: fc.integer({ min: 1, max: 3 }),
  innerSteps: fc.integer({ min: 1, max: 2 }),
  trajectories: fc.integer({ min: 1, max: 3 }),
  stepSize: fc.constantFrom(0, 0.4, 1.3),
});

/** The greatest difference of an equation's sides over cases in which it claims to hold, or does not. */
const greatestDifference = ({ left, right: other, applies }: Equation, inside: boolean): number => {
  let greatest = 0;
  const named = (name: string) => {
    const entry = catalogue.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new Error(name);
    return entry;
  };
  for (const { seed, horizon, ...sizes } of fc.sample(cases, { numRuns: 150 })) {
    const setting: Setting = {
      ...sizes,
      evaluationTrajectories: 2,
      discount: 0.9,
      innerWeights: { kind: 'reward-to-go' },
    };
    if (applies(setting, horizon) !== inside) continue;
    const mdp = randomMdp(seed, 2, 2, horizon);
    const policy = tabularSoftmax(2, 2);
    const trace = sampledTrace(
      right(trajectorySupport(mdp)),
      policy,
      asAlgorithm(setting, named(left).variant),
    )(randomLogits(seed, 4), foldIn(key(seed), 3));
    const [x, y] = [left, other].map((name) =>
      traceEstimator(named(name), { states: 2, actions: 2 }, setting, 0).estimate(trace),
    );
    greatest = Math.max(greatest, Math.hypot(...Array.from(x, (entry, i) => entry - y[i])));
  }
  return greatest;
};

test.each(equations.map((equation) => [equation.left, equation.right, equation.when, equation] as const))(
  '%s = %s when %s',
  (_left, _right, _when, equation) => {
    expect(greatestDifference(equation, true)).toBeLessThan(1e-12);
  },
);

test.each(
  equations
    .filter(({ when }) => !when.startsWith('reward-to-go'))
    .map((equation) => [equation.left, equation.right, equation] as const),
)('%s and %s differ otherwise', (_left, _right, equation) => {
  expect(greatestDifference(equation, false)).toBeGreaterThan(1e-3);
});
