import { presets, type Config } from '@sgmrl/experiments';

/** Few tasks, trajectories and steps. */
const small = (config: Config): Config => ({
  ...config,
  environment:
    'actionScale' in config.environment ? { ...config.environment, horizon: 20 } : config.environment,
  algorithm: { ...config.algorithm, metaBatchSize: 2, trajectories: 4, evaluationTrajectories: 4 },
});

/** What no preset has: momentum, clipping, and a learning rate that decays smoothly. */
const decaying: Config = {
  ...presets['tabular-quick'].config,
  iterations: 30,
  optimizer: {
    kind: 'momentum',
    learningRate: 0.5,
    decay: 0.9,
    maxNorm: 0.1,
    schedule: { kind: 'exponential-decay', rate: 0.9, steps: 3 },
  },
};

/** What no preset has: networks that see indices as unit vectors, and these activations. */
const oneHot = (activation: 'leaky-relu' | 'elu' | 'softplus'): Config => ({
  ...presets['tabular-quick'].config,
  iterations: 5,
  policy: { kind: 'categorical-mlp', hidden: [6, 5], activation },
});

/**
 * A short run of every preset, and of what presets leave out, by name. Adam needs four steps to
 * tell one power from another.
 */
export const shortRuns: Readonly<Record<string, Config>> = {
  ...Object.fromEntries(
    Object.entries(presets).map(([name, { config }]) => [name, small({ ...config, iterations: 5 })]),
  ),
  decaying: small(decaying),
  'one-hot-leaky-relu': small(oneHot('leaky-relu')),
  'one-hot-elu': small(oneHot('elu')),
  'one-hot-softplus': small(oneHot('softplus')),
};

/**
 * Some of them in fused arithmetic: analytic networks, gradients of tfjs, and a trust region.
 */
export const fusedRuns: Readonly<Record<string, Config>> = Object.fromEntries(
  ['navigation-2d-quick', 'navigation-2d-trpo', 'cart-pole-quick', 'one-hot-elu'].map((name) => [
    name,
    { ...shortRuns[name], arithmetic: 'fused' },
  ]),
);
