import type { Vector } from '@sgmrl/vector';

/** Whether every entry is finite in float32, in which networks compute: one of 1e39 is not. */
export const allFiniteInFloat32 = (x: Vector): boolean => {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(Math.fround(x[i]))) return false;
  return true;
};
