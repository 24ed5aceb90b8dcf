import { exp, log } from '@sgmrl/elementary';
import { checkActionRows } from '@sgmrl/policies';
import type { Head } from './head';

const halfLogTwoPi = 0.5 * log(2 * Math.PI);

/**
 * The normal distribution with mean y and independent components of standard deviation σ_j = exp
 * φ_j. In the standardised action e_j = (a_j − y_j)/σ_j:
 *
 *     ℓ = −Σ_j (½ e_j² + φ_j + ½ log 2π)      ∂ℓ/∂y_j = e_j/σ_j      ∂ℓ/∂φ_j = e_j² − 1
 *     ė_j = −ẏ_j/σ_j − e_j φ̇_j                (e_j/σ_j)˙ = (ė_j − e_j φ̇_j)/σ_j      (e_j² − 1)˙ = 2 e_j ė_j
 */
export const gaussianHead = (size: number): Head => ({
  size,

  checkActions: (data) => {
    checkActionRows(data, size);
  },

  at: (own) => {
    const precision = Float64Array.from(own, (logStd) => exp(-logStd));
    return {
      logProbability: ({ rows, outputs, actions }) => {
        const out = new Float64Array(rows);
        for (let k = 0, i = 0; k < rows; k += 1)
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[i] - outputs[i]) * precision[j];
            out[k] -= 0.5 * e * e + own[j] + halfLogTwoPi;
          }
        return out;
      },
      slopes: ({ rows, outputs, actions }) => {
        const out = new Float64Array(rows * size);
        for (let k = 0, i = 0; k < rows; k += 1)
          for (let j = 0; j < size; j += 1, i += 1)
            out[i] = (actions[i] - outputs[i]) * precision[j] * precision[j];
        return out;
      },
      ownScore: ({ rows, outputs, actions }, w) => {
        const out = new Float64Array(size);
        for (let k = 0, i = 0; k < rows; k += 1)
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[i] - outputs[i]) * precision[j];
            out[j] += w[k] * (e * e - 1);
          }
        return out;
      },
    };
  },

  along: (own, ownDirection) => {
    const precision = Float64Array.from(own, (logStd) => exp(-logStd));
    return {
      directional: ({ rows, outputs, tangents, actions }) => {
        const out = new Float64Array(rows);
        for (let k = 0, i = 0; k < rows; k += 1)
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[i] - outputs[i]) * precision[j];
            out[k] += e * tangents[i] * precision[j] + (e * e - 1) * ownDirection[j];
          }
        return out;
      },
      slopeTangents: ({ rows, outputs, tangents, actions }) => {
        const out = new Float64Array(rows * size);
        for (let k = 0, i = 0; k < rows; k += 1)
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[i] - outputs[i]) * precision[j];
            const tangentE = -tangents[i] * precision[j] - e * ownDirection[j];
            out[i] = (tangentE - e * ownDirection[j]) * precision[j];
          }
        return out;
      },
      ownCurvature: ({ rows, outputs, tangents, actions }, w) => {
        const out = new Float64Array(size);
        for (let k = 0, i = 0; k < rows; k += 1)
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[i] - outputs[i]) * precision[j];
            const tangentE = -tangents[i] * precision[j] - e * ownDirection[j];
            out[j] += w[k] * 2 * e * tangentE;
          }
        return out;
      },
    };
  },
});
