import type { Arithmetic } from './arithmetic';
import { fusedKernelsBase64 } from './generated/fused-kernels';

/**
 * Rounds x y + z once wherever a matrix product adds to a sum: the same bits on every engine that
 * has it, other bits than {@link strictArithmetic}, and faster. It takes WebAssembly's relaxed SIMD
 * (Node 22 and later, current browsers) on a processor with fused multiply-add.
 *
 * @example
 * ```ts
 * import { match } from 'node:assert';
 * import { checkArithmetic, fusedArithmetic } from '@sgmrl/wasm-kernels';
 * const checked = checkArithmetic(fusedArithmetic);
 * const message = checked._tag === 'Left' ? checked.left.message : 'Expected, and found';
 * match(message, /^Expected/);
 * ```
 */
export const fusedArithmetic: Arithmetic = { name: 'fused', module: fusedKernelsBase64 };
