import * as tf from '@tensorflow/tfjs-core';
import * as E from 'fp-ts/lib/Either.js';
import { checkArithmetic, fusedArithmetic } from '@sgmrl/wasm-kernels';
import { initializeBackend, initializeBackendWith } from './backend';

describe('initializeBackend', () => {
  it('may run twice at once', async () => {
    const both = await Promise.all([initializeBackend(), initializeBackend()]);
    expect(both.map(E.isRight)).toEqual([true, true]);
    expect(tf.getBackend()).toBe('wasm');
  });

  it('may run more than once', async () => {
    expect(E.isRight(await initializeBackend())).toBe(true);
    expect(E.isRight(await initializeBackend())).toBe(true);
    expect(tf.getBackend()).toBe('wasm');
  });

  it('computes with the arithmetic that it is given, or says that there is none', async () => {
    const ready = await initializeBackendWith(fusedArithmetic)();
    const [one, two] = [1 + 1 / 4096, 1 + 1 / 2048];
    const rows = (): tf.Tensor =>
      tf.matMul(
        tf.tensor2d([[-two, one]]),
        tf.tensor2d([
          [1, 1, 1],
          [one, one, one],
        ]),
      );
    const strict = await initializeBackend();
    if (E.isLeft(strict)) throw new Error(strict.left.message);
    expect(Array.from(strict.right.numbers(rows))).toEqual([0, 0, 0]);
    if (E.isLeft(checkArithmetic(fusedArithmetic))) {
      expect(ready).toMatchObject({ left: { _tag: 'LinearAlgebraUnavailable' } });
      return;
    }
    if (E.isLeft(ready)) throw new Error(ready.left.message);
    // Both in one thread, in turns.
    for (let turn = 0; turn < 2; turn++) {
      expect(Array.from(ready.right.numbers(rows))).toEqual(Array(3).fill(2 ** -24));
      expect(Array.from(strict.right.numbers(rows))).toEqual([0, 0, 0]);
    }
  });

  it('gives numbers and keeps no tensor', async () => {
    const ready = await initializeBackend();
    if (E.isLeft(ready)) throw new Error(ready.left.message);
    const before = tf.memory().numTensors;
    expect(Array.from(ready.right.numbers(() => tf.add(tf.tensor1d([1, 2]), 0.5)))).toEqual([1.5, 2.5]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps no tensor of a gradient of tfjs that fails half-way', async () => {
    const ready = await initializeBackend();
    if (E.isLeft(ready)) throw new Error(ready.left.message);
    tf.registerGradient({
      kernelName: tf.Square,
      inputsToSave: ['x'],
      gradFunc: (): never => {
        throw new Error('half-way');
      },
    });
    const before = tf.memory().numTensors;
    const slope = tf.grad((x) => tf.square(x));
    expect(() => ready.right.numbers(() => slope(tf.tensor1d([1])))).toThrow('half-way');
    expect(tf.memory().numTensors).toBe(before);
    tf.unregisterGradient(tf.Square);
  });

  it('leaves the gradients that the program has registered as they are', async () => {
    const mine = { kernelName: tf.Tanh, gradFunc: () => ({}) };
    tf.registerGradient(mine);
    expect(E.isRight(await initializeBackend())).toBe(true);
    expect(tf.getGradient(tf.Tanh)).toBe(mine);
    tf.unregisterGradient(tf.Tanh);
  });

  it('says so when there is no backend to start', async () => {
    tf.removeBackend('wasm');
    const refused = await initializeBackend();
    if (E.isRight(refused)) throw new Error('started without a backend');
    expect(refused.left._tag).toBe('BackendUnavailable');
    expect(refused.left.message).toMatch(/^expected the tfjs WASM backend to start, but .*wasm/);
  });
});
