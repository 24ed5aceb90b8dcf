import type { Matrix, Vector } from '@sgmrl/vector';

/** (2 − 2⁻²⁴)·2¹²⁷: from here on a number is infinite in float32. */
const beyond = 3.4028235677973366e38;

/** Throws a RangeError unless all are finite numbers in float32. */
export const checkFinite = (what: string, { columns, data }: Matrix): void => {
  for (let i = 0; i < data.length; i += 1)
    if (!(Math.abs(data[i]) < beyond))
      throw new RangeError(
        `${what}: expected numbers that are finite in float32 (below 3.4e38), ` +
          `found ${String(data[i])} in row ${String(Math.floor(i / columns))}`,
      );
};

/**
 * Throws a RangeError where a finite number is infinite in float32. Numbers that are not finite
 * pass: what follows from them is not finite, or a limit (tanh is 1 at ∞).
 */
export const checkRepresentable = (what: string, x: Vector): void => {
  for (let i = 0; i < x.length; i += 1)
    if (Math.abs(x[i]) >= beyond && Number.isFinite(x[i]))
      throw new RangeError(
        `${what}: expected numbers that are not infinite in float32 (below 3.4e38), ` +
          `found ${String(x[i])} at index ${String(i)}`,
      );
};
