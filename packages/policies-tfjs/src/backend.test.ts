import * as tf from '@tensorflow/tfjs-core';
import * as E from 'fp-ts/lib/Either.js';
import { initializeBackend } from './backend';

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
