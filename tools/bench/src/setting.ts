import { defaultSpec } from '@sgmrl/environments';
import { coupled, sum, type Algorithm, type parts } from '@sgmrl/estimators';
import { algorithmOf, builtIn, presets, type Config } from '@sgmrl/experiments';

/** The name of a part that stands beside curvature, or `coupled`, which stands for both. */
export type Debiasing = keyof typeof parts | 'coupled';

/** The difference that coupled rollouts are drawn at, as a share of the inner displacement. */
const coupledShare = 0.5;

const estimatorOf = (debiasing: Debiasing) =>
  debiasing === 'coupled' ? coupled({ share: coupledShare }) : sum('curvature', debiasing);

/** What may vary between measurements of one outer iteration. */
export interface BenchSetting {
  /** What stands beside curvature, or for it; `none` for MAML. */
  readonly debiasing: Debiasing;
  /** ζ */
  readonly innerSteps: number;
  /** B */
  readonly tasks: number;
  /** N, of inner and outer batches alike. */
  readonly trajectories: number;
  /** H */
  readonly steps: number;
  /** Width of both hidden layers. */
  readonly hidden: number;
}

/** The setting of the preset `navigation-2d`, without debiasing. */
export const navigation: BenchSetting = {
  debiasing: 'none',
  innerSteps: 1,
  tasks: 20,
  trajectories: 20,
  steps: 100,
  hidden: 100,
};

/** The preset `navigation-2d` with the sizes and the algorithm of a setting. */
export const configOf = (setting: BenchSetting): Config => {
  const { config } = presets['navigation-2d'];
  return {
    ...config,
    environment: { ...defaultSpec('navigation-2d'), horizon: setting.steps },
    policy: {
      kind: 'gaussian-mlp',
      hidden: [setting.hidden, setting.hidden],
      activation: 'tanh',
      initialLogStd: 0,
    },
    algorithm: {
      ...config.algorithm,
      estimator: estimatorOf(setting.debiasing),
      innerSteps: setting.innerSteps,
      metaBatchSize: setting.tasks,
      trajectories: setting.trajectories,
      evaluationTrajectories: setting.trajectories,
    },
  };
};

/** The algorithm of that configuration. */
export const algorithmFor = (setting: BenchSetting): Algorithm =>
  algorithmOf(builtIn)(configOf(setting).algorithm);
