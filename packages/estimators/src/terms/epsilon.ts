/**
 * How far the two sides of a central difference are from its middle: ε itself, or
 * ε = share · ‖θ^t − θ^{t−1}‖ of the inner step that is differentiated.
 */
export type Epsilon =
  | number
  | {
      /** From 1e-6 to 1000; a step shorter than 0.001 counts as that long. */
      readonly share: number;
    };

/** ε, and a share. Less than the least, differences are rounding. */
export const epsilonLimits = { least: 1e-6, greatest: 1e3 } as const;

/** What {@link isEpsilon} accepts. */
export const epsilons = 'an epsilon, or a share, from 1e-6 to 1000';

const isWithin = (x: unknown): boolean =>
  typeof x === 'number' && x >= epsilonLimits.least && x <= epsilonLimits.greatest;

/** What has no type may still arrive. */
export const isEpsilon = (epsilon: unknown): epsilon is Epsilon =>
  isWithin(epsilon) ||
  (typeof epsilon === 'object' &&
    epsilon !== null &&
    Object.keys(epsilon).join() === 'share' &&
    isWithin(Reflect.get(epsilon, 'share')));

/**
 * A step that is shorter counts as that long: where nothing moved, a share of it would be nothing,
 * and in float32 a difference over less is rounding.
 */
const leastDisplacement = 1e-3;

/** ε where the inner step is so long. */
export const epsilonAfter = (epsilon: Epsilon, displacement: () => number): number =>
  typeof epsilon === 'number' ? epsilon : epsilon.share * Math.max(displacement(), leastDisplacement);

/** A name that tells one from another. */
export const epsilonName = (epsilon: Epsilon): string =>
  typeof epsilon === 'number' ? String(epsilon) : `${String(epsilon.share)} ‖U(D) − θ‖`;
