import { checkFields } from '@sgmrl/codecs';
import { checkBatch } from '@sgmrl/rollouts';
import type { Vector } from '@sgmrl/vector';
import { check, checkNotNegative } from '../check';
import { checkKnown } from '../check-settings';
import { checkShape, type SurrogateShape } from './shape';
import type { SurrogateBatch, SurrogateData, SurrogateSettings } from './surrogate-data';

const checkKept = (where: string, kept: SurrogateBatch & { readonly weights: Vector }): void => {
  checkFields(where, kept, {
    parameters: 'a list',
    batch: 'a record',
    logProbability: 'a list',
    weights: 'a list',
  });
  checkBatch(kept.batch);
  const rows = kept.batch.mask.length;
  for (const name of ['logProbability', 'weights'] as const) {
    const { length } = kept[name];
    check(`${where}: ${name}`, length === rows, `${String(rows)} numbers, one a row of the batch`, length);
  }
};

/**
 * Throws a RangeError, which says what was expected and what was found, unless settings, shape and
 * data of a surrogate are what their types say.
 */
export const checkSurrogateUse = (
  settings: SurrogateSettings,
  shape: SurrogateShape,
  data: SurrogateData,
): void => {
  checkKnown('settings', settings);
  checkNotNegative('stepSize', settings.stepSize);
  checkShape(shape);
  checkFields('data', data, { steps: 'a list', outerBatch: 'a record' });
  data.steps.forEach((step, t) => {
    checkKept(`data: step ${String(t)}`, step);
  });
  checkKept('data: outerBatch', data.outerBatch);
};
