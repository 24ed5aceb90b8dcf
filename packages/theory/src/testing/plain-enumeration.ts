/**
 * An oracle for the oracles: sums over ordered tuples of trajectories, written from the definitions
 * with none of the package's code and none of its tricks.
 */
import type { TabularMdp } from '@sgmrl/environments';

export interface Path {
  readonly states: readonly number[];
  readonly actions: readonly number[];
  /** Probability under the logits that made the path. */
  readonly probability: number;
}

const at = (logits: readonly number[], s: number, a: number, width: number): number => {
  let total = 0;
  for (let b = 0; b < width; b++) total += Math.exp(logits[s * width + b]);
  return Math.exp(logits[s * width + a]) / total;
};

export const allPaths = (mdp: TabularMdp, logits: readonly number[]): readonly Path[] => {
  const width = mdp.rewards[0].length;
  let paths: readonly (Path & { readonly next: readonly number[] })[] = [
    { states: [], actions: [], probability: 1, next: mdp.initial },
  ];
  for (let h = 0; h < mdp.horizon; h++) {
    paths = paths.flatMap((path) =>
      path.next.flatMap((p, s) =>
        mdp.rewards[s].map((_reward, a) => ({
          states: [...path.states, s],
          actions: [...path.actions, a],
          probability: path.probability * p * at(logits, s, a, width),
          next: mdp.transitions[s][a],
        })),
      ),
    );
  }
  return paths.filter(({ probability }) => probability > 0);
};

export const discountedReturn = (mdp: TabularMdp, discount: number, path: Path): number =>
  path.states.reduce((sum, s, h) => sum + discount ** h * mdp.rewards[s][path.actions[h]], 0);

export const plainReturn = (mdp: TabularMdp, discount: number, logits: readonly number[]): number =>
  allPaths(mdp, logits).reduce(
    (sum, path) => sum + path.probability * discountedReturn(mdp, discount, path),
    0,
  );

/** ∇log π(a|s) */
export const plainScore = (
  logits: readonly number[],
  s: number,
  a: number,
  width: number,
): readonly number[] =>
  logits.map((_logit, i) =>
    Math.floor(i / width) === s ? (i === s * width + a ? 1 : 0) - at(logits, s, i % width, width) : 0,
  );

/** Σ_h (Σ_{t≥h} γ^t r_t) ∇log π(a_h|s_h) */
export const plainPathGradient = (
  mdp: TabularMdp,
  discount: number,
  logits: readonly number[],
  path: Path,
): readonly number[] => {
  const width = mdp.rewards[0].length;
  const sum = logits.map(() => 0);
  path.states.forEach((s, h) => {
    let toGo = 0;
    for (let t = h; t < mdp.horizon; t++)
      toGo += discount ** t * mdp.rewards[path.states[t]][path.actions[t]];
    plainScore(logits, s, path.actions[h], width).forEach((x, i) => {
      sum[i] += toGo * x;
    });
  });
  return sum;
};

/** All ordered tuples of `size` paths. */
export const tuples = (paths: readonly Path[], size: number): readonly (readonly Path[])[] =>
  size === 0 ? [[]] : tuples(paths, size - 1).flatMap((head) => paths.map((path) => [...head, path]));

/** V_ζ with reward-to-go weights. */
export const plainAdaptedValue = (
  mdp: TabularMdp,
  { discount, stepSize, trajectories }: { discount: number; stepSize: number; trajectories: number },
  innerSteps: number,
  logits: readonly number[],
): number => {
  if (innerSteps === 0) return plainReturn(mdp, discount, logits);
  return tuples(allPaths(mdp, logits), trajectories).reduce((sum, batch) => {
    const adapted = logits.map((x) => x);
    let probability = 1;
    for (const path of batch) {
      probability *= path.probability;
      plainPathGradient(mdp, discount, logits, path).forEach((g, i) => {
        adapted[i] += (stepSize / trajectories) * g;
      });
    }
    const after = plainAdaptedValue(mdp, { discount, stepSize, trajectories }, innerSteps - 1, adapted);
    return sum + probability * after;
  }, 0);
};

/** ∇f by central differences of sixth order. */
export const finiteDifferences = (
  f: (x: readonly number[]) => number,
  x: readonly number[],
  step = 0.02,
): readonly number[] =>
  x.map((_x, i) => {
    const along = (k: number): number => f(x.map((y, j) => (j === i ? y + k * step : y)));
    const odd = (k: number): number => along(k) - along(-k);
    return (odd(3) - 9 * odd(2) + 45 * odd(1)) / (60 * step);
  });
