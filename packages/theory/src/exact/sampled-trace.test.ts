import { adapt, maml } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { foldIn, key } from '@sgmrl/prng';
import { meanReturn, rewardToGo } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { firstAbove, sampledTrace } from './sampled-trace';
import { asAlgorithm } from '../setting';
import { randomLogits, right, sparseMdp } from '../testing/examples';
import { allPaths, plainReturn } from '../testing/plain-enumeration';
import { trajectorySupport } from './trajectory-support';

it('the first entry above a number', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 9 }), fc.nat(20), (steps, x) => {
      let total = 0;
      const ascending = Float64Array.from(steps, (step) => (total += step / 10));
      fc.pre(x / 10 < total);
      expect(firstAbove(ascending, x / 10)).toBe(ascending.findIndex((entry) => entry > x / 10));
    }),
  );
});

const policy = tabularSoftmax(2, 2);
const algorithm = asAlgorithm(
  {
    innerSteps: 2,
    trajectories: 4000,
    evaluationTrajectories: 4000,
    stepSize: 0.5,
    discount: 0.9,
    innerWeights: rewardToGo,
  },
  maml,
);
const logits = randomLogits(17, 4);
const draw = sampledTrace(right(trajectorySupport(sparseMdp)), policy, algorithm);
const { steps, parameters, outer } = draw(logits, key(1));

it('each inner batch is drawn under the parameters that the step before led to', () => {
  expect(steps[0].parameters).toBe(logits);
  expect(steps[1].parameters).toStrictEqual(adapt(policy, algorithm)(steps[0]));
  expect(parameters).toStrictEqual(adapt(policy, algorithm)(steps[1]));
  // Every trajectory of the plain enumeration as often as it is likely: within five standard
  // deviations.
  for (const { batch, parameters: theta } of steps) {
    const seen = new Map<string, number>();
    for (let n = 0; n < 4000; n++) {
      const row = (of: ArrayLike<number>) => [of[2 * n], of[2 * n + 1]].join();
      const name = `${row(batch.observations.data)} ${row(batch.actions.data)}`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    const paths = allPaths(sparseMdp, Array.from(theta));
    for (const { states, actions, probability } of paths) {
      const count = seen.get(`${states.join()} ${actions.join()}`) ?? 0;
      const deviation = Math.sqrt(4000 * probability * (1 - probability));
      expect(Math.abs(count - 4000 * probability)).toBeLessThan(5 * deviation);
    }
    expect(seen.size).toBe(paths.length);
  }
});

it('the outer batch is drawn under the adapted parameters, with data of its own', () => {
  // Returns lie in [0, 1.9]: five standard errors of their mean are at most 5 · 0.95 / √4000.
  expect(Math.abs(outer.value - plainReturn(sparseMdp, 0.9, Array.from(parameters)))).toBeLessThan(0.075);
  expect(outer.value).not.toBe(meanReturn(steps[1].batch, 0.9));
});

it('the same key draws the same trace, another key another', () => {
  expect(draw(logits, key(1)).parameters).toStrictEqual(parameters);
  expect(draw(logits, foldIn(key(1), 0)).parameters).not.toStrictEqual(parameters);
});
