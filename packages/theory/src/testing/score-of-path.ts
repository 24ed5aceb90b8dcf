import { plainScore, type Path } from './plain-enumeration';

/** Σ_h ∇log π(a_h|s_h) */
export const scoreOfPath = (logits: readonly number[], path: Path, actions: number): readonly number[] => {
  const sum = logits.map(() => 0);
  path.states.forEach((s, h) => {
    plainScore(logits, s, path.actions[h], actions).forEach((x, i) => {
      sum[i] += x;
    });
  });
  return sum;
};
