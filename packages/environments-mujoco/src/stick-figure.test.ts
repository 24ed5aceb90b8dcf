import { antModel } from './models/ant';
import { halfCheetahModel } from './models/half-cheetah';
import { hopperModel } from './models/hopper';
import { swimmerModel } from './models/swimmer';
import { walker2dModel } from './models/walker2d';
import type { Mujoco } from './mujoco';
import { mujocoKinds } from './registry';
import { stickFigure } from './stick-figure';
import { rightOf, startedEngine } from './testing/engine';

let mujoco: Mujoco;
beforeAll(async () => {
  mujoco = await startedEngine();
});

/** Places as they are drawn, up to rounding. */
const at = (x: number, z: number) => [expect.closeTo(x, 12), expect.closeTo(z, 12)];

describe('the figure of the half-cheetah', () => {
  const upright = (x: number, z: number, pitch: number) => ({ positions: [x, z, pitch, 0, 0, 0, 0, 0, 0] });

  it('has a torso of 1 m, a head and two legs of three rods', () => {
    const figure = rightOf(stickFigure('half-cheetah-direction')(mujoco))(upright(2, 0.5, 0));
    expect(figure).toHaveLength(8);
    // The model stands with its torso at 0.7 m when z = 0.
    expect(figure[0]).toEqual({ from: at(1.5, 1.2), to: at(2.5, 1.2), radius: 0.046 });
    expect(figure.every(({ radius }) => radius === 0.046)).toBe(true);
  });

  it('turns with its pitch, forward and down', () => {
    const [torso] = rightOf(stickFigure('half-cheetah-direction')(mujoco))(upright(0, 0, Math.PI / 2));
    expect(torso).toEqual({ from: at(0, 1.2), to: at(0, 0.2), radius: 0.046 });
  });

  it('has rods as long as the model says', () => {
    const figure = rightOf(stickFigure('half-cheetah-velocity')(mujoco))(upright(0.3, 0.1, 0.4));
    const lengths = figure.map(({ from, to }) => Math.hypot(to[0] - from[0], to[1] - from[1]) / 2);
    const expected = [0.5, 0.15, 0.145, 0.15, 0.094, 0.133, 0.106, 0.07];
    expect(lengths).toEqual(expected.map((length) => expect.closeTo(length, 12)));
  });
});

it('the swimmer is seen from above', () => {
  const draw = rightOf(stickFigure('swimmer-velocity')(mujoco));
  const [front, middle, back] = draw({ positions: [1, 2, 0, Math.PI / 2, 0] });
  expect(front).toEqual({ from: at(2.5, 2), to: at(1.5, 2), radius: 0.1 });
  expect(middle).toEqual({ from: at(1.5, 2), to: at(1.5, 1), radius: 0.1 });
  expect(back).toEqual({ from: at(1.5, 1), to: at(1.5, 0), radius: 0.1 });
});

it.each([
  ['half-cheetah', halfCheetahModel, 8],
  ['ant', antModel, 13],
  ['swimmer', swimmerModel, 3],
  ['walker2d', walker2dModel, 7],
  ['hopper', hopperModel, 4],
] as const)('every environment of the %s has its figure', (name, model, rods) => {
  const { initialPositions } = rightOf(mujoco.simulator(model));
  for (const kind of mujocoKinds.filter((each) => each.startsWith(name))) {
    expect(rightOf(stickFigure(kind)(mujoco))({ positions: initialPositions })).toHaveLength(rods);
  }
});
