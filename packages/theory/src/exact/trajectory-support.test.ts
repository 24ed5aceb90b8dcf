import * as fc from 'fast-check';
import { randomLogits, randomMdp, right, sparseMdp } from '../testing/examples';
import { allPaths } from '../testing/plain-enumeration';
import { countTrajectories, trajectoryProbabilities, trajectorySupport } from './trajectory-support';

describe('trajectory support', () => {
  it('holds each trajectory of positive probability, with that probability', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.boolean(), (seed, sparse) => {
        const mdp = sparse ? { ...sparseMdp, horizon: 4 } : randomMdp(seed, 2, 3, 2);
        const logits = randomLogits(seed, mdp.initial.length * mdp.rewards[0].length);
        const support = right(trajectorySupport(mdp));
        const possible = allPaths(mdp, logits).filter(({ probability }) => probability > 0);
        const probabilities = trajectoryProbabilities(support, logits);
        expect(probabilities).toHaveLength(possible.length);
        expect(countTrajectories(mdp)).toBe(possible.length);
        const { batch } = support;
        possible.forEach((path, n) => {
          path.states.forEach((s, h) => {
            const row = n * mdp.horizon + h;
            expect([batch.observations.data[row], batch.actions.data[row], batch.rewards[row]]).toStrictEqual(
              [s, path.actions[h], mdp.rewards[s][path.actions[h]]],
            );
          });
          expect(probabilities[n]).toBeCloseTo(path.probability, 14);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('refuses more than it could hold', () => {
    expect(trajectorySupport(randomMdp(0, 4, 3, 12))).toStrictEqual({
      _tag: 'Left',
      left: { kind: 'too-large', what: 'trajectories', count: 12 ** 12, limit: 200_000 },
    });
  });
});
