import * as tf from '@tensorflow/tfjs-core';
import { heapOf, tfjsHeap } from './heap';
import { rightOf, useWasm } from './testing/kernels';

interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}
declare const WebAssembly: {
  readonly Memory: new (descriptor: MemoryDescriptor) => {
    readonly buffer: ArrayBuffer;
    readonly grow: (pages: number) => number;
  };
};

/** A backend as tfjs 4.22 makes it, around a memory of the test. */
const backendOf = (memory: unknown, malloc: unknown = () => 16) => ({
  dataIdMap: {},
  makeOutput: () => undefined,
  wasm: { asm: { memory }, _malloc: malloc, _free: () => undefined },
});

describe('the heap', () => {
  it('is found on the wasm backend of tfjs', async () => {
    await useWasm();
    const { floats, allocate, free } = rightOf(tfjsHeap());
    const address = allocate(8);
    floats().set([1.5, -2], address / 4);
    expect([...floats().subarray(address / 4, address / 4 + 2)]).toEqual([1.5, -2]);
    free(address);
    const tensor = tf.tensor1d([7, 8]);
    const { backend } = rightOf(tfjsHeap());
    const { memoryOffset } = backend.dataIdMap.get(tensor.dataId);
    expect([...floats().subarray(memoryOffset / 4, memoryOffset / 4 + 2)]).toEqual([7, 8]);
    tensor.dispose();
  });

  it('is looked at anew after the memory has grown', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { floats } = rightOf(heapOf(backendOf(memory)));
    floats()[3] = 5;
    memory.grow(1);
    expect(floats()).toHaveLength((2 * 65536) / 4);
    expect(floats()[3]).toBe(5);
  });

  it('is not found on a backend that is built in another way', () => {
    const good = backendOf(new WebAssembly.Memory({ initial: 1 }));
    expect(heapOf(good)._tag).toBe('Right');
    const others = [
      null,
      {},
      { ...good, wasm: undefined },
      { ...good, dataIdMap: undefined },
      { ...good, makeOutput: 3 },
      backendOf({ buffer: new ArrayBuffer(8) }),
      { ...good, wasm: { ...good.wasm, _malloc: undefined } },
      { ...good, wasm: { ...good.wasm, _free: undefined } },
    ];
    for (const other of others) expect(heapOf(other)).toMatchObject({ left: { kind: 'memory-not-found' } });
  });

  it('is refused when its memory is shared', () => {
    const wasmMemory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    // The threaded build imports its memory, so that it is none of the exports in `asm`.
    const wasm = { ...backendOf(undefined).wasm, asm: {}, wasmMemory };
    expect(heapOf({ ...backendOf(undefined), wasm })).toMatchObject({ left: { kind: 'shared-memory' } });
  });

  it('says when it has no room, also for sizes that malloc cannot be asked for', () => {
    const { allocate } = rightOf(heapOf(backendOf(new WebAssembly.Memory({ initial: 1 }), () => 0)));
    expect(() => allocate(100)).toThrow('Expected room for 100 bytes on the heap of tfjs, found none.');
    const { allocate: other } = rightOf(heapOf(backendOf(new WebAssembly.Memory({ initial: 1 }), () => -16)));
    expect(other(100)).toBe(2 ** 32 - 16);
    expect(() => other(2 ** 32)).toThrow(RangeError);
  });
});
