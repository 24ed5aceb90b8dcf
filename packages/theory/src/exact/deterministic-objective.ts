import type { TabularMdp } from '@sgmrl/environments';
import type { Matrix, Vector } from '@sgmrl/vector';
import type { AdaptationChoices } from '../adaptation-choices';
import { returnGradient, type ValueAndGradient } from './dynamic-programming';
import { returnHessian } from './return-hessian';

/**
 * The older objective of meta-learning theory, in which adaptation follows the exact gradient:
 * J(θ^ζ) with θ^t = θ^{t−1} + α∇J(θ^{t−1}), and its gradient Π_t (I + α∇²J(θ^{t−1})) ∇J(θ^ζ). It is
 * not V_ζ: the two differ by O(α²/N).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from 'node:assert';
 * import { deterministicObjective, expectedReturn } from '@sgmrl/theory';
 * const coin = { initial: [1], transitions: [[[1], [1]]], rewards: [[0, 1]], horizon: 1 };
 * const objective = deterministicObjective(coin, { innerSteps: 1, stepSize: 2, discount: 1 });
 * // ∇J(0) = (−¼, ¼)
 * deepStrictEqual(objective([0, 0]).value, expectedReturn(coin, 1)([-0.5, 0.5]));
 * ```
 */
export const deterministicObjective = (
  mdp: TabularMdp,
  { innerSteps, stepSize, discount }: Pick<AdaptationChoices, 'innerSteps' | 'stepSize' | 'discount'>,
): ((logits: Vector) => ValueAndGradient) => {
  const j = returnGradient(mdp, discount);
  const hessian = returnHessian(mdp, discount);
  const adapted = (logits: Vector, steps: number): ValueAndGradient => {
    const here = j(logits);
    if (steps === 0) return here;
    const after = adapted(
      here.gradient.map((x, i) => logits[i] + stepSize * x),
      steps - 1,
    );
    const bend = times(hessian(logits), after.gradient);
    return { value: after.value, gradient: after.gradient.map((x, i) => x + stepSize * bend[i]) };
  };
  return (logits) => adapted(logits, innerSteps);
};

const times = ({ rows, columns, data }: Matrix, x: Vector): Float64Array => {
  const out = new Float64Array(rows);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out[i] += data[i * columns + j] * x[j];
  return out;
};
