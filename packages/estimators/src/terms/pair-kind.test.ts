import { advantagesOver, rewardToGo, stepWeights, type StepWeights, type Weighting } from '@sgmrl/rollouts';
import { everyPair } from '../testing/terms';
import { probability, smallMdp, smallTheta, toBatch, trajectories, weightedScore } from '../testing/mdp';
import { constantBaseline } from '../testing/traces';
import { atDistances, isVoid, kernelName, kernelRate, kernelText, kindName, pairKind } from './pair-kind';
import { fading, future, itself, past, type Pair } from './term';

const mdp = { ...smallMdp, horizon: 3 };
const lambda = [0.7, -0.4, 0.2, 0.9];

/** Σ_{h′} k(h, h′) d_{h′} by its definition. */
const rowSums = (pair: Pair, factor: number, { values, decay }: StepWeights, d: readonly number[]) =>
  d.map((_, h) =>
    d.reduce((sum, direction, other) => {
      const place = other === h ? 'itself' : other < h ? 'past' : 'future';
      if (pair.with !== place) return sum;
      if (pair.with === 'itself') return sum + values[h] * direction;
      const rate = factor * (pair.fades ? decay : 1);
      return sum + rate ** Math.abs(h - other) * values[pair.weight === 'own' ? h : other] * direction;
    }, 0),
  );

/** E[Σ_h Σ_{h′} k(h, h′) d_{h′} s_h] over all trajectories. */
const mean = (pair: Pair, factor: number, weights: Weighting): readonly number[] =>
  trajectories(mdp).reduce<readonly number[]>(
    (so, trajectory) => {
      const w = stepWeights(weights, mdp.discount)(toBatch([trajectory]));
      const d = trajectory.states.map((_, h) => {
        const only = trajectory.states.map((__, other) => (other === h ? 1 : 0));
        const score = weightedScore(mdp, smallTheta, trajectory, only);
        return score.reduce((sum, x, i) => sum + x * lambda[i], 0);
      });
      const of = weightedScore(mdp, smallTheta, trajectory, rowSums(pair, factor, w, d));
      const p = probability(mdp, smallTheta, trajectory);
      return so.map((x, i) => x + p * of[i]);
    },
    [0, 0, 0, 0],
  );

const expectClose = (x: readonly number[], y: readonly number[]): void => {
  x.forEach((a, i) => {
    expect(a).toBeCloseTo(y[i], 12);
  });
};

describe.each<[string, Weighting, number]>([
  ['reward-to-go', rewardToGo, 1],
  ['advantages that fade', advantagesOver(constantBaseline(1), 0.5), 0.45],
  ['advantages of one step', advantagesOver(constantBaseline(1), 0), 0],
])('by enumeration, with %s', (_name, weights, decay) => {
  it.each(everyPair.flatMap((pair) => [1, 0.5].map((factor) => [pair, factor] as const)))(
    'a pair %j in a window %d is in expectation what its kind says',
    (pair, factor) => {
      const kind = pairKind(pair, factor, { fitted: false, decay });
      const actual = mean(pair, factor, weights);
      if (kind === undefined) expectClose(actual, [0, 0, 0, 0]);
      else if (kind.place === 'itself') expectClose(actual, mean(itself, 1, weights));
      else {
        const weight = kind.own ? 'own' : 'other';
        const alike = kind.place === 'past' ? past(weight) : future(weight);
        expectClose(actual, mean(alike, kind.rate, weights));
      }
    },
  );
});

it('is nothing where it does not count, or has mean zero', () => {
  const ofThatStep = { fitted: false, decay: 0 };
  for (const pair of [past('other'), fading(past('own')), fading(future('other')), future('own')])
    expect(pairKind(pair, 1, ofThatStep)).toBeUndefined();
  for (const inner of [ofThatStep, { fitted: true, decay: 0.5 }])
    for (const pair of [past('other'), past('own'), future('own')])
      expect(pairKind(pair, 0, inner)).toBeUndefined();
});

it('has mean zero beside an earlier step only where the weight is of that step alone', () => {
  for (const place of ['itself', 'past', 'future'] as const)
    for (const fitted of [true, false])
      for (const decay of [0, 0.5])
        expect(isVoid(place, { fitted, decay })).toBe(place === 'past' && !fitted && decay === 0);
});

it('leaves a weight of one’s own apart where weights are fitted', () => {
  const kind = pairKind(past('own'), 1, { fitted: true, decay: 0.5 });
  expect(kind).toEqual({ place: 'past', rate: 1, own: true });
});

it('has one name for what computes the same, and others for the rest', () => {
  expect(kernelRate(fading(past('own')), 0.5, 0.5)).toBe(0.25);
  const name = (pair: Pair, rate: number, decay?: number, distance?: number): string =>
    kernelName(pair, rate, distance, decay);
  expect(name(fading(past('own')), 0.5, 0.5)).toBe(name(past('own'), 0.5));
  expect(name(fading(past('own')), 1)).not.toBe(name(past('own'), 1));
  expect(name(past('own'), 1, 0.5)).not.toBe(name(past('other'), 1, 0.5));
  expect(name(past('own'), 1, 0.5, 1)).not.toBe(name(past('own'), 1, 0.5, 2));
  const kind = { place: 'past', rate: 0.1 + 0.2, own: false } as const;
  expect(kindName(kind)).toBe(kindName({ ...kind, rate: 0.3 }));
  const others = [
    kind,
    { ...kind, own: true },
    { ...kind, rate: 1 },
    { ...kind, distance: 1 },
    { ...kind, centred: 1 },
    { ...kind, shrunk: true } as const,
  ];
  expect(new Set(others.map(kindName)).size).toBe(6);
});

it('takes a step with itself as it is, whatever the window and the weights', () => {
  expect(kernelRate(itself, 0.5, 0.5)).toBe(1);
  for (const fitted of [true, false])
    expect(pairKind(itself, 0.5, { fitted, decay: 0.5 })).toEqual({ place: 'itself', rate: 1, own: false });
});

it('names what there is, and nothing else', () => {
  expect(kernelName(itself, 1, undefined, 0.5)).toBe('itself');
  expect(kernelName(past('own'), 0.5, undefined, 0.5)).toBe('past own 0.5');
  expect(kindName({ place: 'past', rate: 0.5, own: false })).toBe('past, rate 0.5');
  expect(kindName({ place: 'past', rate: 1, own: true, shrunk: true, centred: 2, distance: 3 })).toBe(
    'centred centred shrunk past at 3, own weight, rate 1',
  );
});

it('says whose weight counts, and how often if not once', () => {
  expect(kernelText(itself, 1)).toBe('');
  expect(kernelText(past('own'), 1)).toBe(' (own weight)');
  expect(kernelText(future('other'), 0.1 + 0.2)).toBe(' (weight of the other, 0.3^{|h−h′|} times)');
});

it('counts a rate at each distance of a short horizon, and leaves it a rate where H is long or open', () => {
  expect(atDistances('past', 0.5, 3)).toEqual([
    { distance: 1, rate: 1, times: 0.5 },
    { distance: 2, rate: 1, times: 0.25 },
  ]);
  expect(atDistances('past', 0.5, 1)).toEqual([]);
  expect(atDistances('itself', 1, 3)).toEqual([{ rate: 1, times: 1 }]);
  expect(atDistances('past', 0.5, 17)).toHaveLength(16);
  for (const horizon of [undefined, 18, 1000])
    expect(atDistances('future', 0.5, horizon)).toEqual([{ rate: 0.5, times: 1 }]);
});
