/**
 * Meta-gradients of some tasks of 2-D navigation in jax-js, on its WebAssembly backend.
 *
 * Every parameter has a leading axis of tasks, so that one call serves all of them, and the sum over
 * tasks of their objectives has the gradients of each. With `vmap` instead, the axis of tasks becomes
 * the last one of a product, whose loops then cannot use vector instructions.
 *
 * A function of jax-js owns the arrays that it is given: `.ref` keeps one for another use.
 */
import { grad, jit, jvp, numpy as np, random, tree } from '@jax-js/jax';
import * as nav from './navigation.js';
import { debiasings, stepWeights } from './step-weights.js';

/** As `np.tanh`, with fewer operations to differentiate. */
const tanh = (x) => np.subtract(1, np.trueDivide(2, np.exp(x.mul(2)).add(1)));

/** Of rows [task, row, 2] under parameters of each task, or [row, 2] under parameters that all share. */
const meanAction = ([w1, b1, w2, b2, w3, b3], rows) => {
  const layer = (x, w, b) => np.matmul(x, w).add(np.expandDims(b, -2));
  return layer(tanh(layer(tanh(layer(rows, w1, b1)), w2, b2)), w3, b3);
};

/** [task, row] */
const logProbability = ([...network], { observations, actions }) => {
  const logStd = network.pop();
  const inverse = np.expandDims(np.exp(logStd.ref.mul(-1)), 1);
  const e = actions.sub(meanAction(network, observations)).mul(inverse);
  const normaliser = np.expandDims(logStd.sum(-1).add(Math.log(2 * Math.PI)), 1);
  return np.square(e).sum(-1).mul(-0.5).sub(normaliser);
};

/** The sum of weighted log-probabilities of all tasks. */
const weighted = (theta, weights, batch) => weights.mul(logProbability(theta, batch)).sum();

const score = jit(grad(weighted));

const ascend = (theta, gradient) => theta.map((p, i) => p.add(gradient[i].mul(nav.stepSize)));

const adapt = jit((theta, weights, batch) =>
  ascend(
    theta.map((p) => p.ref),
    grad(weighted)(theta, weights, batch),
  ),
);

/**
 * The Hessian of {@link weighted} times a vector, and the derivative of each log-probability along it.
 * This way round each cotangent of a product has one use; that of a forward derivative of `grad` has
 * two, and jax-js would write it out for all columns of the product.
 */
const along = jit((theta, weights, batch, vector) => {
  const derivative = (p, w) => {
    const [value, change] = jvp((q) => weighted(q, w, batch), [p], [vector]);
    value.dispose();
    return change;
  };
  return grad(derivative, { argnums: [0, 1] })(theta, weights);
});

const ascent = jit(ascend);
const add = jit((one, other) => one.map((p, i) => p.add(other[i])));
const action = jit(([...network], rows) => {
  network.pop().dispose();
  return meanAction(network, rows);
});

const upload = (values, shape) => np.array(values, { shape });

/** Copies what an array holds, and frees it. */
const download = (array) => array.dataSync();

/** The rows of each task in one typed array. */
const ofTask = (values, task, tasks) => {
  const size = values.length / tasks;
  return values.subarray(task * size, (task + 1) * size);
};

/** One value for each step of all tasks, from those of each task. */
const perStep = (tasks, f) => Float32Array.from(Array.from({ length: tasks }, (_, b) => [...f(b)]).flat());

/** Arrays of the size of a batch of all tasks, with numbers [task][trajectory][step]. */
const emptyBatch = (rows) => ({
  observations: new Float32Array(2 * rows),
  actions: new Float32Array(2 * rows),
  rewards: new Float32Array(rows),
  mask: new Float32Array(rows),
});

/** The part of a batch that is one task's. */
const taskBatch = ({ tasks, trajectories, steps }, batch, task) => ({
  trajectories,
  steps,
  observations: ofTask(batch.observations, task, tasks),
  rewards: ofTask(batch.rewards, task, tasks),
  mask: ofTask(batch.mask, task, tasks),
});

const within = (limit, x) => Math.max(-limit, Math.min(limit, x));

/** A step of the environment for trajectory i of all, whose row of the batch is given. */
const stepOne = (batch, row, i, goal, { position, running, action }) => {
  let [square, largest] = [0, 0];
  for (const [c, target] of goal.entries()) {
    const x = position[2 * i + c];
    batch.observations[2 * row + c] = x * running[i];
    batch.actions[2 * row + c] = action[2 * i + c] * running[i];
    const move = within(nav.displacementLimit, nav.actionScale * action[2 * i + c]);
    const following = within(nav.positionHalfWidth, x + move);
    position[2 * i + c] = following;
    square += (following - target) ** 2;
    largest = Math.max(largest, Math.abs(following - target));
  }
  batch.rewards[row] = -Math.sqrt(square) * running[i];
  batch.mask[row] = running[i];
  if (largest < nav.goalTolerance) running[i] = 0;
};

/**
 * Draws a batch: the networks of all trajectories in one call a step, the environment in plain
 * JavaScript. The parameters are those of each task, or shared by all.
 */
const rollout = ({ tasks, trajectories, steps }, theta, goals, noise) => {
  const batch = emptyBatch(tasks * trajectories * steps);
  const logStd = theta.at(-1);
  const shape = logStd.ndim === 1 ? [tasks * trajectories, 2] : [tasks, trajectories, 2];
  const std = download(logStd.ref).map(Math.exp);
  const position = new Float32Array(tasks * trajectories * 2);
  const running = new Float32Array(tasks * trajectories).fill(1);
  for (let h = 0; h < steps; h++) {
    const mean = download(action(tree.ref(theta), upload(position, shape)));
    const z = noise.subarray(h * mean.length, (h + 1) * mean.length);
    const stdOf = (i) => std[(2 * Math.floor(i / (2 * trajectories)) + (i % 2)) % std.length];
    const drawn = mean.map((m, i) => m + stdOf(i) * z[i]);
    for (let i = 0; i < running.length; i++) {
      const goal = ofTask(goals, Math.floor(i / trajectories), tasks);
      stepOne(batch, i * steps + h, i, goal, { position, running, action: drawn });
    }
  }
  return batch;
};

/** Meta-gradients of so many tasks; `seed` is of what they draw. */
export const startTasks = (setting, seed) => {
  const { debiasing, innerSteps, tasks, trajectories, steps } = setting;
  const shapes = nav.shapes(setting.hidden);
  const sizes = shapes.map((shape) => shape.reduce((a, b) => a * b));
  const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b));
  const rows = trajectories * steps;

  const unravel = jit((flat) => np.split(flat, ends.slice(0, -1)).map((part, i) => part.reshape(shapes[i])));
  const forTasks = jit((shared) => shared.map((p, i) => np.broadcastTo(p, [tasks, ...shapes[i]])));
  const sumOverTasks = jit((vectors) => np.concatenate(vectors.map((v) => v.sum(0).ravel())));
  const draws = jit((key) => {
    const [next, ...keys] = random.split(key, innerSteps + 3);
    const [ofGoals, ...ofNoise] = keys;
    const goals = random.uniform(ofGoals, [tasks, 2], {
      minval: -nav.goalHalfWidth,
      maxval: nav.goalHalfWidth,
    });
    return [next, goals, ...ofNoise.map((k) => random.normal(k, [steps, tasks, trajectories, 2]))];
  });

  /** A batch with the weights of its steps, and its rows as arrays. */
  const weigh = (batch) => ({
    batch,
    weights: perStep(tasks, (b) => stepWeights(taskBatch(setting, batch, b))),
    rows: {
      observations: upload(batch.observations, [tasks, rows, 2]),
      actions: upload(batch.actions, [tasks, rows, 2]),
    },
  });

  /** Divided by the number of trajectories, as the mean over them wants it. */
  const uploadWeights = (weights) =>
    upload(
      weights.map((w) => w / trajectories),
      [tasks, rows],
    );

  /** The vector behind an inner step, from that in front of it. */
  const back = (theta, { batch, weights, rows: ofStep }, vector) => {
    const [product, change] = along(
      tree.ref(theta),
      uploadWeights(weights),
      tree.ref(ofStep),
      tree.ref(vector),
    );
    const curved = ascent(vector, product);
    const d = download(change);
    if (debiasing === 'none') {
      tree.dispose([theta, ofStep]);
      return curved;
    }
    const omega = perStep(tasks, (b) =>
      debiasings[debiasing](taskBatch(setting, batch, b), ofTask(weights, b, tasks), ofTask(d, b, tasks)),
    );
    return add(curved, score(theta, upload(omega, [tasks, rows]), ofStep));
  };

  /**
   * `draw(t, theta)` gives the batch of inner step t and, last, the outer batch; of the first one theta
   * is what all tasks share.
   */
  const sumOfGradients = (parameters, draw) => {
    const shared = unravel(upload(Float32Array.from(parameters), [parameters.length]));
    let theta = forTasks(tree.ref(shared));
    const taken = [];
    for (let t = 0; t < innerSteps; t++) {
      const step = weigh(draw(t, t === 0 ? shared : theta));
      taken.push({ theta: tree.ref(theta), step });
      theta = adapt(theta, uploadWeights(step.weights), tree.ref(step.rows));
    }
    tree.dispose(shared);
    const outer = weigh(draw(innerSteps, theta));
    let vector = score(theta, uploadWeights(outer.weights), outer.rows);
    for (const { theta: before, step } of taken.reverse()) vector = back(before, step, vector);
    return download(sumOverTasks(vector));
  };

  let key = random.key(seed);
  return {
    /** The sum over freshly drawn tasks and batches. */
    sampled: (parameters) => {
      const [next, ...drawn] = draws(key);
      key = next;
      const [goals, ...noise] = drawn.map(download);
      return sumOfGradients(parameters, (t, theta) => rollout(setting, theta, goals, noise[t]));
    },
    /** The sum over given batches, numbers [task][trajectory][step]. */
    given: (parameters, batches) =>
      sumOfGradients(parameters, (t) =>
        Object.fromEntries(
          Object.entries(batches[t]).map(([name, values]) => [name, Float32Array.from(values.flat(3))]),
        ),
      ),
  };
};
