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

  it('says so when there is no backend to start', async () => {
    tf.removeBackend('wasm');
    const refused = await initializeBackend();
    if (E.isRight(refused)) throw new Error('started without a backend');
    expect(refused.left._tag).toBe('BackendUnavailable');
    expect(refused.left.message).toMatch(/^expected the tfjs WASM backend to start, but .*wasm/);
  });
});
