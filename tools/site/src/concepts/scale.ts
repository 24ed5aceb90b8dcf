import { exp } from '@sgmrl/elementary';
import { outerEstimate } from '@sgmrl/estimators';
import { tabularSoftmax } from '@sgmrl/policies';
import { point, type LineFigure } from '@sgmrl/report';
import { fromWeightsSpec, trajectoryBatch, type Weighting } from '@sgmrl/rollouts';
import { multisets, returnGradient } from '@sgmrl/theory';

/** A bandit of three arms, and a policy that likes the worst one best. */
export const bandit = {
  mdp: { initial: [1], transitions: [[[1], [1], [1]]], rewards: [[0, 0.3, 1]], horizon: 1 },
  logits: [1, 0, -1],
};

const policy = tabularSoftmax(1, 3);
const likelihoods = bandit.logits.map(exp);
const total = likelihoods.reduce((sum, x) => sum + x, 0);
const probabilities = likelihoods.map((x) => x / total);

const batchOf = (arms: readonly number[]) =>
  trajectoryBatch(arms.map((action) => [{ observation: 0, action, reward: bandit.mdp.rewards[0][action] }]));

/** E[ĝ] with outer weights, over all batches of M trajectories. */
export const meanGradient = (outerWeights: Weighting, size: number): readonly number[] => {
  const estimate = outerEstimate(policy, { discount: 1, outerWeights });
  const sum = [0, 0, 0];
  for (const { indices, orders } of multisets(3, size)) {
    const probability = indices.reduce((product, arm) => product * probabilities[arm], orders);
    const { gradient } = estimate(bandit.logits, batchOf(indices));
    sum.forEach((_, i) => (sum[i] += probability * gradient[i]));
  }
  return sum;
};

/** ∇J */
export const exactGradient: readonly number[] = Array.from(
  returnGradient(bandit.mdp, 1)(bandit.logits).gradient,
);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, x, i) => sum + x * b[i], 0);

/** The angle between E[ĝ] and ∇J, in degrees. */
export const angle = (outerWeights: Weighting, size: number): number => {
  const mean = meanGradient(outerWeights, size);
  const cosine = dot(mean, exactGradient) / Math.sqrt(dot(mean, mean) * dot(exactGradient, exactGradient));
  return (180 / Math.PI) * Math.acos(Math.min(1, cosine));
};

const sizes = [2, 4, 8, 16, 32];

const lines: readonly (readonly [string, Weighting])[] = [
  ['scale of the batch', fromWeightsSpec({ kind: 'normalised-advantage', lambda: 1 })],
  ['a scale known before', fromWeightsSpec({ kind: 'scaled-advantage', lambda: 1, scale: 2 })],
];

/** How far the mean outer gradient of a bandit points astray, against M. */
export const angles: LineFigure = {
  id: 'angle',
  title: 'Angle of the mean gradient',
  description:
    'With the scale of each batch the angle falls as batches grow, and is not zero. With a scale that is known before it is zero.',
  x: { label: 'outer trajectories M', scale: 'log' },
  y: { label: 'angle to ∇J, degrees', scale: 'linear' },
  symbols: true,
  series: lines.map(([name, weights], style) => ({
    name,
    style,
    points: sizes.map((size) => point(size, angle(weights, size))),
  })),
};
