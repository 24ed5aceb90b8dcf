import { normal } from '@sgmrl/prng';
import { gaussianHead } from './gaussian-head';
import type { WasmBackendReady } from './backend';
import { initializeLayers, layersOf, sizeOf } from './mlp';
import { mlpOperations } from './mlp-operations';
import type { GaussianMlpSpec } from './mlp-spec';
import type { Policy } from './policy';

export const gaussianMlp =
  ({ algebra }: Pick<WasmBackendReady, 'algebra'>) =>
  (spec: GaussianMlpSpec): Policy => {
    const { observationSize, actionSize, hidden, activation, initialLogStd } = spec;
    const layers = layersOf([observationSize, ...hidden, actionSize]);
    const logStds = sizeOf(layers);
    const { outputs, ...operations } = mlpOperations(
      algebra,
      { layers, activation },
      gaussianHead(actionSize),
    );
    return {
      name: `gaussian-mlp(${[observationSize, ...hidden, actionSize].join('-')}, ${activation})`,
      ...operations,
      initialize: (key) => {
        const theta = new Float64Array(operations.dimension).fill(initialLogStd, logStds);
        initializeLayers(theta, layers, key);
        return theta;
      },
      sample: (parameters, observations, key) => {
        const data = outputs(parameters, observations);
        const z = normal(key, data.length);
        for (let j = 0; j < actionSize; j += 1) {
          const std = Math.exp(parameters[logStds + j]);
          for (let i = j; i < data.length; i += actionSize) data[i] += std * z[i];
        }
        return { rows: observations.rows, columns: actionSize, data };
      },
    };
  };
