import { addCosts, noCost, type Cost } from './cost';

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
