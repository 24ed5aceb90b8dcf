import type { DebiasingPart } from './part';

export const none: DebiasingPart = {
  formula: 'c = 0',
  meaning: 'MAML: forgets that the adaptation data depend on the parameters.',
  bias: 'O(α)',
  variance: '0',
  cost: 'none',
  source: 'Finn, Abbeel, Levine, arXiv:1703.03400',
  joinsTasks: false,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: () => undefined,
};
