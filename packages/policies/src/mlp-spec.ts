import { checkFields } from '@sgmrl/codecs';
import { checkSize } from './checks';
import { activations, type Activation } from './mlp';

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

const checkNetwork = (spec: CategoricalMlpSpec | GaussianMlpSpec, name: string): void => {
  checkFields(name, spec, {});
  const { observationSize, hidden, activation } = spec;
  checkSize(`${name}: observationSize`, observationSize);
  checkFields(name, spec, { hidden: 'a list' });
  hidden.forEach((width, l) => {
    checkSize(`${name}: hidden[${String(l)}]`, width);
  });
  if (!activations.includes(activation))
    throw new RangeError(
      `${name}: activation: expected ${activations.join(' or ')}, found ${String(activation)}`,
    );
};

/** Throws a RangeError unless a spec describes a network. */
export const checkCategoricalMlp = (spec: CategoricalMlpSpec): void => {
  checkNetwork(spec, 'categoricalMlp');
  checkSize('categoricalMlp: actions', spec.actions);
};

/** Throws a RangeError unless a spec describes a network and a standard deviation. */
export const checkGaussianMlp = (spec: GaussianMlpSpec): void => {
  checkNetwork(spec, 'gaussianMlp');
  checkSize('gaussianMlp: actionSize', spec.actionSize);
  if (!Number.isFinite(spec.initialLogStd))
    throw new RangeError(
      `gaussianMlp: initialLogStd: expected a finite number, found ${String(spec.initialLogStd)}`,
    );
};
