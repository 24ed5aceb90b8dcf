import { rewardToGo, select } from '@sgmrl/rollouts';
import { subtract, type Vector } from '@sgmrl/vector';
import * as fc from 'fast-check';
import { innerStep } from '../inner-step';
import { terms } from '../testing/terms';
import { gradientOf, traceShapes, tracesOf, type TraceCase } from '../testing/traces';
import { exchangeableUpTo } from './exchangeable-up-to';
import { centred, coupled, shrunk, sum, times, unchained, type Term } from './term';

/** The same adaptation, the trajectories of every batch in another order. */
const reordered = ({ adaptation, trace }: TraceCase, order: readonly number[]): TraceCase => ({
  adaptation,
  trace: {
    ...trace,
    steps: trace.steps.map(({ parameters, batch }) =>
      innerStep(adaptation)(parameters, select(batch, order)),
    ),
  },
});

const size = (x: Vector): number => Math.hypot(...Array.from(x));

const change = (one: TraceCase, term: Term, order: readonly number[]): number => {
  const [before, after] = [gradientOf(one, term), gradientOf(reordered(one, order), term)];
  return size(subtract(before, after)) / (1 + size(before));
};

/** Adaptations with N from 1 to 6, and an order of their trajectories. */
const cases = traceShapes
  .chain((shape) => fc.integer({ min: 1, max: 6 }).map((trajectories) => ({ ...shape, trajectories })))
  .chain((shape) => {
    const places = Array.from({ length: shape.trajectories }, (_, n) => n);
    return fc.record({
      one: tracesOf(shape),
      order: fc.shuffledSubarray(places, { minLength: places.length }),
      trajectories: fc.constant(shape.trajectories),
    });
  });

it('the order of the trajectories does not matter, for random terms up to that N', () => {
  fc.assert(
    fc.property(cases, terms, ({ one, order, trajectories }, term) => {
      fc.pre(trajectories <= exchangeableUpTo(term));
      expect(change(one, term, order)).toBeLessThan(1e-9);
    }),
  );
});

it.each(['remainder', 'group-influence', 'leave-one-out-corrected', 'leave-group-out'])(
  '%s: it matters from N = 5',
  (name) => {
    expect(exchangeableUpTo(name)).toBe(4);
    const five = fc.sample(
      tracesOf({
        innerSteps: 1,
        trajectories: 5,
        horizon: 2,
        stepSize: 0.4,
        innerWeights: rewardToGo,
      }),
      { seed: 3, numRuns: 5 },
    );
    expect(Math.max(...five.map((one) => change(one, name, [4, 0, 1, 2, 3])))).toBeGreaterThan(1e-6);
  },
);

it('is that of the least exchangeable leaf, and of one that counts', () => {
  expect(exchangeableUpTo(sum('value', 'remainder'))).toBe(4);
  expect(exchangeableUpTo(sum('value', times(0, 'remainder')))).toBe(Infinity);
  expect(exchangeableUpTo(sum())).toBe(Infinity);
  for (const term of [times(0.5, 'remainder'), unchained('remainder'), shrunk('remainder')])
    expect(exchangeableUpTo(term)).toBe(4);
  for (const term of [centred('dice'), coupled(0.1)]) expect(exchangeableUpTo(term)).toBe(Infinity);
});

it('takes the longest sums that terms may have', () => {
  const of = Array.from({ length: 9_999 }, () => 'value');
  expect(exchangeableUpTo({ op: 'sum', of })).toBe(Infinity);
});
