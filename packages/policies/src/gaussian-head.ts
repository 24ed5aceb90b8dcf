import type { Head } from './head';

const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);

/**
 * The normal distribution with mean y and independent components of standard deviation σ_j = exp φ_j. In the
 * standardised action e_j = (a_j − y_j)/σ_j:
 *
 *     ℓ = −Σ_j (½ e_j² + φ_j + ½ log 2π)      ∂ℓ/∂y_j = e_j/σ_j      ∂ℓ/∂φ_j = e_j² − 1
 *     ė_j = −ẏ_j/σ_j − e_j φ̇_j                (e_j/σ_j)˙ = (ė_j − e_j φ̇_j)/σ_j      (e_j² − 1)˙ = 2 e_j ė_j
 */
export const gaussianHead = (size: number): Head => ({
  size,

  at: (own) => {
    const precision = Float64Array.from(own, (logStd) => Math.exp(-logStd));
    return {
      logProbability: ({ outputs, actions, first, count }, into) => {
        for (let k = 0, i = 0; k < count; k += 1) {
          let total = 0;
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[first * size + i] - outputs[i]) * precision[j];
            total += 0.5 * e * e + own[j] + halfLogTwoPi;
          }
          into[first + k] = -total;
        }
      },
      score: ({ outputs, actions, first, count }, w, adjoint, gradient) => {
        for (let k = 0, i = 0; k < count; k += 1) {
          const weight = w[first + k];
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[first * size + i] - outputs[i]) * precision[j];
            adjoint[i] = weight * e * precision[j];
            gradient[j] += weight * (e * e - 1);
          }
        }
      },
    };
  },

  along: (own, ownDirection) => {
    const precision = Float64Array.from(own, (logStd) => Math.exp(-logStd));
    return {
      directional: ({ outputs, tangents, actions, first, count }, into) => {
        for (let k = 0, i = 0; k < count; k += 1) {
          let total = 0;
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[first * size + i] - outputs[i]) * precision[j];
            total += e * tangents[i] * precision[j] + (e * e - 1) * ownDirection[j];
          }
          into[first + k] = total;
        }
      },
      curvature: (
        { outputs, tangents, actions, first, count },
        w,
        omega,
        adjoint,
        adjointTangent,
        gradient,
      ) => {
        for (let k = 0, i = 0; k < count; k += 1) {
          const weight = w[first + k];
          const scoreWeight = omega[first + k];
          for (let j = 0; j < size; j += 1, i += 1) {
            const e = (actions[first * size + i] - outputs[i]) * precision[j];
            const tangentE = -tangents[i] * precision[j] - e * ownDirection[j];
            adjoint[i] = weight * e * precision[j];
            adjointTangent[i] = (weight * (tangentE - e * ownDirection[j]) + scoreWeight * e) * precision[j];
            gradient[j] += weight * 2 * e * tangentE + scoreWeight * (e * e - 1);
          }
        }
      },
    };
  },
});
