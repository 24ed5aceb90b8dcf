/** Vectors of fewer than four values, for the end of a row. */

/** The first `count` (1 to 3) of four values, the others zero. */
export function loadPart(address: usize, count: usize): v128 {
  let values = v128.load32_zero(address);
  if (count > 1) values = v128.load32_lane(address, values, 1, 4);
  if (count > 2) values = v128.load32_lane(address, values, 2, 8);
  return values;
}

/** Stores the first `count` (1 to 3) of four values. */
export function storePart(address: usize, values: v128, count: usize): void {
  v128.store32_lane(address, values, 0);
  if (count > 1) v128.store32_lane(address, values, 1, 4);
  if (count > 2) v128.store32_lane(address, values, 2, 8);
}
