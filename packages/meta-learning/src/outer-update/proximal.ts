import { checkFields, checkOnlyFields } from '@sgmrl/codecs';
import { surrogateOf } from '@sgmrl/estimators';
import type { GradientTransformation } from '@sgmrl/optimizers';
import { checkCount } from '../check';
import { gradientStep } from './ascent';
import type { OuterUpdate } from './outer-update';
import type { Kinded } from './kinded';
import { ask, found, readValue, type Point, type Search } from './search';

/** Settings of {@link proximal}. */
export interface ProximalSettings {
  /** ε: a likelihood ratio counts no gain beyond 1 ± ε. */
  readonly clip: number;
  /** η: what the divergence of the policies before each inner step costs. */
  readonly klPenalty: number;
  /** Steps of the optimizer on the same data. */
  readonly steps: number;
}

/**
 * Steps of the optimizer along the gradient of the clipped surrogate, all on the same data
 * (Rothfuss et al., arXiv:1810.06784, algorithm 1). The first is along the meta-gradient, which is
 * the surrogate's gradient at θ_k.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import { proximal } from '@sgmrl/meta-learning';
 * import { sgd } from '@sgmrl/optimizers';
 * const update = proximal({ clip: 0.3, klPenalty: 5e-4, steps: 2 }, sgd(1));
 * const search = update.search({ parameters: [0], optimizer: update.init([0]) }, [3]);
 * // After the first step it asks for the gradient where that led.
 * strictEqual(search.kind === 'asks' && search.question.kind, 'gradient');
 * ```
 */
export const proximal = <Memory>(
  settings: ProximalSettings,
  optimizer: GradientTransformation<Memory>,
): OuterUpdate<Memory> => {
  checkOnlyFields<ProximalSettings & Kinded>('proximal', settings, {
    kind: 'anything',
    clip: 'anything',
    klPenalty: 'anything',
    steps: 'anything',
  });
  const { clip, klPenalty, steps } = settings;
  checkFields('optimizer', optimizer, { init: 'a function', update: 'a function' });
  const surrogate = surrogateOf({ clip, klPenalty });
  checkCount('steps', steps, 1);
  const step = gradientStep(optimizer);
  const goOn = (point: Point<Memory>, left: number): Search<Memory> =>
    left === 0
      ? ask({ kind: 'value', parameters: point.parameters }, (value) =>
          found({ ...point, surrogate: readValue(value) }),
        )
      : ask({ kind: 'gradient', parameters: point.parameters }, (next) => goOn(step(point, next), left - 1));
  return {
    init: optimizer.init,
    search: (from, gradient) => goOn(step(from, gradient), steps - 1),
    surrogate,
  };
};
