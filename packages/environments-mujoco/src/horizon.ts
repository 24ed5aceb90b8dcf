import { wholeNumber } from '@sgmrl/codecs';
import type { Type } from 'io-ts';

/** Steps of an episode. */
export const horizonCodec: Type<number> = wholeNumber(1, 1_000_000);
