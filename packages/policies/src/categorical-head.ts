import type { Vector } from '@sgmrl/vector';
import type { Head, OutputRows } from './head';

/** Calls f with the place of each row's first logit, its probabilities, its action and its number. */
const forEachRow = (
  size: number,
  { outputs, actions, first, count }: OutputRows,
  f: (place: number, p: Float64Array, action: number, row: number) => void,
): void => {
  const p = new Float64Array(size);
  for (let k = 0; k < count; k += 1) {
    softmax(outputs, k * size, p);
    f(k * size, p, actions[first + k], first + k);
  }
};

/** p_b = exp z_b / Σ_c exp z_c for the logits at `place`; returns log Σ_c exp z_c. */
export const softmax = (logits: Vector, place: number, p: Float64Array): number => {
  let greatest = -Infinity;
  for (let b = 0; b < p.length; b += 1) greatest = Math.max(greatest, logits[place + b]);
  let total = 0;
  for (let b = 0; b < p.length; b += 1) total += p[b] = Math.exp(logits[place + b] - greatest);
  for (let b = 0; b < p.length; b += 1) p[b] /= total;
  return greatest + Math.log(total);
};

/** Σ_b p_b ż_b */
const meanTangent = (p: Float64Array, tangents: Float32Array, place: number): number => {
  let mean = 0;
  for (let b = 0; b < p.length; b += 1) mean += p[b] * tangents[place + b];
  return mean;
};

/**
 * The categorical distribution with logits z = y; an action is one index. With p = softmax z:
 *
 *     ℓ = z_a − log Σ_b exp z_b      ∂ℓ/∂z_b = [b = a] − p_b      ℓ̇ = ż_a − ⟨p, ż⟩      ([b = a] − p_b)˙ = −p_b (ż_b − ⟨p, ż⟩)
 */
export const categoricalHead = (size: number): Head => ({
  size: 0,

  at: () => ({
    logProbability: ({ outputs, actions, first, count }, into) => {
      const p = new Float64Array(size);
      for (let k = 0; k < count; k += 1) {
        const normalizer = softmax(outputs, k * size, p);
        into[first + k] = outputs[k * size + actions[first + k]] - normalizer;
      }
    },
    score: (rows, w, adjoint) => {
      forEachRow(size, rows, (place, p, action, row) => {
        for (let b = 0; b < size; b += 1) adjoint[place + b] = w[row] * ((b === action ? 1 : 0) - p[b]);
      });
    },
  }),

  along: () => ({
    directional: (rows, into) => {
      forEachRow(size, rows, (place, p, action, row) => {
        into[row] = rows.tangents[place + action] - meanTangent(p, rows.tangents, place);
      });
    },
    curvature: (rows, w, omega, adjoint, adjointTangent) => {
      forEachRow(size, rows, (place, p, action, row) => {
        const mean = meanTangent(p, rows.tangents, place);
        for (let b = 0; b < size; b += 1) {
          const slope = (b === action ? 1 : 0) - p[b];
          adjoint[place + b] = w[row] * slope;
          adjointTangent[place + b] = omega[row] * slope - w[row] * p[b] * (rows.tangents[place + b] - mean);
        }
      });
    },
  }),
});
