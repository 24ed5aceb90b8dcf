import * as fc from 'fast-check';
import { tracePolicy, traces, type TraceCase } from '../testing/traces';
import { expectAlike, lambda, lastStep, onRows } from '../testing/leaves';
import { library, parts, wholes } from './library';
import { rowsOf } from './numbers';

/** What a named term is in the last inner step. */
const rowsIn = (name: keyof typeof library, { adaptation, trace }: TraceCase) => {
  const t = trace.steps.length - 1;
  const { parameters, batch } = trace.steps[t];
  const { curvature, score } = rowsOf(library[name])({ policy: tracePolicy, adaptation, trace, t });
  const d = () => tracePolicy.directionalDerivative(parameters, batch, lambda);
  return { curvature, score: score && Array.from(score({ chained: d, unchained: d })) };
};

/**
 * What step h′ adds to the weight of step h of a trajectory, from the weights w and w′ of both, d′,
 * and κ.
 */
type Kernel = (h: number, other: number, w: number, wOther: number, d: number, decay: number) => number;

// As they are published; `about` has the sources.
const kernels: readonly (readonly [keyof typeof parts, Kernel])[] = [
  ['first-order', (_h, _o, _w, wOther, d) => wOther * d],
  ['full-hessian', (_h, _o, w, _wOther, d) => w * d],
  ['dice', (h, o, w, wOther, d, decay) => (o >= h ? wOther : decay ** (h - o) * w) * d],
  ['loaded-dice', (h, o, w, wOther, d, decay) => decay ** Math.abs(h - o) * (o >= h ? wOther : w) * d],
  ['taypo-2', (h, o, w, wOther, d) => (o >= h ? wOther : w) * d],
  ['lvc', (h, o, w, _wOther, d) => (h === o ? w * d : 0)],
];

/** (α/N) Σ_{h′} k(h, h′) in O(H²). */
const weightsBy = (kernel: Kernel, one: TraceCase): readonly number[] => {
  const { parameters, batch, weights } = lastStep(one);
  const d = tracePolicy.directionalDerivative(parameters, batch, lambda);
  return onRows(one, (n, h) => {
    let sum = 0;
    for (let other = 0; other < batch.lengths[n]; other++) {
      const [here, there] = [n * batch.steps + h, n * batch.steps + other];
      sum += kernel(h, other, weights.values[here], weights.values[there], d[there], weights.decay);
    }
    return (one.adaptation.stepSize / batch.trajectories) * sum;
  });
};

it.each(kernels)('%s is the sum over pairs that was published', (name, kernel) => {
  fc.assert(
    fc.property(traces, (one) => {
      const { curvature, score } = rowsIn(name, one);
      expect(curvature).toBe(0);
      expectAlike(score ?? [], weightsBy(kernel, one));
    }),
  );
});

it('first-order-causal is dice less the mean of the others that run at the same step', () => {
  fc.assert(
    fc.property(traces, (one) => {
      const { steps, lengths } = lastStep(one).batch;
      const dice = weightsBy(kernels[2][1], one);
      const expected = onRows(one, (n, h) => {
        const others = lengths.flatMap((length, m) => (m !== n && length > h ? [dice[m * steps + h]] : []));
        const mean = others.reduce((sum, x) => sum + x, 0) / Math.max(1, others.length);
        return dice[n * steps + h] - mean;
      });
      expectAlike(rowsIn('first-order-causal', one).score ?? [], expected);
    }),
  );
});

it('Algorithm 1 and E-MAML weigh every step alike, MAML and nothing at all none', () => {
  fc.assert(
    fc.property(traces, (one) => {
      const { value } = one.trace.outer;
      const { trajectories } = lastStep(one).batch;
      const algorithm1 = onRows(one, () => value);
      expect(rowsIn('sg-mrl', one).curvature).toBe(1);
      expectAlike(rowsIn('sg-mrl', one).score ?? [], algorithm1);
      expect(rowsIn('algorithm-1', one)).toEqual({ ...rowsIn('sg-mrl', one), curvature: 0 });
      expectAlike(
        rowsIn('e-maml', one).score ?? [],
        onRows(one, () => value / trajectories),
      );
      expect(rowsIn('maml', one)).toEqual({ curvature: 1, score: undefined });
      for (const nothing of ['fomaml', 'none'] as const)
        expect(rowsIn(nothing, one)).toEqual({ curvature: 0, score: undefined });
    }),
  );
});

it('has each name once', () => {
  expect(Object.keys(library)).toHaveLength(Object.keys(parts).length + Object.keys(wholes).length);
});
