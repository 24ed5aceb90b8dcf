import type { DebiasingPart } from './part';

export const taskBaseline: DebiasingPart = {
  formula: 'c = (Ĵ(D_o) − mean of the other tasks’ Ĵ) S',
  meaning:
    'Algorithm 1 with the other tasks of the meta-batch as a baseline. A task cannot know their returns, so its score travels through the fold apart and combineTasks joins the two.',
  bias: '0 with unbiased ĝ and Ĵ',
  variance: 'grows like N, at a smaller constant',
  cost: 'a second backward sweep',
  source: 'this project',
  joinsTasks: true,
  leastTrajectories: 1,
  exchangeableUpTo: Infinity,
  scoreWeights: () => undefined,
};
