import { linkKernels } from './kernels';
import { isMemory } from './web-assembly';
import { rightOf } from './test-helpers';

interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum?: number;
  readonly shared?: boolean;
}
declare const WebAssembly: {
  readonly Memory: new (descriptor: MemoryDescriptor) => { readonly buffer: ArrayBuffer };
};

describe('the compiled module', () => {
  it('works on the memory it is given, and writes nothing else there', () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { add } = rightOf(linkKernels(memory));
    const bytes = new Uint8Array(memory.buffer);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    const floats = new Float32Array(memory.buffer);
    floats.set([1, 2], 4);
    add(64, 16, 20, 1);
    expect(floats[16]).toBe(3);
    expect(floats.filter((value) => value !== 0)).toHaveLength(3);
  });

  it('says so when the engine refuses it', () => {
    const shared = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    expect(linkKernels(shared)).toMatchObject({ left: { tag: 'NoSimd' } });
  });

  it('knows a memory when it sees one', () => {
    expect(isMemory(new WebAssembly.Memory({ initial: 0 }))).toBe(true);
    expect(isMemory({ buffer: new ArrayBuffer(0) })).toBe(false);
  });
});
