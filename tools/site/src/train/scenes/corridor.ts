import { TabularSpec, type TabularMdp } from '@sgmrl/environments';
import { presets, type Config } from '@sgmrl/experiments';
import type { Coordinate, Scene } from '../scene';
import { apart, nearest, pathsOf } from '../scene';

const { config } = presets['tabular-quick'];

const corridorOf = ({ environment }: Config): TabularMdp => {
  if (TabularSpec.is(environment)) return environment.mdps[0];
  throw new RangeError(`tabular-quick: expected finite MDPs, found ${environment.kind}`);
};

const mdp = corridorOf(config);
const { horizon } = mdp;
const cells = mdp.rewards.length;

const goal: Coordinate = {
  name: 'cell',
  label: 'rewarded cell',
  low: 0,
  high: cells - 1,
  step: 1,
  start: cells - 1,
};

/** The preset `tabular-quick`: which end of a corridor pays? */
export const corridor: Scene = {
  name: 'corridor',
  label: 'a corridor',
  about:
    'A walk through five cells starts in the middle. One end pays, and only trying tells which. Click a row to put the reward there, in the middle, too, where training never puts it. As it is set, training raises the return after the inner step from 5 to 8 in fifty iterations.',
  config,
  axes: {
    x: { label: 'step', low: 0, high: horizon - 1 },
    y: { label: 'cell', low: -0.5, high: cells - 0.5 },
  },
  joined: true,
  paths: pathsOf((batch, row, step, trajectory) => [
    step,
    batch.observations.data[row] + apart(trajectory, batch),
  ]),
  coordinates: [goal],
  task: ([cell]) => ({ ...mdp, rewards: mdp.rewards.map((_, s) => (s === cell ? [1, 1] : [0, 0])) }),
  mark: ([cell]) => ({ kind: 'row', y: cell }),
  pointed: ([, y]) => [nearest(goal, y)],
};
