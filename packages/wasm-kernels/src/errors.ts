/** Why the kernels could not be put to work. The stock kernels are untouched then. */
export interface KernelsError {
  /**
   * - `other-backend`: the active tfjs backend is not `wasm`.
   * - `memory-not-found`: the WASM backend does not show its memory and allocator where version
   *   4.22 does.
   * - `shared-memory`: the backend runs its threaded build, whose shared memory this module cannot
   *   import.
   * - `no-simd`: the engine cannot compile WebAssembly with 128-bit SIMD.
   * - `not-fused`: fused arithmetic was asked for, and the engine or the processor has none.
   * - `already-installed`: kernels of this arithmetic are in place already, for this very backend.
   */
  readonly kind:
    'other-backend' | 'memory-not-found' | 'shared-memory' | 'no-simd' | 'not-fused' | 'already-installed';
  /** What was expected and what was found. */
  readonly message: string;
}
