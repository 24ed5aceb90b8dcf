import { add, axpy, map, scale, type Vector } from '@sgmrl/vector';
import { lazy } from '../lazy';
import type { Epsilon } from './epsilon';
import { interpret, type Interpretation } from './interpretation';
import type { LeafNumbers, Where } from './leaf';
import { numbersByName, type Names } from './names';
import { pairSums } from './pair-sums';
import { centreOnOthers } from './rows';
import type { Term } from './term';

/** d = ⟨∇log π, λ⟩ of every row, and the same along the adjoint of MAML's fold. */
export interface Directions {
  /** Along λ^t, the adjoint of the whole estimator. */
  readonly chained: () => Vector;
  /** Along the adjoint of MAML at the same inner step. */
  readonly unchained: () => Vector;
}

/** ω, one number a row of the batch. */
export type ScoreWeights = (directions: Directions) => Vector;

/** A central difference over ε, and how many times it counts. */
export interface Difference {
  /** ε: how far each of its two sides is from θ. */
  readonly epsilon: Epsilon;
  /** How many times it counts, of any sign. */
  readonly times: number;
}

/**
 * What a term adds to λ at one inner step: `curvature` · α∇²ν λ + Σ_rows ω ∇log π, ω = `score` + w
 * `shrunk` with a shrinkage factor w, + differences. Of both parts of ω, undefined is zero for
 * every λ.
 */
export interface StepRows {
  /** How often α∇²ν λ counts, of any sign. */
  readonly curvature: number;
  /** What is not shrunk. */
  readonly score: ScoreWeights | undefined;
  /** What is shrunk, before its factor w. */
  readonly shrunk: ScoreWeights | undefined;
  /** Of `coupled`. */
  readonly differences: readonly Difference[];
}

/**
 * ω = factor · weights. The factor comes last, as one multiplication a row, whatever was centred
 * before.
 */
interface Factored {
  readonly factor: number;
  readonly weights: ScoreWeights;
}

interface Rows {
  readonly curvature: number;
  readonly score: Factored | undefined;
  readonly shrunk: Factored | undefined;
  readonly differences: readonly Difference[];
}

type Numbers = (where: Where) => Rows;

const product = ({ factor, weights }: Factored): ScoreWeights =>
  factor === 1 ? weights : (directions) => scale(factor, weights(directions));

/**
 * Σ ω, row by row, in the order in which they stand; the one there is, its factor apart, if it is
 * alone.
 */
const addScores = (scores: readonly Factored[]): Factored | undefined => {
  if (scores.length < 2) return scores[0];
  const products = scores.map(product);
  const weights: ScoreWeights = (directions) => {
    const [first, ...others] = products.map((score) => score(directions));
    return others.reduce<Vector>(add, first);
  };
  return { factor: 1, weights };
};

/** The weights before their factor, changed. */
const changed = (
  { curvature, score, shrunk, differences }: Rows,
  change: (weights: ScoreWeights) => ScoreWeights,
): Rows => ({
  curvature,
  differences,
  score: score && { ...score, weights: change(score.weights) },
  shrunk: shrunk && { ...shrunk, weights: change(shrunk.weights) },
});

/** The weights of a leaf, if there is one for each row. */
const onePerRow = (name: string, rows: number, weights: Vector): Vector => {
  if (weights.length !== rows)
    throw new RangeError(
      `term ${name}: scoreWeights: expected ${String(rows)} numbers, one a row of the batch, ` +
        `found ${String(weights.length)}`,
    );
  return weights;
};

const isLast = ({ trace, t }: Where): boolean => t === trace.steps.length - 1;

/** Terms as rows of numbers: again a vector space, so `sum` and `times` are its own. */
const numbers: Interpretation<Numbers, LeafNumbers> = {
  curvature: () => ({ curvature: 1, score: undefined, shrunk: undefined, differences: [] }),
  pairs:
    (pairs) =>
    ({ adaptation, trace, t }) => {
      const { batch, weights } = trace.steps[t];
      return {
        curvature: 0,
        differences: [],
        score: {
          factor: adaptation.stepSize / batch.trajectories,
          weights: ({ chained }) => pairSums(pairs, batch, weights, chained()),
        },
        shrunk: undefined,
      };
    },
  leaf: (name, leaf) => (where) => {
    const { rows } = where.trace.steps[where.t].batch.actions;
    const weights = lazy(() => leaf.scoreWeights(where));
    return {
      curvature: 0,
      differences: [],
      score: {
        factor: 1,
        weights: ({ chained }) => onePerRow(name, rows, weights()(leaf.readsLambda ? chained() : [])),
      },
      shrunk: undefined,
    };
  },
  sum: (of) => (where) => {
    const rows = of.map((term) => term(where));
    return {
      curvature: rows.reduce((so, { curvature }) => so + curvature, 0),
      score: addScores(rows.flatMap(({ score }) => score ?? [])),
      shrunk: addScores(rows.flatMap(({ shrunk }) => shrunk ?? [])),
      differences: rows.flatMap(({ differences }) => differences),
    };
  },
  times: (by, of) => (where) => {
    const { trajectories } = where.trace.steps[where.t].batch;
    const one = (x: number): number => (by === '1/N' ? x / trajectories : by * x);
    const times = (score: Factored): Factored => {
      const weights = product(score);
      return { factor: 1, weights: (directions) => map(weights(directions), one) };
    };
    const { curvature, score, shrunk, differences } = of(where);
    return {
      curvature: one(curvature),
      differences: differences.map((each) => ({ ...each, times: one(each.times) })),
      score: score && times(score),
      shrunk: shrunk && times(shrunk),
    };
  },
  centred: (of) => (where) =>
    changed(
      of(where),
      (weights) => (directions) => centreOnOthers(where.trace.steps[where.t].batch, weights(directions)),
    ),
  // In the last inner step λ is what MAML's fold begins with.
  unchained: (of) => (where) =>
    isLast(where)
      ? of(where)
      : changed(
          of(where),
          (weights) =>
            ({ unchained }) =>
              weights({ chained: unchained, unchained }),
        ),
  shrunk: (of) => (where) => {
    const { score, shrunk, ...others } = of(where);
    return { ...others, score: undefined, shrunk: addScores([score ?? [], shrunk ?? []].flat()) };
  },
  last: (at, before) => (where) => (isLast(where) ? at : before)(where),
  coupled: (epsilon) => () => ({
    curvature: 0,
    score: undefined,
    shrunk: undefined,
    differences: [{ epsilon, times: 1 }],
  }),
};

/**
 * A term as what it adds to λ: at each inner step a multiple of α∇²ν λ, and weights ω of the scores
 * of the rows. Throws a RangeError for a term that {@link interpret} refuses.
 *
 * @example See {@link metaGradient}.
 */
export const rowsOf = (
  term: Term,
  names: Names<LeafNumbers> = numbersByName,
): ((where: Where) => StepRows) => {
  const rows = interpret(numbers, names)(term);
  return (where) => {
    const { score, shrunk, ...others } = rows(where);
    return { ...others, score: score && product(score), shrunk: shrunk && product(shrunk) };
  };
};

/** ω with a shrinkage factor, and its parts before that. */
export interface WeighedScores {
  /** ω = `score` + w `shrunk` */
  readonly omega: Vector;
  readonly score: Vector | undefined;
  readonly shrunk: Vector | undefined;
}

/** ω of a step; undefined where it is zero for every λ. */
export const weighScores = (
  { score, shrunk }: StepRows,
  shrinkageFactor: number,
): ((directions: Directions) => WeighedScores) | undefined => {
  if (shrunk === undefined)
    return (
      score &&
      ((directions) => {
        const omega = score(directions);
        return { omega, score: omega, shrunk: undefined };
      })
    );
  return (directions) => {
    const [own, less] = [score?.(directions), shrunk(directions)];
    const omega = own === undefined ? scale(shrinkageFactor, less) : axpy(shrinkageFactor, less, own);
    return { omega, score: own, shrunk: less };
  };
};
