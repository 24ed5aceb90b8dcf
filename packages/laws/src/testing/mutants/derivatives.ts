import { fromThree } from '@sgmrl/policies';
import { scale } from '@sgmrl/vector';
import { gaussianLine } from '../continuous';
import { derived, type Mutant } from './mutant';

const { weightedScore, directionalDerivative, hessianVectorProduct, dimension } = gaussianLine;

const buffer = new Float64Array(dimension);

/** Breakages of the differential operations of {@link gaussianLine}. */
export const derivativeMutants: readonly Mutant[] = [
  [
    'sums the scores of four rows at most',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        weightedScore(
          theta,
          data,
          Array.from(w, (x, k) => (k < 4 ? x : 0)),
        ),
    }),
  ],
  [
    'stops at the first row without weight',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) => {
        const end = Array.from(w).indexOf(0);
        return weightedScore(
          theta,
          data,
          Array.from(w, (x, k) => (end < 0 || k < end ? x : 0)),
        );
      },
    }),
  ],
  [
    'has half the score of log sigma',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        Float64Array.from(weightedScore(theta, data, w), (x, i) => (i < 4 ? x : x / 2)),
      directionalDerivative: (theta, data, v) =>
        directionalDerivative(
          theta,
          data,
          Array.from(v, (x, i) => (i < 4 ? x : x / 2)),
        ),
    }),
  ],
  [
    'has the score of the variance',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        Float64Array.from(weightedScore(theta, data, w), (x, i) => (i < 4 ? x : x / Math.exp(theta[i]))),
    }),
  ],
  [
    'forgets the slope of the mean in its score',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        Float64Array.from(weightedScore(theta, data, w), (x, i) => (i === 1 ? 0 : x)),
    }),
  ],
  [
    'means scores instead of summing them',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) => scale(1 / data.actions.rows, weightedScore(theta, data, w)),
    }),
  ],
  [
    'ignores weights',
    'score',
    derived(gaussianLine, {
      weightedScore: (theta, data, w) =>
        weightedScore(
          theta,
          data,
          Array.from(w, () => 1),
        ),
    }),
  ],
  [
    'has the Hessian of another sign',
    'curvature',
    derived(gaussianLine, {
      hessianVectorProduct: (theta, data, w, v) => scale(-1, hessianVectorProduct(theta, data, w, v)),
    }),
  ],
  [
    'has a Hessian without its mixed terms',
    'curvature',
    derived(gaussianLine, {
      hessianVectorProduct: (theta, data, w, v) => {
        const apart = [0, 1].map((half) =>
          hessianVectorProduct(
            theta,
            data,
            w,
            Array.from(v, (x, i) => (i < 4 === (half === 0) ? x : 0)),
          ),
        );
        return Float64Array.from(v, (_, i) => apart[i < 4 ? 0 : 1][i]);
      },
    }),
  ],
  [
    'forgets the score in the combined operation',
    'combined operation',
    { curvatureAndScore: hessianVectorProduct },
  ],
  [
    'weighs by d at other parameters in the combined operation',
    'combined operation',
    {
      curvatureAndScore: (theta, data, w, v, omega) =>
        fromThree(gaussianLine).curvatureAndScore(theta, data, w, v, (d) => scale(2, omega(d))),
    },
  ],
  [
    'gives the first of many scores for all',
    'weighted scores',
    {
      weightedScores: (theta, data, ws) => ws.map(() => weightedScore(theta, data, ws[0])),
    },
  ],
  [
    'gives all scores in one buffer',
    'calls leave the rest',
    {
      weightedScore: (theta, data, w) => {
        buffer.set(Array.from(weightedScore(theta, data, w)));
        return buffer;
      },
    },
  ],
];
