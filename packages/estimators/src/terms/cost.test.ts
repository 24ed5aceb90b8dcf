import { addCosts, costText, noCost, type Cost } from './cost';

it('adds the work of both, kind by kind', () => {
  const one: Cost = {
    hessianVectorProducts: 1,
    directionalDerivatives: 2,
    scores: 3,
    logProbabilities: 4,
    outerScores: 5,
    fits: 6,
    trajectories: 7,
  };
  expect(addCosts(one, noCost)).toEqual(one);
  expect(Object.values(addCosts(one, one))).toEqual([2, 4, 6, 8, 10, 12, 14]);
});

it('says what there is of each kind, and nothing of what is no cost', () => {
  expect(costText(noCost)).toBe('nothing');
  const some: Cost = { ...noCost, scores: 2, fits: 1, trajectories: 40 };
  const text =
    'weighted scores on inner data: 2; fits of weights to fewer trajectories: 1; trajectories drawn beside: 40';
  expect(costText(some)).toBe(text);
  const more = { ...some, hours: 3 };
  expect(costText(more)).toBe(text);
});
