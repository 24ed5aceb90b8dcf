import * as fc from 'fast-check';
import {
  innerProduct,
  prefixLevels,
  prefixProducts,
  prefixSums,
  processOf,
  sumsOverTrajectories,
} from './prefix-tree';
import { randomMdp, right, sparseMdp } from '../testing/examples';
import { trajectorySupport } from './trajectory-support';

const numbers = (length: number) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: length, maxLength: length });

/** Two beginnings that go on alike. */
const merging = { initial: [0.5, 0.5], transitions: [[[1, 0]], [[1, 0]]], rewards: [[1], [2]], horizon: 2 };

const mdps = [randomMdp(1, 2, 2, 3), { ...sparseMdp, horizon: 4 }, randomMdp(2, 3, 2, 1), merging];

/** The pairs of trajectory n up to step t, as a name. */
const beginning = ({ pairs, batch }: ReturnType<typeof supportOf>, n: number, t: number): string =>
  pairs.slice(n * batch.steps, n * batch.steps + t + 1).join();

const supportOf = (mdp: typeof sparseMdp) => right(trajectorySupport(mdp));

describe.each(mdps.map((mdp) => [mdp.horizon, mdp] as const))('H = %i', (steps, mdp) => {
  const support = supportOf(mdp);
  const levels = prefixLevels(support);
  const count = support.batch.trajectories;
  const all = Array.from({ length: count }, (_, n) => n);

  /** The place of the beginning of trajectory n in level t. */
  const place = (n: number, t: number): number =>
    [...new Set(all.map((m) => beginning(support, m, t)))].indexOf(beginning(support, n, t));

  it('each beginning stands once, below the one that it extends', () => {
    for (let t = 0; t < steps; t++) {
      expect(levels[t].pair).toHaveLength(new Set(all.map((n) => beginning(support, n, t))).size);
      for (const n of all) {
        const m = place(n, t);
        expect(levels[t].pair[m]).toBe(support.pairs[n * steps + t]);
        expect(levels[t].parent[m]).toBe(t === 0 ? 0 : place(n, t - 1));
        expect(beginning(support, Math.floor(levels[t].row[m] / steps), t)).toBe(beginning(support, n, t));
        expect(levels[t].row[m] % steps).toBe(t);
      }
    }
    expect(levels[steps - 1].pair).toHaveLength(count);
  });

  it('products, sums and inner products are those of every trajectory by itself', () => {
    fc.assert(
      fc.property(numbers(support.states * support.actions), (entries) => {
        const table = Float64Array.from(entries);
        const [products, sums] = [prefixProducts(levels, table), prefixSums(levels, table)];
        const inner = innerProduct(levels, processOf(levels, support.batch.rewards), sums);
        for (const n of all) {
          let [product, sum, paired] = [1, 0, 0];
          for (let t = 0; t < steps; t++) {
            const row = n * steps + t;
            product *= table[support.pairs[row]];
            sum += table[support.pairs[row]];
            paired += support.batch.rewards[row] * sum;
            expect(products[t][place(n, t)]).toBeCloseTo(product, 12);
            expect(sums[t][place(n, t)]).toBeCloseTo(sum, 12);
          }
          expect(inner[n]).toBeCloseTo(paired, 12);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('sums over trajectories gather those that begin alike', () => {
    fc.assert(
      fc.property(numbers(count), (ofEach) => {
        const gathered = sumsOverTrajectories(levels, Float64Array.from(ofEach));
        for (let t = 0; t < steps; t++)
          for (const n of all) {
            const alike = all.filter((m) => beginning(support, m, t) === beginning(support, n, t));
            expect(gathered[t][place(n, t)]).toBeCloseTo(
              alike.reduce((sum, m) => sum + ofEach[m], 0),
              10,
            );
          }
      }),
      { numRuns: 2 },
    );
  });
});
