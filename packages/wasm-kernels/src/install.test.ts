import * as tf from '@tensorflow/tfjs-core';
import { fusedArithmetic } from './fused-arithmetic';
import { installKernels } from './install';
import { arithmetics, installed, rightOf, useWasm } from './testing/kernels';

const replaced = [
  'BatchMatMul',
  'Cumsum',
  'Exp',
  'GatherV2',
  'Max',
  'Min',
  'Prelu',
  'Sum',
  'Tanh',
  'Transpose',
];

const kernelsOf = (): readonly tf.KernelFunc[] =>
  replaced.map((name) => tf.getKernel(name, 'wasm').kernelFunc);

/** Two layers and their gradients by hand, as a program would write them. */
const layers = () =>
  tf.tidy(() => {
    const entries = (shape: [number, number], step: number): tf.Tensor2D =>
      tf.tensor2d(
        Float32Array.from({ length: shape[0] * shape[1] }, (_, i) => Math.sin(i * step)),
        shape,
      );
    const [x, w1, w2] = [entries([33, 5], 0.7), entries([5, 21], 1.3), entries([21, 2], 0.9)];
    const hidden = tf.tanh(
      tf.add(tf.matMul(x, w1), tf.tensor1d(Float32Array.from({ length: 21 }, (_, i) => Math.cos(i)))),
    );
    const output = tf.exp(tf.matMul(hidden, w2));
    const dHidden = tf.mul(tf.matMul(output, w2, false, true), tf.sub(1, tf.square(hidden)));
    return [tf.matMul(x, dHidden, true), tf.sum(dHidden, 0), tf.relu(tf.sum(output, 1))].map((t) => [
      ...t.dataSync(),
    ]);
  });

describe('installing the kernels', () => {
  beforeEach(useWasm);

  it('is refused while another backend is active', async () => {
    tf.registerBackend('other', () => Object.assign(new tf.KernelBackend(), { dispose: () => undefined }));
    await tf.setBackend('other');
    const before = kernelsOf();
    expect(installKernels()).toMatchObject({ _tag: 'Left', left: { kind: 'other-backend' } });
    expect(kernelsOf()).toEqual(before);
    tf.removeBackend('other');
  });

  it('lets kernels of other arithmetic give way', () => {
    if (!arithmetics.includes(fusedArithmetic)) {
      expect(installKernels(fusedArithmetic)).toMatchObject({ left: { kind: 'not-fused' } });
      return;
    }
    const stock = kernelsOf();
    const fusedSum = (): ArrayLike<number> =>
      tf
        .matMul(
          tf.tensor2d([[-(1 + 1 / 2048), 1 + 1 / 4096]]),
          tf.tensor2d([Array(3).fill(1), Array(3).fill(1 + 1 / 4096)]),
        )
        .dataSync();
    const strict = rightOf(installKernels());
    expect(Array.from(fusedSum())).toEqual([0, 0, 0]);
    const fused = rightOf(installKernels(fusedArithmetic));
    expect(Array.from(fusedSum())).toEqual(Array(3).fill(2 ** -24));
    // It is not its business any more.
    strict.uninstall();
    expect(Array.from(fusedSum())).toEqual(Array(3).fill(2 ** -24));
    fused.uninstall();
    expect(kernelsOf()).toEqual(stock);
  });

  it('replaces kernels, once, until they are put back', () => {
    const stock = kernelsOf();
    const installation = rightOf(installKernels());
    expect(installation.replaced).toEqual(replaced);
    kernelsOf().forEach((kernel, i) => {
      expect(kernel).not.toBe(stock[i]);
    });
    expect(installKernels()).toMatchObject({ left: { kind: 'already-installed' } });
    installation.uninstall();
    expect(kernelsOf()).toEqual(stock);
    installation.uninstall();
    expect(kernelsOf()).toEqual(stock);
    rightOf(installKernels()).uninstall();
  });

  it('does not take away what somebody else has put in the place of a kernel since', () => {
    const stock = tf.getKernel('Tanh', 'wasm');
    const installation = rightOf(installKernels());
    tf.unregisterKernel('Tanh', 'wasm');
    const other = { ...stock, kernelFunc: (): tf.TensorInfo => tf.scalar(1) };
    tf.registerKernel(other);
    installation.uninstall();
    expect(tf.getKernel('Tanh', 'wasm')).toBe(other);
    expect(tf.getKernel('Exp', 'wasm')).not.toHaveProperty('replacedBySgmrl');
    tf.unregisterKernel('Tanh', 'wasm');
    tf.registerKernel(stock);
  });

  it('changes no result beyond rounding and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const [ours, again, stock] = [installed(layers), installed(layers), layers()];
    expect(tf.memory().numTensors).toBe(before);
    expect(ours).toEqual(again);
    ours.forEach((entries, i) => {
      entries.forEach((entry, j) => {
        expect(Math.abs(entry - stock[i][j])).toBeLessThan(2e-5 * (1 + Math.abs(stock[i][j])));
      });
    });
  });

  it('goes on after the memory has grown', () => {
    const found = installed(() => {
      const first = layers();
      const large = tf.zeros([64, 2 ** 20]);
      const second = layers();
      large.dispose();
      return [first, second];
    });
    expect(found[1]).toEqual(found[0]);
  });

  const makeBackendAnew = async (): Promise<void> => {
    const factory = tf.findBackendFactory('wasm');
    tf.removeBackend('wasm');
    tf.registerBackend('wasm', factory);
    await useWasm();
  };

  it('leaves a backend that was made anew to the stock kernels', async () => {
    const installation = rightOf(installKernels());
    const ours = layers();
    await makeBackendAnew();
    const anew = layers();
    installation.uninstall();
    expect(anew).toEqual(layers());
    expect(anew).not.toEqual(ours);
    expect(installed(layers)).toEqual(ours);
  });

  it('can be done again for a backend that was made anew', async () => {
    const stock = kernelsOf();
    const former = rightOf(installKernels());
    const ours = layers();
    await makeBackendAnew();
    const latter = rightOf(installKernels());
    expect(installKernels()).toMatchObject({ left: { kind: 'already-installed' } });
    former.uninstall();
    expect(layers()).toEqual(ours);
    latter.uninstall();
    expect(kernelsOf()).toEqual(stock);
  });
});
