import { describeError, presets, startRun, type Config } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';

/** Trains a run into a folder, to its end or so many iterations. */
export const train = async (directory: string, config: Config, stopAfter?: number): Promise<void> => {
  let done = 0;
  const trained = await startRun(config, directory, {
    workers: { threads: 0, module: '' },
    onStart: () => undefined,
    onIteration: () => (done += 1),
    stopRequested: () => done === stopAfter,
  })();
  if (E.isLeft(trained)) throw new Error(describeError(trained.left));
};

/** A configuration cut down to a fraction of a second. */
export const small = (config: Config, changes: Partial<Config['algorithm']>, seed = 1): Config => ({
  ...config,
  seed,
  iterations: 3,
  algorithm: {
    ...config.algorithm,
    metaBatchSize: 2,
    trajectories: 3,
    evaluationTrajectories: 3,
    ...changes,
  },
});

/** A policy that observes its task and does not adapt. */
export const oracle = (config: Config): Config => ({
  ...config,
  environment:
    config.environment.kind === 'task-aware'
      ? config.environment
      : { kind: 'task-aware', environment: config.environment },
  policy: { kind: 'categorical-mlp', hidden: [4], activation: 'tanh' },
  algorithm: { ...config.algorithm, estimator: 'maml', innerSteps: 0 },
});

export const tabular = presets['tabular-quick'].config;

export const navigation: Config = {
  ...presets['navigation-2d-quick'].config,
  environment: {
    kind: 'navigation-2d',
    horizon: 12,
    goalHalfWidth: 0.5,
    positionHalfWidth: 0.5,
    actionScale: 0.01,
    displacementLimit: 0.1,
    goalTolerance: 0.01,
  },
};

export const cartPole = presets['cart-pole-quick'].config;
