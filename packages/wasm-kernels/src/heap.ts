import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import * as E from 'fp-ts/lib/Either.js';
import type { KernelsError } from './errors';
import type { Memory } from './web-assembly';
import { isMemory } from './web-assembly';

/** The heap of the tfjs WASM backend: its memory and its allocator. Addresses count bytes. */
export interface Heap {
  /** @internal declarations that name its type do not compile without those of Emscripten */
  readonly backend: BackendWasm;
  readonly memory: Memory;
  /**
   * All of the memory as float32. It is made anew when the memory has grown: use it at once, never
   * keep it.
   */
  readonly floats: () => Float32Array;
  /** The address of that many bytes. Throws a RangeError when the heap is exhausted. */
  readonly allocate: (bytes: number) => number;
  readonly free: (address: number) => void;
}

type Field = Readonly<Record<string, unknown>>;
type Allocator = (size: number) => unknown;

const isField = (value: unknown): value is Field => typeof value === 'object' && value !== null;
const isAllocator = (value: unknown): value is Allocator => typeof value === 'function';
const field = (value: unknown, name: string): unknown => (isField(value) ? value[name] : undefined);

const floatsOf = (memory: Memory): (() => Float32Array) => {
  let floats = new Float32Array(memory.buffer);
  return () => {
    if (floats.buffer !== memory.buffer) floats = new Float32Array(memory.buffer);
    return floats;
  };
};

const allocateWith =
  (malloc: Allocator) =>
  (bytes: number): number => {
    // malloc takes 32 bits and returns them signed, 0 when it finds no room.
    const address = bytes < 0x1_0000_0000 ? Number(malloc(Math.max(bytes, 1))) >>> 0 : 0;
    if (address === 0) {
      throw new RangeError(`Expected room for ${bytes} bytes on the heap of tfjs, found none.`);
    }
    return address;
  };

const isBackend = (value: unknown): value is BackendWasm =>
  isField(field(value, 'dataIdMap')) && typeof field(value, 'makeOutput') === 'function';

/** The heap of a tfjs WASM backend, if it is built as expected. */
export const heapOf = (backend: unknown): E.Either<KernelsError, Heap> => {
  const wasm = field(backend, 'wasm');
  // The threaded build imports its memory and does not export it.
  const memory = field(field(wasm, 'asm'), 'memory') ?? field(wasm, 'wasmMemory');
  const malloc = field(wasm, '_malloc');
  const free = field(wasm, '_free');
  if (!isBackend(backend) || !isMemory(memory) || !isAllocator(malloc) || !isAllocator(free)) {
    return E.left({
      kind: 'memory-not-found',
      message:
        'Expected dataIdMap and makeOutput on the backend, a WebAssembly memory at wasm.asm.memory or ' +
        'wasm.wasmMemory and the functions wasm._malloc and _free, as in @tensorflow/tfjs-backend-wasm 4.22; ' +
        'not all were found.',
    });
  }
  if (typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer) {
    return E.left({
      kind: 'shared-memory',
      message:
        'Expected an unshared memory; the tfjs backend runs its threaded build, whose memory is shared.',
    });
  }
  return E.right({
    backend,
    memory,
    floats: floatsOf(memory),
    allocate: allocateWith(malloc),
    free: (address) => void free(address),
  });
};

/** The heap of the active tfjs backend, if that is `wasm`. */
export const tfjsHeap = (): E.Either<KernelsError, Heap> =>
  tf.getBackend() === 'wasm'
    ? heapOf(tf.backend())
    : E.left({
        kind: 'other-backend',
        message: `Expected the active tfjs backend to be 'wasm', found '${tf.getBackend() ?? ''}'.`,
      });
