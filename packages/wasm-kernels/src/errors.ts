/**
 * Why the kernels could not be put to work. The stock kernels are untouched then.
 *
 * - `OtherBackend`: the active tfjs backend is not `wasm`.
 * - `MemoryNotFound`: the WASM backend does not show its memory and allocator where version 4.22 does.
 * - `SharedMemory`: the backend runs its threaded build, whose shared memory this module cannot import.
 * - `NoSimd`: the engine cannot compile WebAssembly with 128-bit SIMD.
 * - `AlreadyInstalled`: the kernels are in place already.
 */
export interface KernelsError {
  readonly tag: 'OtherBackend' | 'MemoryNotFound' | 'SharedMemory' | 'NoSimd' | 'AlreadyInstalled';
  /** What was expected and what was found. */
  readonly message: string;
}
