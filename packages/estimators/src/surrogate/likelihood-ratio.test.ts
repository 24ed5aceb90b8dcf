import { expm1 } from '@sgmrl/elementary';
import { tabularSoftmax } from '@sgmrl/policies';
import fc from 'fast-check';
import {
  probabilities,
  probability,
  smallMdp as mdp,
  smallTheta as theta,
  toBatch,
  trajectories,
} from '../testing/mdp';
import { clippedGain, divergence, divergenceSlopes, gainSlopes, logRatios } from './likelihood-ratio';

/** Evenly spread: doubles at random are nearly all close to zero. */
const hundredths = (least: number, greatest: number) =>
  fc.integer({ min: 100 * least, max: 100 * greatest }).map((n) => n / 100);
const number = hundredths(-2, 2);
const row = fc.record({ weight: number, log: number });
const clips = hundredths(0.01, 1);

it('gains min(gρ, g clip(ρ, 1 − ε, 1 + ε)) − g, as PPO writes it', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), clips, (rows, clip) => {
      const published = rows.reduce((sum, { weight, log }) => {
        const ratio = Math.exp(log);
        const clipped = Math.min(Math.max(ratio, 1 - clip), 1 + clip);
        return sum + Math.min(weight * ratio, weight * clipped) - weight;
      }, 0);
      const weights = rows.map(({ weight }) => weight);
      const logs = rows.map(({ log }) => log);
      expect(clippedGain(weights, logs, clip)).toBeCloseTo(published, 12);
    }),
  );
});

it('has slopes that are the derivative of the gain in log ρ, away from the corners', () => {
  const e = 1e-5;
  fc.assert(
    fc.property(row, clips, ({ weight, log }, clip) => {
      const excess = Math.exp(log) - 1;
      fc.pre(Math.abs(Math.abs(excess) - clip) > 1e-3);
      const gain = (x: number) => clippedGain([weight], [x], clip);
      expect(gainSlopes([weight], [log], clip)[0]).toBeCloseTo((gain(log + e) - gain(log - e)) / (2 * e), 6);
    }),
  );
});

it('counts a ratio of 1 ± ε itself', () => {
  // ε as these ratios have it, to the last bit.
  const [above, below] = [Math.log(2), -Math.log(2)];
  expect(gainSlopes([3], [above], expm1(above))[0]).toBeCloseTo(3 * 2, 12);
  expect(gainSlopes([-3], [below], -expm1(below))[0]).toBeCloseTo(-3 / 2, 12);
});

it('gains without limit where ε is infinite', () => {
  expect(clippedGain([2, -3], [Math.log(11), Math.log(0.5)], Infinity)).toBeCloseTo(2 * 10 + 3 * 0.5, 12);
});

it('leaves out rows without weight, however likely they have become', () => {
  expect(clippedGain([0, 1], [1e3, 0], Infinity)).toBe(0);
  expect(Array.from(gainSlopes([0, 1], [1e3, 0], Infinity))).toEqual([0, 1]);
});

describe('divergence', () => {
  const policy = tabularSoftmax(2, 2);
  const other = [0.9, -0.1, -0.2, 0.4];
  const logsOf = (batch: ReturnType<typeof toBatch>) =>
    logRatios(batch, policy.logProbability(theta, batch), policy.logProbability(other, batch));

  it('has the expectation Σ_h KL(π_θ ‖ π_θ′)/H over all trajectories', () => {
    const closed = (s: number) => {
      const after = probabilities(mdp, other, s);
      return probabilities(mdp, theta, s).reduce((sum, p, a) => sum + p * Math.log(p / after[a]), 0);
    };
    let expected = 0;
    let estimated = 0;
    for (const trajectory of trajectories(mdp)) {
      const p = probability(mdp, theta, trajectory);
      expected += (p * trajectory.states.reduce((sum, s) => sum + closed(s), 0)) / mdp.horizon;
      const batch = toBatch([trajectory]);
      estimated += p * divergence(batch, logsOf(batch));
    }
    expect(expected).toBeGreaterThan(0.01);
    expect(estimated).toBeCloseTo(expected, 12);
  });

  it('is never negative, and its slopes are its derivatives in log ρ', () => {
    const batch = toBatch([trajectories(mdp)[5]]);
    const e = 1e-5;
    fc.assert(
      fc.property(number, number, (x, y) => {
        expect(divergence(batch, [x, y])).toBeGreaterThanOrEqual(0);
        const slopes = divergenceSlopes(batch, [x, y]);
        expect(slopes[0]).toBeCloseTo(
          (divergence(batch, [x + e, y]) - divergence(batch, [x - e, y])) / (2 * e),
          6,
        );
        expect(slopes[1]).toBeCloseTo(
          (divergence(batch, [x, y + e]) - divergence(batch, [x, y - e])) / (2 * e),
          6,
        );
      }),
    );
  });
});

it('takes no notice of padding, whatever a policy says of it', () => {
  const column = { rows: 2, columns: 1, data: [1, 0] };
  const [observations, actions] = [column, column];
  const batch = {
    trajectories: 1,
    steps: 2,
    observations,
    actions,
    rewards: [1, 0],
    mask: [1, 0],
    lengths: [1],
  };
  const logs = logRatios(batch, [-1, -2], [-0.5, NaN]);
  expect(Array.from(logs)).toEqual([0.5, 0]);
  expect(divergence(batch, logs)).toBeCloseTo(Math.exp(0.5) - 1.5, 14);
  expect(divergenceSlopes(batch, logs)[1]).toBe(0);
  expect(clippedGain([1, 0], logs, 0.2)).toBeCloseTo(0.2, 14);
});
