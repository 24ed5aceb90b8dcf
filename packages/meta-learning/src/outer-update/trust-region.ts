import { power } from '@sgmrl/elementary';
import type { TrustRegionUpdate } from '@sgmrl/estimators';
import { clipByGlobalNorm, type GradientTransformation, type OptimizerState } from '@sgmrl/optimizers';
import { axpy, dot, scale, subtract, type Vector } from '@sgmrl/vector';
import { solveOn, startSolving, type Solving } from './conjugate-gradient';
import { gradientStep, type Point } from './gradient-step';
import { ask, found, readValue, type Search } from './search';

/** The share of ⟨g, g⟩ that is left of ⟨r, r⟩ when all is solved: beyond it are rounding errors, and at last divisions by zero. */
const tolerance = 1e-20;

/**
 * The step does not depend on the gradient's length, so one whose square is beyond the numbers is
 * shortened.
 */
const withinSquares = (gradient: Vector): Vector =>
  dot(gradient, gradient) < Infinity ? gradient : clipByGlobalNorm(1).update(gradient, [], gradient)[0];

/**
 * One step of the natural gradient, by conjugate gradients on JᵀFJ + damping and a line search on the surrogate's gain and the
 * mean divergence (Schulman et al., arXiv:1502.05477, appendix C). Solving for the direction ends after `conjugateGradientSteps`, or
 * before, once ⟨r, r⟩ ≤ 10⁻²⁰ ⟨g, g⟩ for the gradient g and the residual r. θ stays where no length of the step gains within the
 * region.
 *
 * @param metaGradient at θ_k, where the surrogate's is the meta-gradient.
 */
export const trustRegion =
  (settings: TrustRegionUpdate, optimizer: GradientTransformation<OptimizerState>) =>
  (from: Point, metaGradient: Vector): Search => {
    const gradient = withinSquares(metaGradient);
    const { maxKl, damping, conjugateGradientSteps, backtracks, backtrackRatio } = settings;

    const tryLengths = (longest: Vector, tried: number): Search => {
      if (tried === backtracks) return found({ ...from, surrogate: { gain: 0, divergence: 0 } });
      const point = gradientStep(optimizer)(from, scale(power(backtrackRatio, tried), longest));
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

    const least = tolerance * dot(gradient, gradient);
    const isSolved = ({ residual }: Solving): boolean => dot(residual, residual) <= least;

    const solve = (solving: Solving, left: number): Search =>
      left === 0 || isSolved(solving)
        ? tryLengths(longestStep(solving), 0)
        : ask({ kind: 'curvature', direction: solving.direction }, (product) =>
            solve(solveOn(solving, axpy(damping, solving.direction, product)), left - 1),
          );

    // Nothing to solve for: also where a gradient is so small that its square is zero.
    return dot(gradient, gradient) === 0
      ? found({ ...from, surrogate: { gain: 0, divergence: 0 } })
      : solve(startSolving(gradient), conjugateGradientSteps);
  };
