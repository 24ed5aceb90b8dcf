import { bernoulliBanditDefault } from '@sgmrl/environments';
import { presets } from '@sgmrl/experiments';
import type { Coordinate, Scene } from '../scene';
import { apart, nearest, pathsOf } from '../scene';

const { config: corridor } = presets['tabular-quick'];
const { arms, horizon } = bernoulliBanditDefault;

const best: Coordinate = { name: 'arm', label: 'arm that pays', low: 0, high: arms - 1, step: 1, start: 3 };

/** Five arms that pay 1 or nothing, trained as the preset `tabular-quick`, without discount. */
export const bandit: Scene = {
  name: 'bandit',
  label: 'a bandit',
  about:
    'Five arms pay 1 or nothing, each with a chance of its own; a dot is a pull. Click a row: its arm pays nine times in ten, the others once in ten. Arms that are alike are best pulled alike at first, and the untrained policy does so. Training has nothing to add: one inner step gains about 1 from the first iteration on.',
  config: {
    ...corridor,
    environment: bernoulliBanditDefault,
    algorithm: { ...corridor.algorithm, discount: 1 },
  },
  axes: {
    x: { label: 'pull', low: -0.5, high: horizon - 0.5 },
    y: { label: 'arm', low: -0.5, high: arms - 0.5 },
  },
  joined: false,
  paths: pathsOf((batch, row, step, trajectory) => [
    step,
    batch.actions.data[row] + apart(trajectory, batch),
  ]),
  coordinates: [best],
  task: ([arm]) => ({
    successProbabilities: Array.from({ length: arms }, (_, k) => (k === arm ? 0.9 : 0.1)),
  }),
  mark: ([arm]) => ({ kind: 'row', y: arm }),
  pointed: ([, y]) => [nearest(best, y)],
};
