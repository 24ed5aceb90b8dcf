/**
 * What tells the two modules apart that are made of these sources. `FUSED` is given by
 * scripts/compile.mjs: 1 for the module with fused multiply-add, 0 for the strict one.
 */

/** sum + x y: rounded once in the fused module, twice in the strict one. */
export function multiplyAdd(sum: v128, x: v128, y: v128): v128 {
  return FUSED ? f32x4.relaxed_madd(x, y, sum) : f32x4.add(sum, f32x4.mul(x, y));
}
