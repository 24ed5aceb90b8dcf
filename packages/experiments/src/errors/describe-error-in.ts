import { sep } from 'node:path';
import { visibleName } from '@sgmrl/codecs';
import { describeError, type ExperimentError } from './experiment-error';

/**
 * What {@link describeError} says, for one who knows which folder it is about: paths are told from
 * there.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { describeErrorIn } from '@sgmrl/experiments';
 * const error = { kind: 'unusable-run' as const, path: '/runs/mine/checkpoint', problem: 'it is gone' };
 * strictEqual(describeErrorIn('/runs/mine', error), 'checkpoint: it is gone');
 * strictEqual(describeErrorIn('/runs/other', error), '/runs/mine/checkpoint: it is gone');
 * ```
 */
export const describeErrorIn = (directory: string, error: ExperimentError): string => {
  const text = describeError(error);
  const name = visibleName(directory);
  const prefix = [`${name}: `, `${name}${sep}`].find((start) => text.startsWith(start)) ?? '';
  return text.slice(prefix.length);
};
