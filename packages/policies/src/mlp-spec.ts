import type { Activation } from './mlp';

/** What determines a categorical MLP: a network from observations to one logit for each action. */
export interface CategoricalMlpSpec {
  readonly observationSize: number;
  /** How many actions there are. */
  readonly actions: number;
  /** Widths of the hidden layers; none makes the logits affine in the observation. */
  readonly hidden: readonly number[];
  readonly activation: Activation;
}

/** What determines a Gaussian MLP: a network from observations to means, and a σ for each component of the action. */
export interface GaussianMlpSpec {
  readonly observationSize: number;
  readonly actionSize: number;
  /** Widths of the hidden layers; none makes the mean affine in the observation. */
  readonly hidden: readonly number[];
  readonly activation: Activation;
  /** log σ of every component at the start. */
  readonly initialLogStd: number;
}
