import { figureFile, narrow } from '@sgmrl/report';
import { biases } from './bias';
import { differenceNoise } from './common-random-numbers';
import { slopes, values } from './opposed';
import { angles } from './scale';
import { variances } from './variance';

/**
 * The figures of docs/concepts as files, names and SVG, of what is computed here and of what pages
 * of docs/results hold. They are read on phones, too.
 *
 * @param page the text of a page of docs/results.
 */
export const drawFigures = (
  page: (name: string) => string,
): Promise<readonly (readonly [name: string, svg: string])[]> =>
  Promise.all(
    [
      values,
      slopes,
      biases,
      variances(page('variance.md')),
      angles,
      differenceNoise(page('coupled-noise.md')),
    ].map((figure) => figureFile(figure, narrow)()),
  );
