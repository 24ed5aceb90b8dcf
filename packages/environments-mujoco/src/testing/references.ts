import antDirection from '../references/ant-direction.json';
import antGoal from '../references/ant-goal.json';
import halfCheetahDirection from '../references/half-cheetah-direction.json';
import halfCheetahVelocity from '../references/half-cheetah-velocity.json';
import hopperParams from '../references/hopper-params.json';
import hopperVelocity from '../references/hopper-velocity.json';
import swimmerVelocity from '../references/swimmer-velocity.json';
import walker2dParams from '../references/walker2d-params.json';
import walker2dVelocity from '../references/walker2d-velocity.json';
import type { MujocoKind } from '../registry';

/** A state on native MuJoCo. */
export interface Snapshot {
  readonly positions: readonly number[];
  readonly velocities: readonly number[];
  readonly warmStart: readonly number[];
  /** Where the torso of an ant was in the last evaluation of the dynamics. */
  readonly root?: readonly number[];
  readonly observation: readonly number[];
}

/** A step to a state. */
export interface ReferenceStep extends Snapshot {
  readonly action: readonly number[];
  readonly reward: number;
  readonly terminated: boolean;
}

/** An episode of Gymnasium's on native MuJoCo, written by tools/mujoco-references. */
export interface Reference {
  readonly task: unknown;
  readonly start: Snapshot;
  readonly steps: readonly ReferenceStep[];
}

export const references: Readonly<Record<MujocoKind, Reference>> = {
  'half-cheetah-direction': halfCheetahDirection,
  'half-cheetah-velocity': halfCheetahVelocity,
  'ant-direction': antDirection,
  'ant-goal': antGoal,
  'swimmer-velocity': swimmerVelocity,
  'walker2d-velocity': walker2dVelocity,
  'hopper-velocity': hopperVelocity,
  'walker2d-params': walker2dParams,
  'hopper-params': hopperParams,
};
