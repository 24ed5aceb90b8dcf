import * as E from 'fp-ts/lib/Either.js';
import type { UnknownPreset } from '../errors/experiment-error';
import { suggestion } from '../errors/nearest';
import { builtIn } from '../vocabulary/built-in';
import type { Vocabulary } from '../vocabulary/vocabulary';
import type { Preset } from './preset';

/**
 * The preset of a name; Left suggests the nearest name there is.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { findPreset } from '@sgmrl/experiments';
 * deepStrictEqual(findPreset('navigation2d'), {
 *   _tag: 'Left',
 *   left: { kind: 'unknown-preset', name: 'navigation2d', suggestion: 'did you mean navigation-2d?' },
 * });
 * ```
 */
export const findPreset = (
  name: string,
  { presets }: Pick<Vocabulary, 'presets'> = builtIn,
): E.Either<UnknownPreset, Preset> =>
  Object.hasOwn(presets, name)
    ? E.right(presets[name])
    : E.left({ kind: 'unknown-preset', name, suggestion: suggestion(name, Object.keys(presets)) });
