import { checkMdp, type TabularMdp } from '@sgmrl/environments';
import { checkDiscount } from '@sgmrl/rollouts';

/**
 * A tabular MDP with its discount, in flat arrays for the numeric kernels: index [s·A + a]·S + s′
 * and s·A + a.
 */
export interface FlatMdp {
  readonly states: number;
  readonly actions: number;
  readonly horizon: number;
  readonly discount: number;
  readonly initial: Float64Array;
  readonly transitions: Float64Array;
  readonly rewards: Float64Array;
}

export const flatten = (mdp: TabularMdp, discount: number): FlatMdp => {
  checkMdp(mdp);
  checkDiscount(discount);
  return {
    states: mdp.initial.length,
    actions: mdp.rewards[0].length,
    horizon: mdp.horizon,
    discount,
    initial: Float64Array.from(mdp.initial),
    transitions: Float64Array.from(mdp.transitions.flat(2)),
    rewards: Float64Array.from(mdp.rewards.flat()),
  };
};
