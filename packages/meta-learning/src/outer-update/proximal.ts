import type { ProximalUpdate } from '@sgmrl/estimators';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import type { Vector } from '@sgmrl/vector';
import { gradientStep, type Point } from './gradient-step';
import { ask, found, readValue, type Search } from './search';

/**
 * Steps of the optimizer along the gradient of the clipped surrogate, all on the same data (Rothfuss et al.,
 * arXiv:1810.06784, algorithm 1).
 *
 * @param gradient at θ_k, where the surrogate's is the meta-gradient.
 */
export const proximal =
  ({ steps }: ProximalUpdate, optimizer: GradientTransformation<OptimizerState>) =>
  (from: Point, gradient: Vector): Search => {
    const step = gradientStep(optimizer);
    const goOn = (point: Point, left: number): Search =>
      left === 0
        ? ask({ kind: 'value', parameters: point.parameters }, (value) =>
            found({ ...point, surrogate: readValue(value) }),
          )
        : ask({ kind: 'gradient', parameters: point.parameters }, (next) =>
            goOn(step(point, next), left - 1),
          );
    return goOn(step(from, gradient), steps - 1);
  };
