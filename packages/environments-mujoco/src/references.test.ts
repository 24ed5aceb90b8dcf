import type { TaskDistribution } from '@sgmrl/environments';
import { key } from '@sgmrl/prng';
import * as E from 'fp-ts/lib/Either.js';
import type { AntState } from './ant';
import { antDirection, antDirectionDefault } from './ant-direction';
import { antGoal, antGoalDefault } from './ant-goal';
import { halfCheetahDirection, halfCheetahDirectionDefault } from './half-cheetah-direction';
import { halfCheetahVelocity, halfCheetahVelocityDefault } from './half-cheetah-velocity';
import { hopperParams, hopperParamsDefault } from './hopper-params';
import { hopperVelocity, hopperVelocityDefault } from './hopper-velocity';
import type { Mujoco, MujocoError } from './mujoco';
import type { RobotState } from './robot';
import { swimmerVelocity, swimmerVelocityDefault } from './swimmer-velocity';
import { rightOf, startedEngine } from './testing/engine';
import { references, type Reference, type ReferenceStep, type Snapshot } from './testing/references';
import { walker2dParams, walker2dParamsDefault } from './walker2d-params';
import { walker2dVelocity, walker2dVelocityDefault } from './walker2d-velocity';

const plainState = ({ positions, velocities, warmStart }: Snapshot, step: number): RobotState => ({
  step,
  positions,
  velocities,
  warmStart,
});

const antState = (shot: Snapshot, step: number): AntState => {
  const [x, y] = shot.root ?? [];
  return {
    ...plainState(shot, step),
    contacts: { root: [x, y], forces: shot.observation.slice(-78) },
  };
};

/** Largest differences from a reference step. */
interface Difference {
  readonly coordinates: number;
  readonly observation: number;
  readonly reward: number;
  readonly sameEnd: boolean;
}

interface Deviations {
  /** Of the start. */
  readonly observation: number;
  /** Each step taken from the reference's state before it. */
  readonly stepByStep: readonly Difference[];
  /** Each step taken from our own state before it. */
  readonly inOneGo: readonly Difference[];
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length ? Array.from(a).reduce((d, x, i) => Math.max(d, Math.abs(x - b[i])), 0) : Infinity;

const deviations =
  <Task, State extends RobotState>(
    build: (mujoco: Mujoco) => E.Either<MujocoError, TaskDistribution<Task, State>>,
    stateOf: (shot: Snapshot, step: number) => State,
  ) =>
  (mujoco: Mujoco, { task, start, steps }: Reference): Deviations => {
    const tasks = rightOf(build(mujoco));
    const decoded = tasks.task.decode(task);
    if (E.isLeft(decoded)) throw new Error('no task of this environment');
    const environment = tasks.environment(decoded.right);
    const step = (
      state: State,
      { positions, velocities, observation, action, ...expected }: ReferenceStep,
    ) => {
      const { state: next, reward, terminated } = environment.step(state, action, key(0));
      const difference: Difference = {
        coordinates: Math.max(distance(next.positions, positions), distance(next.velocities, velocities)),
        observation: distance(environment.observe(next), observation),
        reward: Math.abs(reward - expected.reward),
        sameEnd: terminated === expected.terminated,
      };
      return { next, difference };
    };
    let own = stateOf(start, 0);
    return {
      observation: distance(environment.observe(own), start.observation),
      stepByStep: steps.map((expected, h) => step(stateOf([start, ...steps][h], h), expected).difference),
      inOneGo: steps.map((expected) => {
        const { next, difference } = step(own, expected);
        own = next;
        return difference;
      }),
    };
  };

const cases: Readonly<Record<keyof typeof references, (mujoco: Mujoco, reference: Reference) => Deviations>> =
  {
    'half-cheetah-direction': deviations(halfCheetahDirection(halfCheetahDirectionDefault), plainState),
    'half-cheetah-velocity': deviations(halfCheetahVelocity(halfCheetahVelocityDefault), plainState),
    'ant-direction': deviations(antDirection(antDirectionDefault), antState),
    'ant-goal': deviations(antGoal(antGoalDefault), antState),
    'swimmer-velocity': deviations(swimmerVelocity(swimmerVelocityDefault), plainState),
    'walker2d-velocity': deviations(walker2dVelocity(walker2dVelocityDefault), plainState),
    'hopper-velocity': deviations(hopperVelocity(hopperVelocityDefault), plainState),
    'walker2d-params': deviations(walker2dParams(walker2dParamsDefault), plainState),
    'hopper-params': deviations(hopperParams(hopperParamsDefault), plainState),
  };

/**
 * Native code and WASM round differently, in the sixteenth digit of a number. Stiff contacts
 * enlarge that within a step, and feet on the ground from step to step: a hundredfold in ten, for
 * the cheetah at a gallop, which leaves four digits fewer after forty steps and six after fifty.
 */
const tolerance = {
  stepByStep: () => 1e-8,
  inOneGo: (h: number) => (h < 40 ? 1e-6 : 1e-5),
};

let mujoco: Mujoco;
beforeAll(async () => {
  mujoco = await startedEngine();
});

describe.each(Object.entries(cases))('%s does what Gymnasium does on native MuJoCo', (kind, compare) => {
  let found: Deviations;
  beforeAll(() => {
    found = compare(mujoco, references[kind as keyof typeof references]);
  });

  it('at the start', () => {
    expect(found.observation).toBe(0);
  });

  it.each(['stepByStep', 'inOneGo'] as const)('%s', (how) => {
    const differences = found[how];
    expect(differences).toHaveLength(50);
    differences.forEach(({ coordinates, observation, reward, sameEnd }, h) => {
      expect(Math.max(coordinates, observation, reward)).toBeLessThan(tolerance[how](h));
      expect(sameEnd).toBe(true);
    });
  });
});
