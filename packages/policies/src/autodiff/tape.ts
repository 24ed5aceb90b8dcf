import * as tf from '@tensorflow/tfjs-core';
import type { Derivative } from './derivative';
import { derivativeOf, differentiableOperations, isConstant, withOwnGradient } from './differentiable';

/** Reverse-mode differentiation of what is computed with tfjs, in {@link recorded}. */
export interface Tape {
  /** The tensor itself, from now on followed. */
  readonly watch: (x: tf.Tensor) => tf.Tensor;
  /** Whether y was computed from a watched tensor, by steps that have derivatives. */
  readonly follows: (y: tf.Tensor) => boolean;
  /** ∂(Σ y)/∂x for a watched x; zero if y does not depend on it. */
  readonly gradient: (y: tf.Tensor, x: tf.Tensor) => tf.Tensor;
  /** The same, followed itself, so that it may be differentiated again. */
  readonly differentiableGradient: (y: tf.Tensor, x: tf.Tensor) => tf.Tensor;
}

/** A kernel that was run on a tensor which is followed. */
interface Step {
  readonly derivative: Derivative;
  readonly inputs: Readonly<Record<string, tf.Tensor>>;
  readonly attributes: tf.NamedAttrMap;
  readonly outputs: readonly tf.Tensor[];
}

const tensorsOf = (result: tf.Tensor | tf.Tensor[]): readonly tf.Tensor[] =>
  Array.isArray(result) ? result : [result];

const refusal = (found: string): RangeError =>
  new RangeError(
    'log-probability: expected that what depends on the parameters goes through operations which can be ' +
      `differentiated twice (${differentiableOperations.join(', ')}), found ${found}`,
  );

/** The steps that lead from x on, and what they lead to. */
const leadingFrom = (steps: readonly Step[], x: tf.Tensor) => {
  const reached = new Set([x.id]);
  const path = steps.filter(({ inputs, outputs }) => {
    const leads = Object.values(inputs).some(({ id }) => reached.has(id));
    if (leads) outputs.forEach(({ id }) => reached.add(id));
    return leads;
  });
  return { path, reached };
};

/** ∂(Σ y)/∂x, back along the steps. */
const sweepBack = (steps: readonly Step[], y: tf.Tensor, x: tf.Tensor): tf.Tensor => {
  const { path, reached } = leadingFrom(steps, x);
  const cotangents = new Map([[y.id, tf.ones(y.shape)]]);
  for (const { derivative, inputs, attributes, outputs } of [...path].reverse()) {
    if (!outputs.some(({ id }) => cotangents.has(id))) continue;
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

/**
 * Records, for the time of one synchronous call, the kernels that are run on watched tensors and on
 * what follows from them, and differentiates by derivatives of our own. The gradients that are
 * registered with tfjs, by whomever, play no part, and its own tape is not used: stock gradients
 * may save an operation's output, which a second differentiation takes for a constant
 * (tensorflow/tfjs#3252), and the gradient registered last wins.
 *
 * Every operation of tfjs runs its kernels through `runKernel` of the one engine, and operations
 * with a gradient of their own go through `customGrad`: both are ours until the call ends. Whatever
 * has no second derivative here is refused by a RangeError as soon as it is met. What was recorded
 * is gone when the call ends or throws.
 */
export const recorded = <A>(use: (tape: Tape) => A): A => {
  const engine = tf.engine();
  const stock = { runKernel: engine.runKernel, customGrad: engine.customGrad, gradients: engine.gradients };
  const runKernel = engine.runKernel.bind(engine);
  const customGrad = engine.customGrad.bind(engine);
  const steps: Step[] = [];
  const held: tf.Tensor[] = [];
  const followed = new Set<number>();
  let recording = true;

  const hold = <T extends tf.Tensor>(x: T): T => {
    if (!x.kept) held.push(tf.keep(x));
    return x;
  };

  /** Runs some kernels as if nothing was recorded. */
  const unrecorded = <B>(run: () => B): B => {
    const before = recording;
    recording = false;
    try {
      return run();
    } finally {
      recording = before;
    }
  };

  /**
   * What a step must find again: the tensor if it is followed, otherwise a copy that nobody else
   * can dispose of.
   */
  const heldInput = (x: tf.Tensor): tf.Tensor => hold(followed.has(x.id) ? x : unrecorded(() => tf.clone(x)));

  const record = (
    kernel: string,
    given: readonly (readonly [string, tf.Tensor])[],
    attributes: tf.NamedAttrMap,
    outputs: readonly tf.Tensor[],
  ): void => {
    const floats = outputs.filter(({ dtype }) => dtype === 'float32' || dtype === 'complex64');
    if (floats.length === 0 || isConstant(kernel)) return;
    const derivative = derivativeOf(kernel);
    if (derivative === undefined) throw refusal(`the kernel ${kernel}`);
    const inputs = Object.fromEntries(given.map(([name, x]) => [name, heldInput(x)]));
    steps.push({ derivative, inputs, attributes, outputs });
    outputs.forEach(({ id }) => followed.add(id));
  };

  engine.runKernel = <T extends tf.Tensor | tf.Tensor[]>(
    kernel: string,
    inputs: tf.NamedTensorMap,
    attributes?: tf.NamedAttrMap,
  ): T => {
    const given = Object.entries(inputs).filter(([, x]) => x instanceof tf.Tensor);
    if (!recording || !given.some(([, { id }]) => followed.has(id)))
      return runKernel<T>(kernel, inputs, attributes);
    // Inside a function that was given to customGrad before this call
    if (engine.state.kernelDepth > 0) throw refusal('tf.customGrad');
    const result = unrecorded(() => runKernel<T>(kernel, inputs, attributes));
    record(kernel, given, attributes ?? {}, tensorsOf(result));
    return result;
  };

  engine.customGrad =
    (f) =>
    (...given) => {
      if (!recording || !given.some((x) => x instanceof tf.Tensor && followed.has(x.id)))
        return customGrad(f)(...given);
      const operation = /^(.*)__op$/.exec(engine.state.activeScope.name)?.[1];
      if (operation === undefined) throw refusal('tf.customGrad');
      if (!withOwnGradient.includes(operation)) throw refusal(`${operation} with a gradient of its own`);
      return f(...given, () => undefined).value;
    };

  engine.gradients = () => {
    throw refusal('the gradients of tfjs (tf.grad, tf.grads, …)');
  };

  try {
    return use({
      watch: (x) => {
        followed.add(x.id);
        return x;
      },
      follows: ({ id }) => followed.has(id),
      gradient: (y, x) => unrecorded(() => sweepBack(steps, y, x)),
      differentiableGradient: (y, x) => sweepBack([...steps], y, x),
    });
  } finally {
    Object.assign(engine, stock);
    held.forEach((x) => {
      x.dispose();
    });
  }
};
