import * as tf from '@tensorflow/tfjs-core';
import type { Derivative } from './derivative';

/** One run of a kernel, with what differentiates it. */
export interface Step {
  readonly derivative: Derivative;
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly attributes: tf.NamedAttrMap;
  readonly outputs: readonly tf.Tensor[];
}

/** The steps that lead from x on, in their order, and what they lead to. */
const leadingFrom = (steps: readonly Step[], x: tf.Tensor) => {
  const reached = new Set([x.id]);
  const path = steps.filter(({ inputs, outputs }) => {
    const leads = Object.values(inputs).some(({ id }) => reached.has(id));
    if (leads) outputs.forEach(({ id }) => reached.add(id));
    return leads;
  });
  return { path, reached };
};

const checkStillThere = ({ inputs }: Step): void => {
  if (Object.values(inputs).some(({ isDisposed }) => isDisposed))
    throw new RangeError(
      'log-probability: expected that what depends on the parameters stays until the call ends, ' +
        'found a tensor that was disposed of',
    );
};

/** ∂(Σ y)/∂x, back along the steps in which y was computed; zero if it does not depend on x. */
export const sweepBack = (steps: readonly Step[], y: tf.Tensor, x: tf.Tensor): tf.Tensor => {
  const { path, reached } = leadingFrom(steps, x);
  const cotangents = new Map([[y.id, tf.ones(y.shape)]]);
  for (const step of path.reverse()) {
    const { derivative, inputs, attributes, outputs } = step;
    if (!outputs.some(({ id }) => cotangents.has(id))) continue;
    checkStillThere(step);
    const parts = derivative({
      inputs,
      attributes,
      cotangents: outputs.map(({ id, shape }) => cotangents.get(id) ?? tf.zeros(shape)),
    });
    for (const [name, { id }] of Object.entries(inputs)) {
      if (!reached.has(id)) continue;
      const soFar = cotangents.get(id);
      cotangents.set(id, soFar === undefined ? parts[name]() : tf.add(soFar, parts[name]()));
    }
  }
  return cotangents.get(x.id) ?? tf.zeros(x.shape);
};
