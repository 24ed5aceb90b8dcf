import { checkFields, checkOnlyFields, interval, wholeInterval } from '@sgmrl/codecs';
import { checkBounded, checkSize } from '@sgmrl/policies';
import { activations, type Activation } from './mlp';

/** The most hidden layers. */
export const mostLayers = 16;

/** Sizes of a hidden layer. */
export const units = wholeInterval(1, 4096);

/** log σ at the start: σ lies between 4.5e-5 and 2.2e4. */
export const initialLogStds = interval(-10, 10);

/** What determines a categorical MLP: a network from observations to one logit for each action. */
export interface CategoricalMlpSpec {
  /** How many numbers an observation has, from 1 on. */
  readonly observationSize: number;
  /** How many actions there are. */
  readonly actions: number;
  /**
   * Widths of the hidden layers, up to 16 of 1 to 4096; none makes the logits affine in the
   * observation.
   */
  readonly hidden: readonly number[];
  /** The nonlinearity after every hidden layer. */
  readonly activation: Activation;
}

/**
 * What determines a Gaussian MLP: a network from observations to means, and a σ for each component
 * of the action.
 */
export interface GaussianMlpSpec {
  /** How many numbers an observation has, from 1 on. */
  readonly observationSize: number;
  /** How many numbers an action has, from 1 on. */
  readonly actionSize: number;
  /**
   * Widths of the hidden layers, up to 16 of 1 to 4096; none makes the mean affine in the
   * observation.
   */
  readonly hidden: readonly number[];
  /** The nonlinearity after every hidden layer. */
  readonly activation: Activation;
  /** log σ of every component at the start, in [−10, 10]. */
  readonly initialLogStd: number;
}

const checkNetwork = (spec: CategoricalMlpSpec | GaussianMlpSpec, name: string): void => {
  const { observationSize, hidden, activation } = spec;
  checkSize(`${name}: observationSize`, observationSize);
  checkFields(name, spec, { hidden: 'a list' });
  hidden.forEach((width, l) => {
    checkBounded(`${name}: hidden[${String(l)}]`, units, width);
  });
  if (hidden.length > mostLayers)
    throw new RangeError(
      `${name}: hidden: expected at most ${String(mostLayers)} layers, found ${String(hidden.length)}`,
    );
  if (!activations.includes(activation))
    throw new RangeError(
      `${name}: activation: expected ${activations.join(' or ')}, found ${String(activation)}`,
    );
};

/** Throws a RangeError unless a spec describes a network. */
export const checkCategoricalMlp = (spec: CategoricalMlpSpec): void => {
  checkOnlyFields('categoricalMlp', spec, {
    observationSize: 'anything',
    actions: 'anything',
    hidden: 'anything',
    activation: 'anything',
  });
  checkNetwork(spec, 'categoricalMlp');
  checkSize('categoricalMlp: actions', spec.actions);
};

/** Throws a RangeError unless a spec describes a network and a standard deviation. */
export const checkGaussianMlp = (spec: GaussianMlpSpec): void => {
  checkOnlyFields('gaussianMlp', spec, {
    observationSize: 'anything',
    actionSize: 'anything',
    hidden: 'anything',
    activation: 'anything',
    initialLogStd: 'anything',
  });
  checkNetwork(spec, 'gaussianMlp');
  checkSize('gaussianMlp: actionSize', spec.actionSize);
  checkBounded('gaussianMlp: initialLogStd', initialLogStds, spec.initialLogStd);
};
