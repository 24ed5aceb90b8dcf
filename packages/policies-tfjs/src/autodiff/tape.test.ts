import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../testing/backend';
import { recorded } from './tape';

/** Without the signs of zeros. */
const numbers = (f: () => tf.Tensor): number[] =>
  Array.from(
    tf.tidy(() => f().dataSync()),
    (x) => x + 0,
  );

type F = (x: tf.Tensor) => tf.Tensor;

/** ∇Σ f and ∇²Σ f·1 at x. */
const derivatives = (f: F, ...at: readonly number[]) => {
  const before = tf.memory().numTensors;
  const watch = (tape: Parameters<Parameters<typeof recorded>[0]>[0]) => tape.watch(tf.tensor1d([...at]));
  const first = recorded((tape) =>
    numbers(() => {
      const x = watch(tape);
      return tape.gradient(f(x), x);
    }),
  );
  const second = recorded((tape) =>
    numbers(() => {
      const x = watch(tape);
      return tape.gradient(tape.differentiableGradient(f(x), x), x);
    }),
  );
  expect(tf.memory().numTensors).toBe(before);
  return { first, second };
};

beforeAll(startBackend);

describe('derivatives where a function has a kink or a pole', () => {
  it.each<[string, F, number[], number[], number[]]>([
    ['abs', tf.abs, [0], [1], [0]],
    ['the square of abs', (x) => tf.square(tf.abs(x)), [0, -3], [0, -6], [2, 2]],
    ['a norm with an entry of zero', (x) => tf.norm(x), [0, 2], [0, 1], [0.5, 0]],
    ['relu', tf.relu, [0], [0], [0]],
    ['relu6', tf.relu6, [0, 6], [0, 1], [0, 0]],
    ['leakyRelu', (x) => tf.leakyRelu(x, 0.5), [0], [0.5], [0]],
    ['clipByValue', (x) => tf.clipByValue(x, -1, 1), [-1, 1, -2, 2], [1, 1, 0, 0], [0, 0, 0, 0]],
    ['elu far out', tf.elu, [0, 100], [1, 1], [0, 0]],
    ['maximum of equals', (x) => tf.maximum(x, 1), [1, 2, 0], [0.5, 1, 0], [0, 0, 0]],
    ['minimum of equals', (x) => tf.minimum(1, x), [1, 2, 0], [0.5, 0, 1], [0, 0, 0]],
    ['max of equals', (x) => tf.max(x), [3, 1, 3, 3, 3], [0.25, 0, 0.25, 0.25, 0.25], [0, 0, 0, 0, 0]],
    ['min of equals', (x) => tf.min(x), [3, 1, 1], [0, 0.5, 0.5], [0, 0, 0]],
    ['the square by pow', (x) => tf.pow(x, 2), [0, -3], [0, -6], [2, 2]],
    ['the first power', (x) => tf.pow(x, 1), [0, -3], [1, 1], [0, 0]],
    ['the zeroth power', (x) => tf.pow(x, 0), [0, -3], [0, 0], [0, 0]],
    ['the third power', (x) => tf.pow(x, 3), [0, -3], [0, 27], [0, -18]],
    ['the exponent of zero', (x) => tf.pow(0, x), [2], [0], [0]],
    ['logSoftmax of large logits', (x) => tf.logSoftmax(tf.mul(x, 1e30)), [0], [0], [0]],
    ['steps', (x) => tf.mul(x, tf.add(tf.sign(x), tf.floor(x))), [2.5, -2.5], [3, -4], [0, 0]],
    ['comparisons', (x) => tf.mul(x, tf.cast(tf.greater(x, 0), 'float32')), [2, -2], [1, 0], [0, 0]],
    ['what is not used', (x) => (tf.exp(x), tf.mul(x, 3)), [1], [3], [0]],
    ['one tensor in both places', (x) => tf.mul(x, x), [3], [6], [2]],
    ['what does not depend on it', () => tf.tensor1d([4]), [1], [0], [0]],
    ['an outer tidy', (x) => tf.tidy(() => tf.square(tf.square(x))), [2], [32], [48]],
  ])('%s', (_name, f, at, first, second) => {
    expect(derivatives(f, ...at)).toEqual({ first, second });
  });
});

it('keeps the numbers of a constant that its owner disposes of', () => {
  const { first } = derivatives((x) => {
    const constant = tf.tensor1d([5]);
    const product = tf.mul(x, constant);
    constant.dispose();
    return product;
  }, 2);
  expect(first).toEqual([5]);
});

const squareWithSlopeOne: Parameters<typeof tf.customGrad>[0] = (...given) => ({
  value: tf.square(given.filter((x) => x instanceof tf.Tensor)[0]),
  gradFunc: (dy) => dy,
});
const straight = tf.customGrad(squareWithSlopeOne);

it('says so where a tensor that it follows was disposed of', () => {
  expect(() =>
    derivatives((x) => {
      const square = tf.square(x);
      const sum = tf.exp(square);
      square.dispose();
      return sum;
    }, 1),
  ).toThrow(/expected that what depends on the parameters stays until the call ends, found a tensor/);
});

describe('what has no second derivative', () => {
  it.each<[string, F, RegExp]>([
    ['a kernel without one', tf.prod, /found the kernel Prod$/],
    [
      'a fused product',
      (x) => tf.fused.matMul({ a: tf.reshape(x, [1, 1]), b: tf.ones([1, 1]) }),
      /found fusedMatMul with a gradient of its own$/,
    ],
    ['a gradient of the program', straight, /found tf.customGrad$/],
    ['one that it makes meanwhile', (x) => tf.customGrad(squareWithSlopeOne)(x), /found tf.customGrad$/],
    [
      'an operation with a gradient of its own',
      (x) => tf.losses.softmaxCrossEntropy([[1, 0]], tf.reshape(tf.tile(x, [2]), [1, 2])),
      /found softmaxCrossEntropy with a gradient of its own$/,
    ],
    ['a variable', (x) => tf.mul(x, tf.variable(x)), /found tf.variable, whose value is a constant$/],
    [
      'a variable by a method',
      (x) => tf.mul(x, x.variable(false)),
      /found tf.variable, whose value is a constant$/,
    ],
    [
      'what a variable is assigned',
      (x) => {
        const variable = tf.variable(tf.tensor1d([1]));
        try {
          variable.assign(tf.tensor1d([1]));
          variable.assign(tf.reshape(x, [1]));
          return tf.mul(x, variable);
        } finally {
          variable.dispose();
        }
      },
      /found tf.variable, whose value is a constant$/,
    ],
    ['a kernel that the backend lacks', (x) => tf.einsum('i,i->i', x, x), /found the kernel Einsum$/],
    ['a gradient inside', (x) => tf.grad((y) => tf.square(y))(x), /found the gradients of tfjs/],
  ])('is refused with the list of what has: %s', (_name, f, message) => {
    const before = tf.memory().numTensors;
    const run = () =>
      recorded((tape) =>
        numbers(() => {
          const x = tape.watch(tf.tensor1d([2]));
          return tape.gradient(f(tf.square(x)), x);
        }),
      );
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
    expect(run).toThrow(/\(abs, acos, .*, softmax, .*, where\)/);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is refused where the backend lacks it, whatever it depends on', () => {
    const constant = () =>
      derivatives((x) => tf.mul(x, tf.einsum('i,i->i', tf.tensor1d([2]), tf.tensor1d([3]))), 1);
    expect(constant).toThrow(
      new RangeError(
        'log-probability: expected operations that the backend wasm has, found the kernel Einsum',
      ),
    );
  });

  it('may be a variable, of what is not differentiated', () => {
    const variable = tf.variable(tf.tensor1d([1]));
    const { first } = derivatives((x) => {
      variable.assign(tf.tensor1d([5]));
      return tf.mul(x, variable);
    }, 1);
    variable.dispose();
    expect(first).toEqual([5]);
  });

  it('may be used of what is not differentiated', () => {
    const { first } = derivatives((x) => tf.mul(x, tf.prod(tf.tensor1d([2, 3]))), 1);
    expect(first).toEqual([6]);
  });
});

describe('numbers of what is followed', () => {
  /** What a program does with numbers that it never gets. */
  const forget = (numbers: Promise<unknown>): void => {
    void numbers.then(() => {
      throw new Error('read');
    });
  };

  it.each<[string, (x: tf.Tensor) => unknown]>([
    ['dataSync', (x) => x.dataSync()],
    ['arraySync', (x) => x.arraySync()],
    ['bufferSync', (x) => x.bufferSync()],
    [
      'data',
      (x) => {
        forget(x.data());
      },
    ],
    [
      'array',
      (x) => {
        forget(x.array());
      },
    ],
    [
      'buffer',
      (x) => {
        forget(x.buffer());
      },
    ],
    [
      'bytes',
      (x) => {
        forget(x.bytes());
      },
    ],
    ['the engine', (x) => tf.engine().readSync(x.dataId)],
    [
      'the engine, later',
      (x) => {
        forget(tf.engine().read(x.dataId));
      },
    ],
    ['the backend', (x) => tf.backend().readSync(x.dataId)],
    [
      'an operation that looks at numbers',
      (x) => {
        forget(tf.setdiff1dAsync(x, tf.tensor1d([1])));
      },
    ],
    ['a tensor with the same numbers', (x) => tf.clone(x).dataSync()],
    ['a tensor that was made of it', (x) => tf.square(x).dataSync()],
    [
      'a failure that is hidden',
      (x) => {
        try {
          x.dataSync();
        } catch {
          /* as programs do */
        }
      },
    ],
    [
      'an asynchronous function',
      (x) => {
        forget((async () => tf.mul(x, await x.array()))());
      },
    ],
  ])('are not read: %s', async (_name, read) => {
    const before = tf.memory().numTensors;
    const run = () => derivatives((x) => (read(x), tf.square(x)), 2);
    expect(run).toThrow(RangeError);
    expect(run).toThrow(/found numbers that are read from a tensor, which are constants$/);
    expect(tf.memory().numTensors).toBe(before);
    await new Promise(setImmediate);
  });

  it('are not read from a gradient that may be differentiated again', () => {
    const run = () =>
      recorded((tape) =>
        numbers(() => {
          const x = tape.watch(tf.tensor1d([2]));
          const slope = tape.differentiableGradient(tf.square(x), x);
          return tape.gradient(tf.mul(x, slope.dataSync()[0]), x);
        }),
      );
    expect(run).toThrow(/found numbers that are read from a tensor/);
  });

  it('are read where they jump, where they do not depend on it, and as text', () => {
    const seen: unknown[] = [];
    const print = jest.spyOn(console, 'log').mockImplementation((text) => seen.push(text));
    const { first } = derivatives((x) => {
      tf.print(x);
      seen.push(`${String(x)}`, ...tf.greater(x, 1).dataSync(), ...tf.round(x).dataSync());
      return tf.mul(tf.square(x), tf.tensor1d([3]).arraySync()[0]);
    }, 2);
    print.mockRestore();
    const text = 'Tensor\n    [2]';
    expect(seen.slice(0, 4)).toEqual([text, text, 1, 2]);
    expect(first).toEqual([12]);
  });

  it('are read once they are readable', () => {
    const square = recorded((tape) => numbers(() => tape.readable(tf.square(tape.watch(tf.tensor1d([3]))))));
    expect(square).toEqual([9]);
  });
});

it('leaves the engine as it was, also when it throws', () => {
  const engine = tf.engine();
  const methods = () => [
    engine.runKernel,
    engine.customGrad,
    engine.gradients,
    engine.makeVariable,
    engine.backend.read,
    engine.backend.readSync,
    tf.Variable.prototype.assign,
    tf.Tensor.prototype.toString,
  ];
  const before = methods();
  const inside = recorded(() => engine.runKernel);
  expect(inside).not.toBe(before[0]);
  expect(() =>
    recorded(() => {
      throw new Error('half-way');
    }),
  ).toThrow('half-way');
  expect(methods()).toEqual(before);
  expect(() => tf.grad((x) => x)(tf.scalar(1))).not.toThrow(RangeError);
});

it('is not seen by a tape around it, nor sees it', () => {
  const outer = recorded((tape) =>
    numbers(() => {
      const x = tape.watch(tf.tensor1d([3]));
      const [slope] = derivatives(tf.square, 5).first;
      return tape.gradient(tf.mul(tf.square(x), slope), x);
    }),
  );
  expect(outer).toEqual([60]);
});
