/** The tfjs programs that are measured with the stock kernels and with ours. */
import * as tf from '@tensorflow/tfjs-core';

const sine = (shape, step) => {
  const length = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length }, (_, i) => Math.sin(i * step)),
    shape,
  );
};

/** Runs an operation and throws its result away. */
const discarding = (operation) => () => operation().dispose();

const matMul = (name, a, b, transposeA, transposeB) => {
  const [x, y] = [sine(a, 0.7), sine(b, 1.1)];
  const probe = tf.matMul(x, y, transposeA, transposeB);
  const inner = a.at(transposeA ? -2 : -1);
  const flops = 2 * probe.size * inner;
  probe.dispose();
  return { name, flops, run: discarding(() => tf.matMul(x, y, transposeA, transposeB)) };
};

const million = 2 ** 20;

const onElements = (name, operation) => {
  const x = sine([1024, 1024], 0.3);
  return { name, elements: million, run: discarding(() => operation(x)) };
};

/** Forward and backward through two hidden layers of 100, as automatic differentiation would write it. */
const multilayer = () => {
  const [x, w1, b1, w2, b2, w3] = [
    sine([2000, 2], 0.7),
    sine([2, 100], 1.3),
    sine([100], 0.2),
    sine([100, 100], 0.11),
    sine([100], 0.5),
    sine([100, 2], 0.17),
  ];
  const slope = (h) => tf.sub(1, tf.square(h));
  const run = () =>
    tf.tidy(() => {
      const h1 = tf.tanh(tf.add(tf.matMul(x, w1), b1));
      const h2 = tf.tanh(tf.add(tf.matMul(h1, w2), b2));
      const d3 = tf.matMul(h2, w3);
      const d2 = tf.mul(tf.matMul(d3, w3, false, true), slope(h2));
      const d1 = tf.mul(tf.matMul(d2, w2, false, true), slope(h1));
      tf.matMul(h2, d3, true);
      tf.matMul(h1, d2, true);
      tf.matMul(x, d1, true);
      tf.sum(d2, 0);
      tf.sum(d1, 0);
    });
  return { name: 'MLP 2-100-100-2, forward and backward', flops: 2000 * 2 * 31200, run };
};

/** Made when called, because tensors need a backend. */
export const programs = () => [
  matMul('matMul 2000x100 · 100x100', [2000, 100], [100, 100], false, false),
  matMul('matMul, A transposed (100x2000)ᵀ · 100x100', [100, 2000], [100, 100], true, false),
  matMul('matMul, A transposed (2000x100)ᵀ · 2000x100', [2000, 100], [2000, 100], true, false),
  matMul('matMul, B transposed', [2000, 100], [100, 100], false, true),
  matMul('matMul, both transposed', [100, 2000], [100, 100], true, true),
  matMul('matMul, 20 x (100x100 · 100x100)', [20, 100, 100], [20, 100, 100], false, false),
  matMul('matMul, 20 x (100x100) · one 100x100', [20, 100, 100], [1, 100, 100], false, false),
  matMul('matMul, 20 x (100x100)ᵀ · 100x100', [20, 100, 100], [20, 100, 100], true, false),
  onElements('tanh', (x) => tf.tanh(x)),
  onElements('exp', (x) => tf.exp(x)),
  onElements('sum over rows', (x) => tf.sum(x, 0)),
  onElements('sum over columns', (x) => tf.sum(x, 1)),
  onElements('transpose', (x) => tf.transpose(x)),
  multilayer(),
];
