/**
 * A number of every iteration, as it is drawn: where there are more iterations than columns of
 * pixels, neighbours share the mean of theirs. What is kept does not grow with the iterations.
 */
export interface Curve {
  /** Iterations so far. */
  readonly length: number;
  /** The number of the last iteration; NaN before the first. */
  readonly last: number;
  /** Neighbours that share a mean. */
  readonly stride: number;
  /** Of each `stride` iterations: the sum of their numbers, and how many there are. */
  readonly shares: readonly Share[];
}

interface Share {
  readonly sum: number;
  /** Of finite numbers, the only ones that are drawn. */
  readonly count: number;
}

/** The most vertices of a curve: about one for each column of pixels. */
const most = 350;

const nothing: Share = { sum: 0, count: 0 };

const both = (one: Share, other: Share): Share => ({
  sum: one.sum + other.sum,
  count: one.count + other.count,
});

/** A curve before the first iteration. */
export const emptyCurve: Curve = { length: 0, last: Number.NaN, stride: 1, shares: [] };

/** Half as many vertices, each of twice as many iterations. */
const coarser = (curve: Curve): Curve => ({
  ...curve,
  stride: 2 * curve.stride,
  shares: Array.from({ length: curve.shares.length / 2 }, (_, i) =>
    both(curve.shares[2 * i], curve.shares[2 * i + 1]),
  ),
});

/** The curve with the number of one iteration more. */
export const extended = (curve: Curve, value: number): Curve => {
  if (curve.length === most * curve.stride) return extended(coarser(curve), value);
  const { length, stride, shares } = curve;
  const at = Math.floor(length / stride);
  const share = both(shares[at] ?? nothing, Number.isFinite(value) ? { sum: value, count: 1 } : nothing);
  return { length: length + 1, last: value, stride, shares: [...shares.slice(0, at), share] };
};

/** A vertex of a curve: the middle of its iterations, the first being 1, and the mean there. */
export type Vertex = readonly [iteration: number, value: number];

/** What is drawn of a curve, from left to right. */
export const vertices = ({ length, stride, shares }: Curve): readonly Vertex[] =>
  shares.flatMap(({ sum, count }, i): readonly Vertex[] => {
    const from = i * stride;
    const to = Math.min(from + stride, length);
    return count === 0 ? [] : [[(from + 1 + to) / 2, sum / count]];
  });
