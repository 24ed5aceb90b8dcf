import { kernelsBase64 } from './generated/kernels';

/** How kernels add products to a sum, as they are compiled. */
export interface Arithmetic {
  /**
   * `strict`: a product is rounded, then the sum. `fused`: their sum is rounded once (fused
   * multiply-add), which is faster and has other last bits.
   */
  readonly name: 'strict' | 'fused';
  /** The compiled module, in base64. */
  readonly module: string;
}

/**
 * Rounds each product and each sum to float32: the same bits on every engine with 128-bit SIMD.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { checkArithmetic, strictArithmetic } from '@sgmrl/wasm-kernels';
 * strictEqual(checkArithmetic(strictArithmetic)._tag, 'Right');
 * ```
 */
export const strictArithmetic: Arithmetic = { name: 'strict', module: kernelsBase64 };
