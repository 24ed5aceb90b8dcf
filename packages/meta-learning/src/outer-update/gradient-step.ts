import { applyUpdate, type GradientTransformation, type OptimizerState } from '@sgmrl/optimizers';
import type { Vector } from '@sgmrl/vector';

/** Parameters and what the optimizer remembers. */
export interface Point {
  readonly parameters: Vector;
  readonly optimizer: OptimizerState;
}

/** One step of the optimizer. */
export const gradientStep =
  (optimizer: GradientTransformation<OptimizerState>) =>
  (point: Point, gradient: Vector): Point => {
    const [update, state] = optimizer.update(gradient, point.optimizer, point.parameters);
    return { parameters: applyUpdate(point.parameters, update), optimizer: state };
  };
