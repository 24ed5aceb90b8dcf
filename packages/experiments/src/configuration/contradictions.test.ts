import { coupled } from '@sgmrl/estimators';
import { builtIn } from '../vocabulary/built-in';
import { proMp, trpoMaml } from './algorithms';
import { contradictions } from './contradictions';
import { presets } from './presets';

const { config } = presets['tabular-quick'];
const withTerm = { ...config, algorithm: { ...config.algorithm, estimator: coupled(0.2) } };

it('lets a term draw beside plain ascent', () => {
  expect(contradictions(withTerm, builtIn)).toEqual([]);
});

it('refuses it where step sizes are learned', () => {
  const algorithm = { ...withTerm.algorithm, learnStepSizes: true as const };
  expect(contradictions({ ...withTerm, algorithm }, builtIn)).toEqual([
    { path: 'algorithm.learnStepSizes', expected: 'nothing beside an estimator that draws', found: true },
  ]);
});

it.each([
  ['proximal', proMp.outerUpdate, config.optimizer],
  ['trust-region', trpoMaml.outerUpdate, { kind: 'sgd', learningRate: 1 } as const],
])('refuses it beside the surrogate of %s', (kind, outerUpdate, optimizer) => {
  const algorithm = { ...withTerm.algorithm, outerUpdate };
  expect(contradictions({ ...withTerm, algorithm, optimizer }, builtIn)).toEqual([
    {
      path: 'algorithm.outerUpdate',
      expected: 'none for the estimator coupled, which draws trajectories of its own',
      found: kind,
    },
  ]);
  const plain = { ...algorithm, estimator: 'maml' };
  expect(contradictions({ ...config, algorithm: plain, optimizer }, builtIn)).toEqual([]);
});
