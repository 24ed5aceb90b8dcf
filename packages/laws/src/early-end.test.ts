import { tabularEnvironment, type TabularMdp } from '@sgmrl/environments';
import { tabularSoftmax } from '@sgmrl/policies';
import { key } from '@sgmrl/prng';
import { collect } from '@sgmrl/rollouts';
import { cutAtEnds, padded, withEnd } from './early-end';

/** From state 0 action 0 stays and action 1 goes on; from 1 back, until it is made an end. */
const mdp: TabularMdp = {
  initial: [0.5, 0.5],
  transitions: [
    [
      [1, 0],
      [0, 1],
    ],
    [
      [1, 0],
      [1, 0],
    ],
  ],
  rewards: [
    [1, 2],
    [4, 8],
  ],
  horizon: 3,
};

const column = (data: readonly number[]) => ({ rows: data.length, columns: 1, data });

it('the last state becomes an end, the first the only start', () => {
  expect(withEnd(mdp)).toEqual({
    ...mdp,
    initial: [1, 0],
    transitions: [
      mdp.transitions[0],
      [
        [0, 1],
        [0, 1],
      ],
    ],
    rewards: [
      [1, 2],
      [0, 0],
    ],
  });
});

const ended = {
  trajectories: 3,
  steps: 3,
  observations: column([0, 1, 1, 0, 0, 0, 1, 1, 1]),
  actions: column([1, 1, 1, 0, 0, 1, 1, 1, 1]),
  rewards: [2, 0, 0, 1, 1, 2, 0, 0, 0],
  mask: new Array<number>(9).fill(1),
  lengths: [3, 3, 3],
};

it('a trajectory is cut after the step into an end, and one that begins there after its first step', () => {
  const { observations, actions, rewards, mask, lengths } = cutAtEnds(withEnd(mdp), ended);
  expect([observations.data, actions.data, rewards, mask].map((x) => Array.from(x))).toEqual([
    [0, 0, 0, 0, 0, 0, 1, 0, 0],
    [1, 0, 0, 0, 0, 1, 1, 0, 0],
    [2, 0, 0, 1, 1, 2, 0, 0, 0],
    [1, 0, 0, 1, 1, 1, 1, 0, 0],
  ]);
  expect(lengths).toEqual([1, 3, 1]);
  expect(cutAtEnds(mdp, ended)).toEqual({ ...ended, ...numbersOf(ended) });
});

const numbersOf = ({ observations, actions, rewards, mask }: typeof ended) => ({
  observations: { ...observations, data: Float64Array.from(observations.data) },
  actions: { ...actions, data: Float64Array.from(actions.data) },
  rewards: Float64Array.from(rewards),
  mask: Float64Array.from(mask),
});

it('a cut batch is what collect makes of an environment that terminates', () => {
  const environment = tabularEnvironment(withEnd(mdp));
  const terminating: typeof environment = {
    ...environment,
    step: (...call) => {
      const next = environment.step(...call);
      const terminated = next.state.state === 1;
      return { ...next, terminated, truncated: next.truncated && !terminated };
    },
  };
  const draw = (from: typeof environment) => {
    const found = collect(from, tabularSoftmax(2, 2))([0, 0, 0, 0], 20, key(1));
    if (found._tag === 'Left') throw new Error(found.left.what);
    return found.right;
  };
  const early = draw(terminating);
  expect(new Set(early.lengths)).toEqual(new Set([1, 2, 3]));
  expect(cutAtEnds(withEnd(mdp), draw(environment))).toEqual(early);
});

it('padding follows every trajectory', () => {
  const batch = {
    trajectories: 2,
    steps: 2,
    observations: { rows: 4, columns: 2, data: [1, 2, 3, 4, 5, 6, 0, 0] },
    actions: column([1, 2, 3, 0]),
    rewards: [1, 2, 3, 0],
    mask: [1, 1, 1, 0],
    lengths: [2, 1],
  };
  expect(padded(1)(batch)).toEqual({
    ...batch,
    steps: 3,
    observations: {
      rows: 6,
      columns: 2,
      data: Float64Array.of(1, 2, 3, 4, 0, 0, 5, 6, 0, 0, 0, 0),
    },
    actions: { rows: 6, columns: 1, data: Float64Array.of(1, 2, 0, 3, 0, 0) },
    rewards: Float64Array.of(1, 2, 0, 3, 0, 0),
    mask: Float64Array.of(1, 1, 0, 1, 0, 0),
  });
});
