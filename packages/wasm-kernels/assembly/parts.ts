/** Vectors of four values, or of fewer at the end of a row. */

function loadPart(address: usize, count: usize): v128 {
  let values = v128.load32_zero(address);
  if (count > 1) values = v128.load32_lane(address, values, 1, 4);
  if (count > 2) values = v128.load32_lane(address, values, 2, 8);
  return values;
}

function storePart(address: usize, values: v128, count: usize): void {
  v128.store32_lane(address, values, 0);
  if (count > 1) v128.store32_lane(address, values, 1, 4);
  if (count > 2) v128.store32_lane(address, values, 2, 8);
}

/** The next four values, or the `left` (1 to 3) that are left and zeros. */
export function load4(address: usize, left: usize): v128 {
  return left < 4 ? loadPart(address, left) : v128.load(address);
}

/** Stores four values, or the first `left` (1 to 3). */
export function store4(address: usize, values: v128, left: usize): void {
  if (left < 4) storePart(address, values, left);
  else v128.store(address, values);
}
