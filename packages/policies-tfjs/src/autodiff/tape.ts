import * as tf from '@tensorflow/tfjs-core';
import { derivativeOf, differentiableOperations, isConstant, withOwnGradient } from './differentiable';
import { sweepBack } from './sweep-back';
import type { Step } from './sweep-back';

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
  /** The tensor itself, whose numbers may be read from now on. */
  readonly readable: (y: tf.Tensor) => tf.Tensor;
}

const tensorsOf = (result: tf.Tensor | tf.Tensor[]): readonly tf.Tensor[] =>
  Array.isArray(result) ? result : [result];

const refusal = (found: string): RangeError =>
  new RangeError(
    'log-probability: expected that what depends on the parameters goes through operations which can be ' +
      `differentiated twice (${differentiableOperations.join(', ')}), found ${found}`,
  );

const variable = 'tf.variable, whose value is a constant';

const reading = 'numbers that are read from a tensor, which are constants';

/** What was recorded, and whether more is to be. */
interface Recording {
  readonly steps: readonly Step[];
  readonly follow: (x: tf.Tensor) => void;
  readonly follows: (x: unknown) => boolean;
  /** Runs some kernels as if nothing was recorded. */
  readonly paused: <A>(run: () => A) => A;
  readonly isPaused: () => boolean;
  /** Whether the numbers of some data may be read; if not, {@link Recording.checkReads} throws. */
  readonly mayRead: (dataId: object) => boolean;
  readonly allowReading: (x: tf.Tensor) => void;
  readonly checkReads: () => void;
  /** Adds a run of a kernel of which an input is followed. */
  readonly add: (
    kernel: string,
    inputs: readonly (readonly [name: string, x: tf.Tensor])[],
    attributes: tf.NamedAttrMap,
    outputs: readonly tf.Tensor[],
  ) => void;
  /** Disposes of what the steps hold. */
  readonly release: () => void;
}

const newRecording = (): Recording => {
  const steps: Step[] = [];
  const held: tf.Tensor[] = [];
  const followed = new Set<number>();
  // Tensors may share numbers.
  const unreadable = new Set<object>();
  let isPaused = false;
  let wasRefused = false;

  const paused = <A>(run: () => A): A => {
    const before = isPaused;
    isPaused = true;
    try {
      return run();
    } finally {
      isPaused = before;
    }
  };

  const follow = ({ id, dataId }: tf.Tensor): void => {
    followed.add(id);
    unreadable.add(dataId);
  };

  /** The tensor if it is followed, otherwise a copy that nobody else can dispose of. */
  const hold = (x: tf.Tensor): tf.Tensor => {
    const own = followed.has(x.id) ? x : paused(() => tf.clone(x));
    // Operations dispose of what they make on their way.
    if (!own.kept) held.push(tf.keep(own));
    return own;
  };

  return {
    steps,
    follow,
    follows: (x) => x instanceof tf.Tensor && followed.has(x.id),
    paused,
    isPaused: () => isPaused,
    mayRead: (dataId) => {
      const allowed = isPaused || !unreadable.has(dataId);
      wasRefused ||= !allowed;
      return allowed;
    },
    allowReading: ({ dataId }) => {
      unreadable.delete(dataId);
    },
    checkReads: () => {
      if (wasRefused) throw refusal(reading);
    },
    add: (kernel, inputs, attributes, outputs) => {
      // Indices and truth values do not change with what they were computed from, but for jumps.
      const isFloat = outputs.some(({ dtype }) => dtype === 'float32' || dtype === 'complex64');
      if (!isFloat || isConstant(kernel)) return;
      const derivative = derivativeOf(kernel);
      if (derivative === undefined) throw refusal(`the kernel ${kernel}`);
      const own = Object.fromEntries(inputs.map(([name, x]) => [name, hold(x)]));
      steps.push({ derivative, inputs: own, attributes, outputs });
      outputs.forEach(follow);
    },
    release: () => {
      held.forEach((x) => {
        x.dispose();
      });
    },
  };
};

/**
 * Refuses to read followed tensors until the function that comes back is called. All ways to the
 * numbers of a tensor go through two methods of the backend; text of them is for people.
 */
const guardReads = (backend: tf.KernelBackend, recording: Recording): (() => void) => {
  const stock = { read: backend.read, readSync: backend.readSync };
  const { toString } = tf.Tensor.prototype;

  backend.readSync = (dataId, ...part) => {
    if (!recording.mayRead(dataId)) throw refusal(reading);
    return stock.readSync.call(backend, dataId, ...part);
  };

  // A promise that failed would end the program if nobody waits for it.
  backend.read = (dataId, ...part) =>
    recording.mayRead(dataId) ? stock.read.call(backend, dataId, ...part) : new Promise(() => undefined);

  tf.Tensor.prototype.toString = function (this: tf.Tensor, verbose?: boolean): string {
    return recording.paused(() => toString.call(this, verbose));
  };

  return () => {
    Object.assign(backend, stock);
    tf.Tensor.prototype.toString = toString;
  };
};

/** Lets an engine record until the function that comes back is called. */
const attach = (engine: ReturnType<typeof tf.engine>, recording: Recording): (() => void) => {
  const stock = {
    runKernel: engine.runKernel,
    customGrad: engine.customGrad,
    gradients: engine.gradients,
    makeVariable: engine.makeVariable,
  };
  const { assign } = tf.Variable.prototype;
  const allowReads = guardReads(engine.backend, recording);
  const runKernel = engine.runKernel.bind(engine);
  const customGrad = engine.customGrad.bind(engine);
  const makeVariable = engine.makeVariable.bind(engine);

  engine.runKernel = <T extends tf.Tensor | tf.Tensor[]>(
    kernel: string,
    given: tf.NamedTensorMap,
    attributes?: tf.NamedAttrMap,
  ): T => {
    const inputs = Object.entries(given).filter(([, x]) => x instanceof tf.Tensor);
    if (tf.getKernel(kernel, engine.backendName) == null)
      throw inputs.some(([, x]) => recording.follows(x))
        ? refusal(`the kernel ${kernel}`)
        : new RangeError(
            `log-probability: expected operations that the backend ${engine.backendName} has, ` +
              `found the kernel ${kernel}`,
          );
    if (recording.isPaused() || !inputs.some(([, x]) => recording.follows(x)))
      return runKernel<T>(kernel, given, attributes);
    // Inside a function that was given to customGrad before this call
    if (engine.state.kernelDepth > 0) throw refusal('tf.customGrad');
    const result = recording.paused(() => runKernel<T>(kernel, given, attributes));
    recording.add(kernel, inputs, attributes ?? {}, tensorsOf(result));
    return result;
  };

  engine.customGrad =
    (f) =>
    (...given) => {
      if (recording.isPaused() || !given.some(recording.follows)) return customGrad(f)(...given);
      const operation = /^(.*)__op$/.exec(engine.state.activeScope.name)?.[1];
      if (operation === undefined) throw refusal('tf.customGrad');
      if (!withOwnGradient.includes(operation)) throw refusal(`${operation} with a gradient of its own`);
      return f(...given, () => undefined).value;
    };

  engine.gradients = () => {
    throw refusal('the gradients of tfjs (tf.grad, tf.grads, …)');
  };

  // A variable shares the numbers of its tensor without a kernel.
  engine.makeVariable = (value, ...rest) => {
    if (recording.follows(value)) throw refusal(variable);
    return makeVariable(value, ...rest);
  };

  tf.Variable.prototype.assign = function (this: tf.Variable, value: tf.Tensor): void {
    if (recording.follows(value)) throw refusal(variable);
    assign.call(this, value);
  };

  return () => {
    allowReads();
    Object.assign(engine, stock);
    tf.Variable.prototype.assign = assign;
  };
};

/**
 * Records, for the time of one synchronous call, the kernels that are run on watched tensors and on
 * what follows from them, and differentiates by derivatives of our own. The gradients that are
 * registered with tfjs, by whomever, play no part, and its own tape is not used: stock gradients
 * may save an operation's output, which a second differentiation takes for a constant
 * (tensorflow/tfjs#3252), and the gradient registered last wins.
 *
 * Every operation of tfjs runs its kernels through `runKernel` of the one engine, and operations
 * with a gradient of their own go through `customGrad`: both are ours until the call ends, and so
 * is what gives a variable its value and what reads the numbers of a tensor. Whatever has no second
 * derivative here is refused by a RangeError as soon as it is met; a read that a promise is to
 * bring, when the call ends. What was recorded is gone when the call ends or throws.
 */
export const recorded = <A>(use: (tape: Tape) => A): A => {
  const recording = newRecording();
  const detach = attach(tf.engine(), recording);
  try {
    const result = use({
      watch: (x) => {
        recording.follow(x);
        return x;
      },
      follows: recording.follows,
      gradient: (y, x) => recording.paused(() => sweepBack(recording.steps, y, x)),
      differentiableGradient: (y, x) => sweepBack([...recording.steps], y, x),
      readable: (y) => {
        recording.allowReading(y);
        return y;
      },
    });
    recording.checkReads();
    return result;
  } catch (error) {
    // A read that was refused says more than what came of it.
    recording.checkReads();
    throw error;
  } finally {
    detach();
    recording.release();
  }
};
