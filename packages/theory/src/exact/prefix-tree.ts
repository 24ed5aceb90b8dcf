import type { Vector } from '@sgmrl/vector';
import type { TrajectorySupport } from './trajectory-support';

/**
 * The first t + 1 steps of the trajectories of a support, each such prefix once; the last level
 * holds the trajectories themselves.
 */
export interface PrefixLevel {
  /** The prefix that is one step shorter, in the level before; 0 in the first level. */
  readonly parent: Int32Array;
  /** s·A + a of the last step. */
  readonly pair: Int32Array;
  /** A row of the support's batch that is this last step. */
  readonly row: Int32Array;
}

/**
 * What is known of a trajectory after each of its steps: a number for each prefix, level by level.
 * Computed for prefixes, it is computed once for all the trajectories that begin alike.
 */
export type Process = readonly Float64Array[];

/** The levels t = 0 … H−1, the prefixes of each in the order of the trajectories. */
export const prefixLevels = ({
  batch: { trajectories, steps },
  pairs,
}: TrajectorySupport): readonly PrefixLevel[] => {
  // The row at which each prefix ends in the first trajectory that has it, and that of its parent's
  // end.
  const rows: readonly number[][] = Array.from({ length: steps }, () => []);
  const parents: readonly number[][] = rows.map(() => []);
  for (let n = 0; n < trajectories; n++) {
    let begun = n > 0;
    for (let t = 0; t < steps; t++) {
      const row = n * steps + t;
      begun &&= pairs[row] === pairs[row - steps];
      if (begun) continue;
      rows[t].push(row);
      parents[t].push(t === 0 ? 0 : rows[t - 1].length - 1);
    }
  }
  return rows.map((ends, t) => ({
    parent: Int32Array.from(parents[t]),
    pair: Int32Array.from(ends, (row) => pairs[row]),
    row: Int32Array.from(ends),
  }));
};

/** One number a row of the support's batch, as a process. */
export const processOf = (levels: readonly PrefixLevel[], rows: Vector): Process =>
  levels.map(({ row }) => Float64Array.from(row, (r) => rows[r]));

/** Π_{h≤t} of a table's entries at the pairs of the steps. */
export const prefixProducts = (levels: readonly PrefixLevel[], table: Float64Array): Process => {
  const out: Float64Array[] = [];
  let before = Float64Array.of(1);
  for (const { parent, pair } of levels) {
    const here = new Float64Array(pair.length);
    for (let m = 0; m < here.length; m++) here[m] = before[parent[m]] * table[pair[m]];
    out.push((before = here));
  }
  return out;
};

/** Σ_{h≤t} of a table's entries at the pairs of the steps. */
export const prefixSums = (levels: readonly PrefixLevel[], table: Float64Array): Process => {
  const out: Float64Array[] = [];
  let before = Float64Array.of(0);
  for (const { parent, pair } of levels) {
    const here = new Float64Array(pair.length);
    for (let m = 0; m < here.length; m++) here[m] = before[parent[m]] + table[pair[m]];
    out.push((before = here));
  }
  return out;
};

/** ⟨x, y⟩ = Σ_t x_t y_t of each trajectory. */
export const innerProduct = (levels: readonly PrefixLevel[], x: Process, y: Process): Float64Array => {
  let before = Float64Array.of(0);
  levels.forEach(({ parent }, t) => {
    const [xt, yt] = [x[t], y[t]];
    const here = new Float64Array(parent.length);
    for (let m = 0; m < here.length; m++) here[m] = before[parent[m]] + xt[m] * yt[m];
    before = here;
  });
  return before;
};

/** The sum over the trajectories that begin with each prefix, of one number each. */
export const sumsOverTrajectories = (levels: readonly PrefixLevel[], ofEach: Float64Array): Process => {
  const out: Float64Array[] = [ofEach];
  for (let t = levels.length - 1; t > 0; t--) {
    const { parent } = levels[t];
    const [shorter, longer] = [new Float64Array(levels[t - 1].pair.length), out[0]];
    for (let m = 0; m < longer.length; m++) shorter[parent[m]] += longer[m];
    out.unshift(shorter);
  }
  return out;
};
