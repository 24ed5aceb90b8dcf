import { uniform } from '@sgmrl/prng';
import { categoricalHead, softmax } from './categorical-head';
import { drawIndex } from './draw-index';
import type { WasmBackendReady } from './backend';
import { initializeLayers, layersOf } from './mlp';
import { mlpOperations } from './mlp-operations';
import type { CategoricalMlpSpec } from './mlp-spec';
import type { Policy } from './policy';

export const categoricalMlp =
  ({ algebra }: Pick<WasmBackendReady, 'algebra'>) =>
  (spec: CategoricalMlpSpec): Policy => {
    const { observationSize, actions, hidden, activation } = spec;
    const layers = layersOf([observationSize, ...hidden, actions]);
    const { outputs, ...operations } = mlpOperations(
      algebra,
      { layers, activation },
      categoricalHead(actions),
    );
    return {
      name: `categorical-mlp(${[observationSize, ...hidden, actions].join('-')}, ${activation})`,
      ...operations,
      initialize: (key) => {
        const theta = new Float64Array(operations.dimension);
        initializeLayers(theta, layers, key);
        return theta;
      },
      sample: (parameters, observations, key) => {
        const logits = outputs(parameters, observations);
        const u = uniform(key, observations.rows);
        const p = new Float64Array(actions);
        const data = new Float64Array(observations.rows);
        for (let k = 0; k < data.length; k += 1) {
          softmax(logits, k * actions, p);
          data[k] = drawIndex(p, 0, actions, u[k]);
        }
        return { rows: observations.rows, columns: 1, data };
      },
    };
  };
