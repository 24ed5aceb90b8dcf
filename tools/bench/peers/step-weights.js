/**
 * What the estimators multiply log-probabilities with, of one task, in plain JavaScript: these loops
 * are over a few thousand numbers.
 *
 * A batch has numbers [trajectory][step]; `mask` is one until a trajectory ends, and all others are
 * zero from there on.
 */
import * as nav from './navigation.js';

const features = 8;

/** The weights x of (A + ridge) x = b, A symmetric; by Gaussian elimination. */
const solve = (a, b) => {
  const rows = Array.from(b, (right, i) => [...a.subarray(i * features, (i + 1) * features), right]);
  rows.forEach((row, i) => (row[i] += nav.ridge));
  for (let i = 0; i < features; i++) {
    for (let k = i + 1; k < features; k++) {
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j <= features; j++) rows[k][j] -= factor * rows[i][j];
    }
  }
  const x = new Float64Array(features);
  for (let i = features - 1; i >= 0; i--) {
    x[i] = rows[i][features];
    for (let j = i + 1; j < features; j++) x[i] -= rows[i][j] * x[j];
    x[i] /= rows[i][i];
  }
  return x;
};

/** Features of every step, and for each trajectory the sums of the baseline's least squares. */
const leastSquares = ({ trajectories, steps, observations, rewards, mask }) => {
  const phi = new Float64Array(trajectories * steps * features);
  const gram = new Float64Array(trajectories * features * features);
  const moment = new Float64Array(trajectories * features);
  for (let n = 0; n < trajectories; n++) {
    let target = 0;
    for (let h = steps - 1; h >= 0; h--) {
      const i = n * steps + h;
      target = rewards[i] + nav.discount * target;
      if (mask[i] === 0) continue;
      const [x, y, t] = [observations[2 * i], observations[2 * i + 1], h / 100];
      const row = [x, y, x * x, y * y, t, t * t, t * t * t, 1];
      phi.set(row, i * features);
      for (let j = 0; j < features; j++) {
        moment[n * features + j] += row[j] * target;
        for (let k = 0; k < features; k++) gram[(n * features + j) * features + k] += row[j] * row[k];
      }
    }
  }
  return { phi, gram, moment };
};

/** Sums over the trajectories but one. */
const sumWithout = (sums, trajectories, leftOut) => {
  const size = sums.length / trajectories;
  const total = new Float64Array(size);
  for (let n = 0; n < trajectories; n++)
    if (n !== leftOut) for (let i = 0; i < size; i++) total[i] += sums[n * size + i];
  return total;
};

/** Normalised advantages of the trajectories but one, from GAE over the baseline that is fitted to them. */
const weightsWithout = (batch, { phi, gram, moment }, leftOut) => {
  const { trajectories, steps, rewards, mask } = batch;
  const coefficients = solve(
    sumWithout(gram, trajectories, leftOut),
    sumWithout(moment, trajectories, leftOut),
  );
  const advantages = new Float64Array(trajectories * steps);
  let [count, kept, total] = [0, 0, 0];
  for (let n = 0; n < trajectories; n++) {
    if (n === leftOut) continue;
    kept += mask[n * steps];
    let [following, advantage] = [0, 0];
    for (let i = (n + 1) * steps - 1; i >= n * steps; i--) {
      if (mask[i] === 0) continue;
      let value = 0;
      for (let j = 0; j < features; j++) value += phi[i * features + j] * coefficients[j];
      advantage = rewards[i] + nav.discount * following - value + nav.decay * advantage;
      following = value;
      advantages[i] = advantage;
      total += advantage;
      count++;
    }
  }
  const mean = total / count;
  const isKept = (i) => mask[i] === 1 && Math.floor(i / steps) !== leftOut;
  const squares = advantages.reduce((sum, a, i) => (isKept(i) ? sum + (a - mean) ** 2 : sum), 0);
  const scale = kept / count / (Math.sqrt(squares / count) + nav.epsilon);
  return advantages.map((a, i) => (isKept(i) ? (a - mean) * scale : 0));
};

export const stepWeights = (batch) => weightsWithout(batch, leastSquares(batch), -1);

/** The same for all steps of a trajectory: f(its number), where it has not ended. */
const perTrajectory = ({ trajectories, steps, mask }, f) => {
  const values = Array.from({ length: trajectories }, (_, n) => f(n));
  return mask.map((m, i) => m * values[Math.floor(i / steps)]);
};

const sumOfProducts = (a, b, from = 0, to = a.length) => {
  let sum = 0;
  for (let i = from; i < to; i++) sum += a[i] * b[i];
  return sum;
};

const firstOrder = (batch, w, d) =>
  perTrajectory(
    batch,
    (n) => (nav.stepSize / batch.trajectories) * sumOfProducts(w, d, n * batch.steps, (n + 1) * batch.steps),
  );

const firstOrderCausal = ({ trajectories, steps, mask }, w, d) => {
  const omega = new Float64Array(trajectories * steps);
  for (let n = 0; n < trajectories; n++) {
    const [first, end] = [n * steps, (n + 1) * steps];
    let [past, later] = [0, sumOfProducts(w, d, first, end)];
    for (let i = first; i < end; i++) {
      past = d[i] * mask[i] + nav.decay * past;
      later -= w[i] * d[i];
      omega[i] = ((nav.stepSize * (w[i] * past + later)) / trajectories) * mask[i];
    }
  }
  return omega.map((own, i) => {
    let [count, total] = [0, 0];
    for (let k = i % steps; k < omega.length; k += steps)
      [count, total] = [count + mask[k], total + omega[k]];
    return (count > 1 ? own - (total - own) / (count - 1) : own) * mask[i];
  });
};

const leaveOneOutLinear = (batch, w, d) => {
  const sums = leastSquares(batch);
  const whole = sumOfProducts(w, d) / batch.trajectories;
  return perTrajectory(
    batch,
    (n) =>
      nav.stepSize * (whole - sumOfProducts(weightsWithout(batch, sums, n), d) / (batch.trajectories - 1)),
  );
};

/**
 * Parts of the meta-gradient beside curvature: weights of log-probabilities from a batch, the weights
 * of its steps, and the derivatives of their log-probabilities along the vector that comes back.
 */
export const debiasings = {
  'first-order': firstOrder,
  'first-order-causal': firstOrderCausal,
  'leave-one-out-linear': leaveOneOutLinear,
};
