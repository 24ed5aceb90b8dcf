import * as tf from '@tensorflow/tfjs-core';
import { tfjsHeap } from './heap';
import { transposed } from './heap-matrix';
import { createLinearAlgebra } from './linear-algebra';
import { linearAlgebra, rightOf, useWasm } from './testing/kernels';

const megabyte = 2 ** 20;

const heapBytes = (): number => rightOf(tfjsHeap()).memory.buffer.byteLength;

describe('linear algebra on the heap of tfjs', () => {
  it('is refused while another backend is active', async () => {
    tf.registerBackend('other', () => Object.assign(new tf.KernelBackend(), { dispose: () => undefined }));
    await tf.setBackend('other');
    expect(createLinearAlgebra()).toMatchObject({
      _tag: 'Left',
      left: {
        kind: 'other-backend',
        message: "Expected the active tfjs backend to be 'wasm', found 'other'.",
      },
    });
    tf.removeBackend('other');
  });

  describe('with the wasm backend', () => {
    beforeAll(useWasm);

    it('copies in and out, rounded to float32', () => {
      const { withScratch, write, read } = linearAlgebra();
      const found = withScratch({ a: [1, 3] }, ({ a }) => {
        write([0.1, -2, 1e-50], a);
        return read(a);
      });
      expect([...found]).toEqual([Math.fround(0.1), -2, 0]);
    });

    it('refuses values that do not fill a matrix', () => {
      const { withScratch, write } = linearAlgebra();
      withScratch({ a: [2, 2] }, ({ a }) => {
        expect(() => {
          write([1, 2, 3], a);
        }).toThrow('Expected 4 values for 2 x 2 elements, found 3.');
      });
    });

    it('goes on after the memory has grown', () => {
      const { allocate, write, matMul, add, read } = linearAlgebra();
      const before = allocate({ a: [2, 2], c: [2, 2] });
      write([1, 2, 3, 4], before.matrices.a);
      const bytesBefore = heapBytes();
      const after = allocate({ large: [bytesBefore / 4 / megabyte + 1, megabyte], b: [2, 2] });
      expect(heapBytes()).toBeGreaterThan(bytesBefore);
      const { a, c } = before.matrices;
      const { b } = after.matrices;
      write([1, 0, 0, 1], b);
      matMul(transposed(a), b, c);
      add(c, b, c);
      expect([...read(c)]).toEqual([2, 3, 2, 5]);
      after.free();
      before.free();
    });

    it('says so when the heap is exhausted, and works on', () => {
      const { withScratch, write, read } = linearAlgebra();
      expect(() => withScratch({ huge: [2 ** 30, 3] }, () => 0)).toThrow(RangeError);
      const found = withScratch({ a: [1, 1] }, ({ a }) => (write([5], a), read(a)));
      expect([...found]).toEqual([5]);
    });

    it('takes no more memory however often it is used', () => {
      const { withScratch, matMul } = linearAlgebra();
      const use = (): void => {
        withScratch({ a: [300, 300], b: [300, 300], c: [300, 300] }, ({ a, b, c }) => {
          matMul(transposed(a), b, c);
        });
      };
      use();
      const bytes = heapBytes();
      for (let i = 0; i < 300; i++) use();
      expect(heapBytes()).toBe(bytes);
    });
  });
});
