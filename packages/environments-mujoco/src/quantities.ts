import { numberFrom } from '@sgmrl/codecs';
import type { Type } from 'io-ts';

// Far beyond what robots do, and small enough that differences, squares and sums over an episode
// stay finite.

/** Along a direction, m/s. */
export const speed: Type<number> = numberFrom(-1e6, 1e6);

/** In the plane, m. */
export const coordinate: Type<number> = numberFrom(-1e6, 1e6);

/** How far from the start, m. */
export const distance: Type<number> = numberFrom(1e-6, 1e6);

/** By how much a mass, a damping or a friction is multiplied. */
export const factorCodec: Type<number> = numberFrom(1e-3, 1e3);

/** s of the controls u = clip(s a, ±1). */
export const scaleCodec: Type<number> = numberFrom(1e-6, 1e6);
