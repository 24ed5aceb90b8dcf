import { decodeWith, describeInvalidField } from '@sgmrl/codecs';
import { foldIn, key, split } from '@sgmrl/prng';
import { TabularSpec, tabular, tabularDefault, tabularEnvironment } from './tabular';
import type { TabularMdp } from './tabular-mdp';

const mdp: TabularMdp = {
  initial: [0.2, 0.3, 0.5],
  transitions: [
    [
      [0.1, 0.6, 0.3],
      [0, 0, 1],
    ],
    [
      [0.5, 0, 0.5],
      [1, 0, 0],
    ],
    [
      [0.25, 0.25, 0.5],
      [0, 1, 0],
    ],
  ],
  rewards: [
    [1, -2],
    [0.5, 3],
    [0, 7],
  ],
  horizon: 4,
};
const environment = tabularEnvironment(mdp);

/**
 * Pearson's statistic of counts against probabilities; categories of probability zero must be
 * empty.
 */
const chiSquare = (counts: readonly number[], probabilities: readonly number[]): number => {
  const n = counts.reduce((a, b) => a + b, 0);
  return counts.reduce((sum, count, i) => {
    const expected = n * probabilities[i];
    return sum + (expected === 0 ? count * Number.MAX_VALUE : (count - expected) ** 2 / expected);
  }, 0);
};

const countsOf = (draws: readonly number[]): readonly number[] =>
  [0, 1, 2].map((s) => draws.filter((draw) => draw === s).length);

/** 99.99 % point of chi-square with two degrees of freedom: −2 ln 0.0001. */
const limit = -2 * Math.log(1e-4);

describe('tabularEnvironment', () => {
  it('draws the first state from the initial distribution', () => {
    const draws = split(key(1), 4000).map((k) => environment.reset(k).state);
    expect(chiSquare(countsOf(draws), mdp.initial)).toBeLessThan(limit);
  });

  it('draws the next state from the row of the state and action', () => {
    mdp.transitions.forEach((rows, state) => {
      rows.forEach((row, action) => {
        const keys = split(foldIn(foldIn(key(2), state), action), 2000);
        const draws = keys.map((k) => environment.step({ step: 0, state }, [action], k).state.state);
        expect(chiSquare(countsOf(draws), row)).toBeLessThan(limit);
      });
    });
  });

  it('pays r(s, a)', () => {
    const rewards = [0, 1, 2].map((state) =>
      [0, 1].map((action) => environment.step({ step: 0, state }, [action], key(0)).reward),
    );
    expect(rewards).toEqual(mdp.rewards);
  });

  it('truncates at the horizon and never terminates', () => {
    const flags = [0, 1, 2, 3].map((step) => environment.step({ step, state: 0 }, [0], key(step)));
    expect(flags.map(({ truncated }) => truncated)).toEqual([false, false, false, true]);
    expect(flags.some(({ terminated }) => terminated)).toBe(false);
  });

  it('has the return that dynamic programming gives for the uniform policy', () => {
    const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
    const backup = (value: readonly number[]) =>
      mdp.rewards.map((row, s) =>
        mean(row.map((r, a) => r + mdp.transitions[s][a].reduce((sum, p, next) => sum + p * value[next], 0))),
      );
    const value = [1, 2, 3, 4].reduce<readonly number[]>(backup, [0, 0, 0]);
    const expected = mdp.initial.reduce((sum, p, s) => sum + p * value[s], 0);

    const episode = (seed: number): number => {
      const keys = split(key(seed), mdp.horizon + 1);
      const actions = split(foldIn(key(seed), 1), mdp.horizon).map(([word]) => word & 1);
      return actions.reduce(
        ({ state, total }, action, h) => {
          const next = environment.step(state, [action], keys[h + 1]);
          return { state: next.state, total: total + next.reward };
        },
        { state: environment.reset(keys[0]), total: 0 },
      ).total;
    };
    const returns = Array.from({ length: 4000 }, (_, seed) => episode(seed));
    const average = mean(returns);
    const variance = mean(returns.map((x) => (x - average) ** 2));
    // Four standard errors: 99.99 % confidence.
    expect(Math.abs(average - expected)).toBeLessThan(4 * Math.sqrt(variance / returns.length));
  });
});

describe('tabular', () => {
  it('draws the given tasks equally often', () => {
    const { mdps } = tabularDefault;
    const distribution = tabular(tabularDefault);
    const first = split(key(3), 1000).filter((k) => distribution.sample(k) === mdps[0]).length;
    // Four standard deviations of a binomial of 1000 fair draws: 4 √250.
    expect(Math.abs(first - 500)).toBeLessThan(4 * Math.sqrt(250));
  });

  it('takes only tasks of its own size', () => {
    const { task } = tabular({ kind: 'tabular', mdps: [mdp] });
    expect(task.is(mdp)).toBe(true);
    const decoded = decodeWith(task)({ ...mdp, horizon: 5 });
    expect(decoded).toMatchObject({
      left: [{ path: '', expected: 'MDP of 3 states, 2 actions and horizon 4' }],
    });
  });
});

describe('TabularSpec', () => {
  const errors = (mdps: unknown) => {
    const decoded = decodeWith(TabularSpec)({ kind: 'tabular', mdps });
    return decoded._tag === 'Right' ? [] : decoded.left.map(describeInvalidField);
  };

  it.each<[unknown, RegExp]>([
    [[], /^mdps: expected array of at least one MDP, found \[\]$/],
    [
      [mdp, { ...mdp, horizon: 5 }],
      /^mdps\.1: expected MDP of 3 states, 2 actions and horizon 4, like the first, found \{.*5\}$/,
    ],
    [[{ ...mdp, initial: [1] }], /^mdps\.0\.transitions: expected 1 rows/],
    [
      [{ ...mdp, discount: 0.9 }],
      /^mdps\.0\.discount: expected no field but initial, transitions, rewards, horizon, found 0.9$/,
    ],
  ])('%#: refuses wrong lists of MDPs', (mdps, message) => {
    expect(errors(mdps)[0]).toMatch(message);
  });

  it('accepts its default', () => {
    expect(errors(tabularDefault.mdps)).toEqual([]);
  });
});

describe('MDPs that are none', () => {
  const row = [1, 0];
  const mdp: TabularMdp = { initial: row, transitions: [[row], [row]], rewards: [[0], [1]], horizon: 2 };

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['transitions: expected 2 rows, one for each state, found [[[1,0]]]', { transitions: [[row]] }],
    ['rewards: expected 2 rows, one for each state, found [[0],[1],[2]]', { rewards: [[0], [1], [2]] }],
    ['rewards.1: expected 1 entries, one for each action, found [1,2]', { rewards: [[0], [1, 2]] }],
    [
      'transitions.1: expected 1 entries, one for each action, found [[1,0],[1,0]]',
      { transitions: [[row], [row, row]] },
    ],
    [
      'transitions.1.0: expected 2 probabilities, one for each state, found [1]',
      { transitions: [[row], [[1]]] },
    ],
    ['rewards.0.0: expected number from -1e+30 to 1e+30, found NaN', { rewards: [[NaN], [1]] }],
    ['initial.0: expected number in [0, 1], found NaN', { initial: [NaN, 1] }],
    ['initial.1: expected number in [0, 1], found -1', { initial: [2, -1].map((p) => Math.min(p, 1)) }],
    [
      'transitions.0.0: expected probabilities that sum to 1 within 1e-9 (not to 0.75), found [0.5,0.25]',
      { transitions: [[[0.5, 0.25]], [row]] },
    ],
    ['horizon: expected whole number from 1 to 1000000, found 0', { horizon: 0 }],
    ['horizon: expected whole number from 1 to 1000000, found nothing', { horizon: undefined }],
    ['rewards: expected array with a row for each state, found nothing', { rewards: undefined }],
  ])('are refused: %s', (message, fields) => {
    const wrong: TabularMdp = { ...mdp, ...fields };
    expect(() => tabularEnvironment(wrong)).toThrow(new RangeError(`MDP: ${message}`));
    expect(() => tabular({ kind: 'tabular', mdps: [mdp, wrong] })).toThrow(
      new RangeError(`tabular: mdps.1.${message}`),
    );
  });

  it('are told from those that do, and from none', () => {
    expect(tabularEnvironment(mdp).horizon).toBe(2);
    expect(() => tabular({ kind: 'tabular', mdps: [] })).toThrow(
      new RangeError('tabular: mdps: expected array of at least one MDP, found []'),
    );
  });
});
