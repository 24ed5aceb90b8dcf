/** max_i |x_i − y_i| / max(1, max_i |y_i|); infinite where a number is missing or not finite. */
export const distance = (x: ArrayLike<number>, y: ArrayLike<number>): number => {
  if (x.length !== y.length) return Infinity;
  let scale = 1;
  let worst = 0;
  for (let i = 0; i < y.length; i += 1) {
    const difference = Math.abs(x[i] - y[i]);
    if (!Number.isFinite(difference)) return Infinity;
    scale = Math.max(scale, Math.abs(y[i]));
    worst = Math.max(worst, difference);
  }
  return worst / scale;
};
