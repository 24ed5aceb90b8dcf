import type { TrustRegionUpdate } from '@sgmrl/estimators';
import type { GradientTransformation, OptimizerState } from '@sgmrl/optimizers';
import { axpy, dot, norm, scale, subtract, type Vector } from '@sgmrl/vector';
import { solveOn, startSolving, type Solving } from './conjugate-gradient';
import { gradientStep, type Point } from './gradient-step';
import { ask, found, readValue, type Search } from './search';

/**
 * One step of the natural gradient, by conjugate gradients on JᵀFJ + damping and a line search on the surrogate's gain and the
 * mean divergence (Schulman et al., arXiv:1502.05477, appendix C). θ stays where no length of the step gains within the region.
 *
 * @param gradient at θ_k, where the surrogate's is the meta-gradient.
 */
export const trustRegion =
  (settings: TrustRegionUpdate, optimizer: GradientTransformation<OptimizerState>) =>
  (from: Point, gradient: Vector): Search => {
    const { maxKl, damping, conjugateGradientSteps, backtracks, backtrackRatio } = settings;

    const tryLengths = (longest: Vector, tried: number): Search => {
      if (tried === backtracks) return found({ ...from, surrogate: { gain: 0, divergence: 0 } });
      const point = gradientStep(optimizer)(from, scale(backtrackRatio ** tried, longest));
      return ask({ kind: 'value', parameters: point.parameters }, (answer) => {
        const surrogate = readValue(answer);
        return surrogate.gain > 0 && surrogate.divergence <= maxKl
          ? found({ ...point, surrogate })
          : tryLengths(longest, tried + 1);
      });
    };

    /** To the border of the quadratic model, ½ xᵀ A x = δ; A x is the gradient less the residual. */
    const longestStep = ({ solution, residual }: Solving): Vector =>
      scale(Math.sqrt((2 * maxKl) / dot(solution, subtract(gradient, residual))), solution);

    const solve = (solving: Solving, left: number): Search =>
      left === 0 || norm(solving.residual) === 0
        ? tryLengths(longestStep(solving), 0)
        : ask({ kind: 'curvature', direction: solving.direction }, (product) =>
            solve(solveOn(solving, axpy(damping, solving.direction, product)), left - 1),
          );

    return norm(gradient) === 0
      ? found({ ...from, surrogate: { gain: 0, divergence: 0 } })
      : solve(startSolving(gradient), conjugateGradientSteps);
  };
