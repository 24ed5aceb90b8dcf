import { leaveOneOutWeights, select } from '@sgmrl/rollouts';
import { dot, subtract } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { adapt, innerStep } from '../../inner-step';
import { adaptedOf, adaptedWithout, expectAlike, lastStep, onRows, weightsOf } from '../../testing/leaves';
import { tracePolicy, traceShapes, tracesOf, type TraceCase } from '../../testing/traces';
import { weightFacts } from '../../weight-facts';
import { groupInfluence } from './group-influence';
import { leftOut } from './left-out';

const casesOf = (least: number) =>
  traceShapes
    .chain((shape) => fc.integer({ min: least, max: 6 }).map((trajectories) => ({ ...shape, trajectories })))
    .chain(tracesOf);

/** The formula of the leaf, in loops; nothing is causal where weights are normalised. */
const byDefinition = (one: TraceCase): readonly number[] => {
  const { adaptation, trace } = one;
  const { parameters, batch } = lastStep(one);
  const { trajectories, steps } = batch;
  const { normalised } = weightFacts(adaptation.innerWeights, adaptation.discount);
  const groups = Math.min(4, trajectories);
  const leftOutWeights = leaveOneOutWeights(adaptation.innerWeights, adaptation.discount)(batch);
  const perTrajectory = adaptation.stepSize / trajectories;
  const ofGroup = Array.from({ length: groups }, (_, k) => {
    const others = Array.from({ length: trajectories }, (__, n) => n).filter((n) => n % groups !== k);
    const without = adapt(tracePolicy, adaptation)(innerStep(adaptation)(parameters, select(batch, others)));
    const v = trace.outer.gradientAt(without);
    return {
      v,
      d: tracePolicy.directionalDerivative(parameters, batch, v),
      remainder: trace.outer.valueAbove(without) - dot(subtract(adaptedOf(one), without), v),
    };
  });
  return onRows(one, (n, h) => {
    const { v, d, remainder } = ofGroup[n % groups];
    const { values, decay } = leftOutWeights(n);
    let [causal, own] = [0, 0];
    for (let other = 0; other < batch.lengths[n]; other++) {
      const [here, there] = [n * steps + h, n * steps + other];
      const pair = (other >= h ? values[there] : decay ** (h - other) * values[here]) * d[there];
      causal += perTrajectory * pair;
      own += perTrajectory * values[there] * d[there];
    }
    const influence = dot(subtract(adaptedOf(one), adaptedWithout(one, n)), v);
    return (normalised ? 0 : causal - own) + influence + remainder;
  });
};

it('shares what is linear in J trajectory by trajectory and causally, and the remainder by group', () => {
  fc.assert(
    fc.property(casesOf(2), (one) => {
      expectAlike(weightsOf(groupInfluence, one), byDefinition(one));
    }),
    { numRuns: 60 },
  );
});

it('leaves the trajectory out where it is alone', () => {
  const alone = traceShapes.chain((shape) => tracesOf({ ...shape, trajectories: 1 }));
  fc.assert(
    fc.property(alone, (one) => {
      expect(weightsOf(groupInfluence, one)).toEqual(weightsOf(leftOut, one));
    }),
  );
});
