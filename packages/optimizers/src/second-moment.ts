import { norm } from '@sgmrl/vector';

/**
 * A decaying mean of squares v as one number: v itself, or −√v where v is beyond the numbers that
 * can be divided and squared with all their digits. Squares are never negative, so the sign tells
 * which.
 */
const write = (root: number): number => {
  const v = root * root;
  return root === 0 || isPlain(v) ? v : -root;
};

const isPlain = (v: number): boolean => v >= 1e-280 && v <= 1e280;

/** The next v = decay·v + (1 − decay)·g². */
export const nextSecondMoment =
  (decay: number) =>
  (written: number, g: number): number => {
    const v = decay * written + (1 - decay) * g * g;
    if (written >= 0 && isPlain(v)) return v;
    const before = written < 0 ? -written : Math.sqrt(written);
    const root = norm([Math.sqrt(decay) * before, Math.sqrt(1 - decay) * g]);
    return write(Number.isFinite(g) ? Math.min(root, Number.MAX_VALUE) : root);
  };

/** m/mass₁ / (√(v/mass₂) + ε), without ever leaving the numbers where the quotient is one. */
export const standardised =
  ([meanMass, squareMass]: readonly [number, number], epsilon: number) =>
  (m: number, written: number): number => {
    const rootMass = Math.sqrt(squareMass);
    // Halves, since a whole of the largest number may be rounded beyond it.
    if (written < -1) return m / 2 / meanMass / (-written / 2 / rootMass + epsilon / 2);
    const root = written < 0 ? -written / rootMass : Math.sqrt(written / squareMass);
    return m / meanMass / (root + epsilon);
  };
