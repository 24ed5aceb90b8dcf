import type { Setting } from './setting';

/** Two entries of the catalogue that give the same estimate from the same data. */
export interface Equation {
  readonly left: string;
  readonly right: string;
  /** In words, what has to be the case. */
  readonly when: string;
  /** Whether a setting on an MDP of some horizon is such a case. */
  readonly applies: (setting: Setting, horizon: number) => boolean;
}

const plainWeights = ({ innerWeights }: Setting): boolean => innerWeights.kind === 'reward-to-go';

/** The equations between estimators, each checked by a property test. */
export const equations: readonly Equation[] = [
  {
    left: 'e-maml',
    right: 'algorithm-1',
    when: 'N = 1: the mean over one trajectory is the sum',
    applies: ({ trajectories }) => trajectories === 1,
  },
  {
    left: 'maml',
    right: 'fomaml',
    when: 'α = 0: the Jacobian of a step of size zero is the identity',
    applies: ({ stepSize }) => stepSize === 0,
  },
  ...[
    'first-order',
    'full-hessian',
    'dice',
    'lvc',
    'leave-one-out',
    'leave-one-out-linear',
    'leave-one-out-corrected',
    'leave-group-out',
  ].map((left): Equation => ({
    left,
    right: 'maml',
    when: 'α = 0: there is nothing to debias',
    applies: ({ stepSize }) => stepSize === 0,
  })),
  {
    left: 'dice',
    right: 'loaded-dice',
    when: 'reward-to-go weights, which do not fade',
    applies: plainWeights,
  },
  { left: 'dice', right: 'taypo-2', when: 'reward-to-go weights, which do not fade', applies: plainWeights },
  ...['first-order', 'full-hessian', 'dice'].map((left): Equation => ({
    left,
    right: 'lvc',
    when: 'H = 1: a step has no other step to pair with',
    applies: (_setting, horizon) => horizon === 1,
  })),
];
