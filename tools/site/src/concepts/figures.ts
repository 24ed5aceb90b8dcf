import type { LineFigure } from '@sgmrl/report';
import { biases } from './bias';
import { differenceNoise } from './common-random-numbers';
import { slopes, values } from './opposed';
import { angles } from './scale';
import { variances } from './variance';

/**
 * The figures of docs/concepts, of what is computed here and of what pages of docs/results hold.
 *
 * @param page the text of a page of docs/results.
 */
export const figures = (page: (name: string) => string): readonly LineFigure[] => [
  values,
  slopes,
  biases,
  variances(page('variance.md')),
  angles,
  differenceNoise(page('coupled-noise.md')),
];
