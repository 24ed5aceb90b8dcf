import { numberFrom } from './numbers';
import { refine } from './refine';

/** [0, 1] */
export const fraction = numberFrom(0, 1);

/** (0, 1] */
export const positiveFraction = refine(fraction, 'number above 0 and at most 1', (x) => x > 0);

/** [0, 1) */
export const properFraction = refine(fraction, 'number from 0 to below 1', (x) => x < 1);

/** (0, 1) */
export const positiveProperFraction = refine(positiveFraction, 'number above 0 and below 1', (x) => x < 1);
