import { bernoulliBandit } from '@sgmrl/environments';
import type { BernoulliBanditState, BernoulliBanditTask, TaskDistribution } from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import * as predicates from './environment-predicates';
import { holds } from './verdict';

const sound = bernoulliBandit({ kind: 'bernoulli-bandit', arms: 2, horizon: 3 });
const plan = { taskKey: key(0), key: key(1), actions: [[0], [1]] };

const paying = (reward: number): TaskDistribution<BernoulliBanditTask, BernoulliBanditState> => ({
  ...sound,
  environment: (task) => {
    const bandit = sound.environment(task);
    return { ...bandit, step: (...args) => ({ ...bandit.step(...args), reward }) };
  },
});

// What each predicate catches is tested in environment-laws.test.ts, by the law that it belongs to.
describe('the predicates', () => {
  it.each(Object.entries(predicates))('%s holds for a sound environment', (_, predicate) => {
    expect(predicate(sound, plan)).toEqual(holds);
  });

  it('say what they found, and where', () => {
    expect(predicates.rewardsAreFinite(paying(Number.NaN), plan)).toEqual(
      E.left('step 0: reward Number.NaN'),
    );
    expect(
      predicates.observationsAreInSpace({ ...sound, observationSpace: { kind: 'discrete', size: 0 } }, plan),
    ).toEqual(E.left('after 0 steps: [0] is not in {"kind":"discrete","size":0}'));
    expect(predicates.horizonTruncates({ ...sound, horizon: 4 }, plan)).toEqual(
      E.left('step 2 of 0 … 3: terminated false, truncated true'),
    );
  });
});
