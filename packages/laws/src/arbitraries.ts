import { checkSpace, type Space, type TabularMdp, type TabularSize } from '@sgmrl/environments';
import type { Key } from '@sgmrl/prng';
import * as fc from 'fast-check';

/**
 * Random keys.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { uniform } from '@sgmrl/prng';
 * import { keys } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * fc.assert(fc.property(keys, (key) => ok(uniform(key, 1)[0] < 1)));
 * ```
 */
export const keys: fc.Arbitrary<Key> = fc.tuple(fc.nat(0xffff_ffff), fc.nat(0xffff_ffff));

/**
 * Step sizes α of an adaptation step, from 2⁻¹⁰ to 1.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { stepSizes } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * fc.assert(fc.property(stepSizes, (alpha) => ok(0 < alpha && alpha <= 1)));
 * ```
 */
export const stepSizes: fc.Arbitrary<number> = fc.double({ min: 1 / 1024, max: 1, noNaN: true });

/** An infinite side of an interval is cut this far from the other, or from zero. */
const reach = 1000;

/** Numbers that are spread evenly are so many steps apart, from end to end. */
const steps = 1 << 20;

/**
 * Most are spread evenly. `fc.double` alone takes all floating-point numbers as equal, of which
 * nearly all lie next to zero. The ends, where much goes wrong, occur often.
 */
const numbersBetween = (low: number, high: number): fc.Arbitrary<number> => {
  const min = low > -Infinity ? low : Math.min(high, 0) - reach;
  const max = high < Infinity ? high : Math.max(low, 0) + reach;
  const between = (share: number): number => Math.min(max, Math.max(min, (1 - share) * min + share * max));
  return fc.oneof(
    { weight: 2, arbitrary: fc.double({ min, max, noNaN: true }) },
    { weight: 6, arbitrary: fc.nat(steps).map((n) => between(n / steps)) },
    { weight: 1, arbitrary: fc.constantFrom(min, max) },
  );
};

/**
 * Elements of a space: actions or observations. Unbounded coordinates reach to 1000 beyond zero or
 * their other bound.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { contains, discrete } from '@sgmrl/environments';
 * import { elementsOf } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * fc.assert(fc.property(elementsOf(discrete(3)), (action) => ok(contains(discrete(3), action))));
 * ```
 */
export const elementsOf = (space: Space): fc.Arbitrary<readonly number[]> => {
  checkSpace('space', space);
  return space.kind === 'discrete'
    ? fc.integer({ min: 0, max: space.size - 1 }).map((index) => [index])
    : fc.tuple(...Array.from(space.low, (low, i) => numbersBetween(low, space.high[i])));
};

/** The largest MDPs that {@link mdps} draws. */
export interface MdpLimits {
  /** The most states, from 1 on. */
  readonly states: number;
  /** The most actions, from 1 on. */
  readonly actions: number;
  /** The most steps, from 1 on. */
  readonly horizon: number;
}

const sized = <A>(item: fc.Arbitrary<A>, length: number): fc.Arbitrary<readonly A[]> =>
  fc.array(item, { minLength: length, maxLength: length });

/** Small whole weights divided by their sum: zeros and certainties occur often. */
const probabilities = (size: number): fc.Arbitrary<readonly number[]> =>
  sized(fc.nat(4), size).map((weights) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    return sum > 0 ? weights.map((w) => w / sum) : weights.map((_, i) => (i === 0 ? 1 : 0));
  });

/**
 * Tabular MDPs with 1 … `states` states, 1 … `actions` actions and horizons 1 … `horizon`;
 * impossible and certain transitions occur often, rewards are multiples of 1/4 in [−2, 2].
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { TabularMdp } from '@sgmrl/environments';
 * import { mdps } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * const small = mdps({ states: 3, actions: 2, horizon: 3 });
 * fc.assert(fc.property(small, (mdp) => ok(TabularMdp.is(mdp))));
 * ```
 */
export const mdps = (limits: MdpLimits): fc.Arbitrary<TabularMdp> =>
  fc
    .record({
      states: fc.integer({ min: 1, max: limits.states }),
      actions: fc.integer({ min: 1, max: limits.actions }),
      horizon: fc.integer({ min: 1, max: limits.horizon }),
    })
    .chain(mdpsOfSize);

/**
 * Tabular MDPs of exactly this size, as {@link mdps} draws them.
 *
 * @example
 * ```ts
 * import { ok } from 'node:assert';
 * import { mdpsOfSize } from '@sgmrl/laws';
 * import * as fc from 'fast-check';
 * const sized = mdpsOfSize({ states: 3, actions: 2, horizon: 4 });
 * fc.assert(fc.property(sized, (mdp) => ok(mdp.initial.length === 3)));
 * ```
 */
export const mdpsOfSize = ({ states, actions, horizon }: TabularSize): fc.Arbitrary<TabularMdp> =>
  fc.record({
    initial: probabilities(states),
    transitions: sized(sized(probabilities(states), actions), states),
    rewards: sized(
      sized(
        fc.integer({ min: -8, max: 8 }).map((n) => n / 4),
        actions,
      ),
      states,
    ),
    horizon: fc.constant(horizon),
  });
