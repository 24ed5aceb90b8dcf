import { HalfCheetahDirectionSpec, halfCheetahModel } from '@sgmrl/environments-mujoco';
import { presets, type Config } from '@sgmrl/experiments';
import type { Coordinate, Scene } from '../scene';
import { pathsOf } from '../scene';

const { config } = presets['half-cheetah-direction-quick'];

const direction: Coordinate = {
  name: 'direction',
  label: 'where it is sent, 1 forwards, −1 backwards',
  low: -1,
  high: 1,
  step: 2,
  start: 1,
};

/** Numbers of an observation, and which of them is the speed of the torso, m/s. */
const [size, speed] = [17, 8];

const horizonOf = ({ environment }: Config): number => {
  if (HalfCheetahDirectionSpec.is(environment)) return environment.horizon;
  throw new RangeError(`expected half-cheetah-direction, found ${environment.kind}`);
};

/** The preset `half-cheetah-direction-quick`: a robot on MuJoCo that is sent one way or the other. */
export const halfCheetah: Scene = {
  name: 'half-cheetah',
  label: 'HalfCheetah on MuJoCo',
  about:
    'A robot is paid for running one way, and is not told which. An iteration takes seconds: its physics are 40,000 steps. Over the first twenty the return after the inner step is 45 with maml and 27 with low-variance-sg-mrl, means of ten seeds.',
  config,
  robot: halfCheetahModel,
  axes: {
    x: { label: 'step', low: 0, high: horizonOf(config) },
    y: { label: 'speed, m/s', low: -6, high: 6 },
  },
  joined: true,
  paths: pathsOf(({ observations: { data } }, row, step) => [step, data[size * row + speed]]),
  coordinates: [direction],
  task: ([sent]) => ({ direction: sent }),
  mark: () => undefined,
  pointed: undefined,
};
