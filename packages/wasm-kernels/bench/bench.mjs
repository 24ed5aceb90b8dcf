/**
 * Stock kernels of tfjs against ours, side by side in one run, and the share of the machine's peak:
 * `npm run bench -w @sgmrl/wasm-kernels`, with `-- --fused` for those with fused multiply-add, and
 * with `--json` for programs.
 */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { createLinearAlgebra, fusedArithmetic, installKernels, strictArithmetic } from '../dist/index.js';
import { compare, median } from './measure.mjs';
import { peakProgram } from './peak.mjs';
import { programs } from './programs.mjs';

const SAMPLES = 15;

const arithmetic = process.argv.includes('--fused') ? fusedArithmetic : strictArithmetic;

await tf.setBackend('wasm');

/** The two sets of kernels, to be swapped between samples without compiling anything again. */
const kernelSets = () => {
  const changed = (names) => names.map((name) => tf.getKernel(name, 'wasm'));
  const installed = installKernels(arithmetic);
  if (installed._tag === 'Left') throw new Error(installed.left.message);
  const { replaced, uninstall } = installed.right;
  const ours = changed(replaced);
  uninstall();
  return { ours, stock: changed(replaced) };
};

const use = (kernels) => {
  for (const kernel of kernels) {
    tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
};

const withKernels = (kernels, run) => () => {
  use(kernels);
  run();
};

/** The forward pass of a policy for 20 rows without tensors, as a rollout repeats it thousands of times. */
const smallForward = () => {
  const created = createLinearAlgebra(arithmetic);
  if (created._tag === 'Left') throw new Error(created.left.message);
  const la = created.right;
  const shapes = { x: [20, 2], w1: [2, 100], b1: [1, 100], h1: [20, 100], w2: [100, 100], h2: [20, 100] };
  const { matrices } = la.allocate({ ...shapes, b2: [1, 100], w3: [100, 2], b3: [1, 2], y: [20, 2] });
  const { x, w1, b1, h1, w2, b2, h2, w3, b3, y } = matrices;
  for (const matrix of [w1, b1, w2, b2, w3, b3]) {
    la.write(
      Float64Array.from({ length: matrix.rows * matrix.columns }, (_, i) => 0.1 * Math.sin(i)),
      matrix,
    );
  }
  const observations = new Float64Array(40).fill(0.1);
  const direct = () => {
    la.write(observations, x);
    la.matMul(x, w1, h1);
    la.addBiasTanh(h1, b1, h1);
    la.matMul(h1, w2, h2);
    la.addBiasTanh(h2, b2, h2);
    la.matMul(h2, w3, y);
    la.addBias(y, b3, y);
    return la.read(y);
  };
  const tensors = [w1, b1, w2, b2, w3, b3].map((m) =>
    tf.tensor2d(new Float32Array(la.read(m)), [m.rows, m.columns]),
  );
  const [u1, c1, u2, c2, u3, c3] = tensors;
  const throughTensors = () =>
    tf.tidy(() => {
      const g1 = tf.tanh(tf.add(tf.matMul(tf.tensor2d(new Float32Array(observations), [20, 2]), u1), c1));
      const g2 = tf.tanh(tf.add(tf.matMul(g1, u2), c2));
      return tf.add(tf.matMul(g2, u3), c3).dataSync();
    });
  return { direct, throughTensors };
};

const { stock, ours } = kernelSets();
const peak = await peakProgram(arithmetic.name);

const rows = programs().map(({ name, flops, elements, run }) => {
  const [before, after, atPeak] = compare(
    [withKernels(stock, run), withKernels(ours, run), peak.run],
    SAMPLES,
  );
  return { name, flops, elements, stock: before, ours: after, peakFlops: peak.flops / atPeak };
});

const { direct, throughTensors } = smallForward();
const forward = compare(
  [withKernels(stock, throughTensors), withKernels(ours, throughTensors), direct],
  SAMPLES,
);
const peakFlops = median(rows.map((row) => row.peakFlops));
const answer = {
  peakFlops,
  kernels: rows,
  forwardOf20Rows: { stock: forward[0], ours: forward[1], withoutTensors: forward[2] },
};

const milliseconds = (seconds) => (seconds * 1e3).toFixed(3);

const table = (lines) => lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(answer, null, 2));
} else {
  console.log(
    `SIMD128 peak (multiply and add in registers, ${arithmetic.name}): ${(peakFlops / 1e9).toFixed(1)} GFLOP/s\n`,
  );
  console.log(
    table([
      ['program', 'stock, ms', 'ours, ms', 'times faster', 'ours', 'share of peak'],
      ['---', '---:', '---:', '---:', '---:', '---:'],
      ...rows.map((row) => [
        row.name,
        milliseconds(row.stock),
        milliseconds(row.ours),
        (row.stock / row.ours).toFixed(1),
        row.flops
          ? `${(row.flops / row.ours / 1e9).toFixed(1)} GFLOP/s`
          : `${((row.ours / row.elements) * 1e9).toFixed(2)} ns each`,
        row.flops ? `${((100 * row.flops) / row.ours / row.peakFlops).toFixed(0)} %` : '',
      ]),
    ]),
  );
  const [a, b, c] = forward.map((seconds) => (seconds * 1e6).toFixed(0));
  console.log(
    `\nForward pass of 20 rows, 2-100-100-2: ${a} µs stock, ${b} µs with our kernels, ${c} µs without tensors.`,
  );
}
