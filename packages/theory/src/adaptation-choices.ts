import type { Algorithm } from '@sgmrl/estimators';

/** What defines V_ζ: the choices of adaptation, without those of the estimator. */
export type AdaptationChoices = Pick<
  Algorithm,
  'innerSteps' | 'stepSize' | 'discount' | 'trajectories' | 'innerWeights'
>;
