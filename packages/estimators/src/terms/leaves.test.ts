import * as fc from 'fast-check';
import { tracePolicy, traces, type TraceCase } from '../testing/traces';
import type { Leaf } from './leaf';
import { leaves } from './leaves';

const every: readonly (readonly [string, Leaf])[] = Object.entries(leaves);

/** ω in the first inner step along two directions. */
const along = ({ scoreWeights }: Leaf, { adaptation, trace }: TraceCase) => {
  const { parameters, batch } = trace.steps[0];
  return [
    [1, 0, 0, 1],
    [0, 2, -1, 0],
  ].map((lambda) =>
    Array.from(
      scoreWeights({ policy: tracePolicy, adaptation, trace, t: 0 })(
        tracePolicy.directionalDerivative(parameters, batch, lambda),
      ),
    ),
  );
};

it.each(every)('%s gives each row a number, zero on padding, and knows whether it reads λ', (_name, leaf) => {
  let moved = false;
  fc.assert(
    fc.property(traces, (one) => {
      const [first, second] = along(leaf, one);
      const { mask } = one.trace.steps[0].batch;
      expect(first).toHaveLength(mask.length);
      expect(first.filter((x, row) => mask[row] === 0 && x !== 0)).toEqual([]);
      moved ||= first.some((x, row) => x !== second[row]);
    }),
  );
  expect(moved).toBe(leaf.readsLambda);
});

it.each(every)('%s says what it does, and how', (_name, { formula: { text, latex }, meaning }) => {
  expect(meaning).toMatch(/^\S.*\.$/);
  expect(text).not.toBe('');
  expect(latex).not.toMatch(/[ΣτλĴδ∇≤∈]/);
});
