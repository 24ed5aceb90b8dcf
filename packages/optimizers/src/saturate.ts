/**
 * The number, or the largest one of its sign where finite numbers were added up to more: a state
 * that became infinite would stay so for ever.
 */
export const saturate = (sum: number, latest: number): number =>
  Number.isFinite(sum) || !Number.isFinite(latest) ? sum : Math.sign(sum) * Number.MAX_VALUE;
