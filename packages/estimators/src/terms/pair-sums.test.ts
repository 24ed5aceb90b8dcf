import type { StepWeights, TrajectoryBatch } from '@sgmrl/rollouts';
import * as fc from 'fast-check';
import { pairSums } from './pair-sums';
import { fading, future, itself, past, type Pair } from './term';

const number = fc.integer({ min: -8, max: 8 }).map((n) => n / 4);

/** Trajectories of different lengths, with weights that are zero on padding. */
const problems = fc
  .record({ lengths: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }) })
  .chain(({ lengths }) => {
    const rows = 4 * lengths.length;
    const mask = lengths.flatMap((length) => Array.from({ length: 4 }, (_, h) => (h < length ? 1 : 0)));
    const column = { rows, columns: 1, data: new Float64Array(rows) };
    const batch: TrajectoryBatch = {
      trajectories: lengths.length,
      steps: 4,
      observations: column,
      actions: column,
      rewards: new Float64Array(rows),
      mask,
      lengths,
    };
    const values = fc.array(number, { minLength: rows, maxLength: rows });
    return fc.record({
      batch: fc.constant(batch),
      weights: values.map((w) => Float64Array.from(w, (x, row) => x * mask[row])),
      directional: values,
      decay: fc.constantFrom(0, 0.25, 0.5, 1),
      factor: fc.constantFrom(0, 0.5, 1),
    });
  });

const kinds: readonly Pair[] = [
  itself,
  ...(['own', 'other'] as const).flatMap((weight) =>
    [past(weight), future(weight)].flatMap((pair) => [pair, fading(pair)]),
  ),
];

/** Σ_{h′} k(h, h′) d_{h′} by its definition, in O(H²). */
const plain = (
  of: readonly Pair[],
  factor: number,
  { trajectories, steps, lengths }: TrajectoryBatch,
  { values, decay }: StepWeights,
  d: readonly number[],
): number[] => {
  const sums = d.map(() => 0);
  for (let n = 0; n < trajectories; n++)
    for (let h = 0; h < lengths[n]; h++)
      for (let other = 0; other < lengths[n]; other++)
        for (const pair of of) {
          const place = other === h ? 'itself' : other < h ? 'past' : 'future';
          if (place !== pair.with) continue;
          const [row, column] = [n * steps + h, n * steps + other];
          let kernel = pair.with === 'itself' || pair.weight === 'own' ? values[row] : values[column];
          for (let distance = 0; distance < Math.abs(h - other); distance++)
            kernel *= factor * (pair.with !== 'itself' && pair.fades ? decay : 1);
          sums[row] += kernel * d[column];
        }
  return sums;
};

it('is the double sum of its definition, whatever the pairs, the window, the decay and the lengths', () => {
  fc.assert(
    fc.property(problems, fc.subarray([...kinds]), ({ batch, weights, directional, decay, factor }, of) => {
      const step = { values: weights, decay, scale: 1 };
      const sums = pairSums({ of, factor }, batch, step, directional);
      plain(of, factor, batch, step, directional).forEach((expected, row) => {
        if (batch.mask[row] === 1) expect(sums[row]).toBeCloseTo(expected, 12);
      });
    }),
  );
});

it.each([
  ['other', [itself, future('other'), past('other')]],
  ['own', [past('own'), itself, future('own')]],
] as const)('finds all pairs of a trajectory with the weight of the %s by one sum', (_weight, of) => {
  fc.assert(
    fc.property(problems, ({ batch, weights, directional, decay }) => {
      const step = { values: weights, decay, scale: 1 };
      const sums = pairSums({ of, factor: 1 }, batch, step, directional);
      plain(of, 1, batch, step, directional).forEach((expected, row) => {
        expect(sums[row]).toBeCloseTo(batch.mask[row] * expected, 12);
      });
    }),
  );
});

it('takes no other three pairs for these, nor more', () => {
  const faded = (place: typeof past) =>
    (['own', 'other'] as const).flatMap((weight) => [place(weight), fading(place(weight))]);
  const threes = faded(past).flatMap((one) => faded(future).map((other) => [itself, one, other]));
  const others = [
    [itself, past('own'), past('other')],
    [itself, itself, future('other')],
    [past('own'), future('own')],
    [itself, past('other'), future('other'), past('other')],
  ];
  const [{ batch, weights, directional }] = fc.sample(
    problems.filter(({ batch: { lengths } }) => lengths.includes(3)),
    { seed: 5, numRuns: 1 },
  );
  for (const of of [...threes, ...others])
    for (const factor of [1, 0.5])
      for (const decay of [1, 0.5]) {
        const step = { values: weights, decay, scale: 1 };
        const sums = pairSums({ of, factor }, batch, step, directional);
        plain(of, factor, batch, step, directional).forEach((expected, row) => {
          expect(batch.mask[row] * sums[row]).toBeCloseTo(expected, 12);
        });
      }
});

it.each([false, true])(
  'has one sum for all steps, to the last bit, where all pairs count alike; fading: %j',
  (fades) => {
    const column = { rows: 3, columns: 1, data: [0, 0, 0] };
    const batch: TrajectoryBatch = {
      trajectories: 1,
      steps: 3,
      observations: column,
      actions: column,
      rewards: [0, 0, 0],
      mask: [1, 1, 1],
      lengths: [3],
    };
    const as = (pair: Pair): Pair => (fades ? fading(pair) : pair);
    const sums = (of: readonly Pair[], w: readonly number[], directional: readonly number[]) => {
      const weights = { values: Float64Array.from(w), decay: fades ? 1 : 0.5, scale: 1 };
      return Array.from(pairSums({ of, factor: 1 }, batch, weights, directional));
    };
    // From the other end it is 0.6.
    const sum = 0.1 + 0.2 + 0.3;
    const other = [as(future('other')), itself, as(past('other'))];
    expect(sums(other, [0.1, 0.2, 0.3], [1, 1, 1])).toEqual([sum, sum, sum]);
    const own = [itself, as(past('own')), as(future('own'))];
    expect(sums(own, [1, 2, 4], [0.1, 0.2, 0.3])).toEqual([sum, 2 * sum, 4 * sum]);
  },
);
