import type { Config } from '../configuration/config';
import { differences } from '../configuration/differences';
import { presets } from '../configuration/presets';
import type { Comparison } from './comparison';

/** A preset, and where settings differ from it. */
export interface PresetDistance {
  /** Its name. */
  readonly preset: string;
  /**
   * `algorithm.stepSize is 0.1, not 0.5`: what is set, and what the preset has; empty where all is
   * equal.
   */
  readonly different: readonly string[];
}

/** Without what tells runs of one comparison apart. */
const shared = (config: Config) => ({
  ...config,
  seed: undefined,
  iterations: undefined,
  algorithm: { ...config.algorithm, estimator: undefined, innerSteps: undefined },
});

/**
 * The preset of the same kind of environment that the settings of a comparison differ from in the
 * fewest places; undefined where there is none, as for an environment of one's own. The settings
 * are those of the first run that is trained to adapt, or of the first run if there is none; seed,
 * iterations, estimator and inner steps do not count, since runs differ in them by design, nor do
 * the settings by which groups are told apart.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { nearestPreset, presets } from '@sgmrl/experiments';
 * const { config } = presets['tabular-quick'];
 * const run = { directory: '', seed: 1, config: { ...config, iterations: 3 }, records: [], heldOut: undefined };
 * deepStrictEqual(nearestPreset({ groups: [{ algorithm: 'none', innerSteps: 1, runs: [run] }] }), {
 *   preset: 'tabular-quick',
 *   different: [],
 * });
 * ```
 */
export const nearestPreset = ({ groups }: Pick<Comparison, 'groups'>): PresetDistance | undefined => {
  const { runs } = groups.find(({ innerSteps }) => innerSteps > 0) ?? groups[0];
  const settings = shared(runs[0].config);
  const varied = groups.flatMap((group) => (group.settings ?? []).map(({ path }) => path));
  const isShared = (difference: string): boolean =>
    !varied.some((path) => difference.startsWith(`${path} `) || difference.startsWith(`${path}.`));
  return Object.entries(presets)
    .filter(([, { config }]) => config.environment.kind === settings.environment.kind)
    .map(([preset, { config }]): PresetDistance => ({
      preset,
      different: differences(settings, shared(config)).filter(isShared),
    }))
    .toSorted((one, other) => one.different.length - other.different.length)
    .at(0);
};
