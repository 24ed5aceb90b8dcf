import { exp, log } from '@sgmrl/elementary';
import { checkActionRows, checkIndices } from '@sgmrl/policies';
import type { Vector } from '@sgmrl/vector';
import type { Head } from './head';

/**
 * Fills p_b = exp z_b / Σ_c exp z_c for the logits from `start` on, as many as p has; returns log
 * Σ_c exp z_c.
 */
export const softmax = (logits: Vector, start: number, p: Float64Array): number => {
  let greatest = -Infinity;
  for (let b = 0; b < p.length; b += 1) greatest = Math.max(greatest, logits[start + b]);
  let total = 0;
  for (let b = 0; b < p.length; b += 1) total += p[b] = exp(logits[start + b] - greatest);
  for (let b = 0; b < p.length; b += 1) p[b] /= total;
  return greatest + log(total);
};

/** ⟨p, ż⟩ for the tangents of logits from `start` on. */
const meanOf = (p: Float64Array, tangents: Vector, start: number): number => {
  let mean = 0;
  for (let b = 0; b < p.length; b += 1) mean += p[b] * tangents[start + b];
  return mean;
};

/**
 * The categorical distribution with logits z = y; an action is one index. With p = softmax z:
 *
 *     ℓ = z_a − log Σ_b exp z_b      ∂ℓ/∂z_b = [b = a] − p_b      ℓ̇ = ż_a − ⟨p, ż⟩      ([b = a] − p_b)˙ = −p_b (ż_b − ⟨p, ż⟩)
 */
export const categoricalHead = (size: number): Head => ({
  size: 0,

  checkActions: (data) => {
    checkActionRows(data, 1);
    checkIndices('actions', data.actions.data, size);
  },

  at: () => ({
    logProbability: ({ rows, outputs, actions }) => {
      const p = new Float64Array(size);
      const out = new Float64Array(rows);
      for (let k = 0; k < rows; k += 1)
        out[k] = outputs[k * size + actions[k]] - softmax(outputs, k * size, p);
      return out;
    },
    slopes: ({ rows, outputs, actions }) => {
      const p = new Float64Array(size);
      const out = new Float64Array(rows * size);
      for (let k = 0, i = 0; k < rows; k += 1) {
        softmax(outputs, k * size, p);
        for (let b = 0; b < size; b += 1, i += 1) out[i] = (b === actions[k] ? 1 : 0) - p[b];
      }
      return out;
    },
    ownScore: () => new Float64Array(0),
  }),

  along: () => ({
    directional: ({ rows, outputs, tangents, actions }) => {
      const p = new Float64Array(size);
      const out = new Float64Array(rows);
      for (let k = 0; k < rows; k += 1) {
        softmax(outputs, k * size, p);
        out[k] = tangents[k * size + actions[k]] - meanOf(p, tangents, k * size);
      }
      return out;
    },
    slopeTangents: ({ rows, outputs, tangents }) => {
      const p = new Float64Array(size);
      const out = new Float64Array(rows * size);
      for (let k = 0, i = 0; k < rows; k += 1) {
        softmax(outputs, k * size, p);
        const mean = meanOf(p, tangents, k * size);
        for (let b = 0; b < size; b += 1, i += 1) out[i] = -p[b] * (tangents[i] - mean);
      }
      return out;
    },
    ownCurvature: () => new Float64Array(0),
  }),
});
