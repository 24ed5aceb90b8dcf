export type { AntState } from './ant';
export { AntDirectionSpec, antDirection, antDirectionDefault } from './ant-direction';
export { AntGoalSpec, antGoal, antGoalDefault } from './ant-goal';
export type { Spaces } from './controls';
export {
  HalfCheetahDirectionSpec,
  halfCheetahDirection,
  halfCheetahDirectionDefault,
} from './half-cheetah-direction';
export {
  HalfCheetahVelocitySpec,
  halfCheetahVelocity,
  halfCheetahVelocityDefault,
} from './half-cheetah-velocity';
export type {
  AxisJoint,
  Ball,
  Body,
  Capsule,
  FreeJoint,
  Geom,
  Joint,
  Model,
  Motor,
  PitchedCapsule,
  Softness,
  Surface,
  Triple,
} from './mjcf';
export { HopperParamsSpec, hopperParams, hopperParamsDefault } from './hopper-params';
export { HopperVelocitySpec, hopperVelocity, hopperVelocityDefault } from './hopper-velocity';
export { mjcf, usualSoftness } from './mjcf';
export { antModel } from './models/ant';
export { halfCheetahModel } from './models/half-cheetah';
export { hopperModel } from './models/hopper';
export { swimmerModel } from './models/swimmer';
export { walker2dModel } from './models/walker2d';
export { loadMujoco, type Mujoco, type MujocoError } from './mujoco';
export {
  MujocoSpec,
  fromMujocoSpec,
  isMujocoSpec,
  mujocoDefault,
  mujocoKinds,
  mujocoSizes,
  type MujocoKind,
  type MujocoSizes,
  mujocoRows,
  type MujocoRow,
} from './registry';
export type { RobotState } from './robot';
export type { Contacts, Factors, Mechanics, Rod, Simulator } from './simulator';
export { stickFigure } from './stick-figure';
export { SwimmerVelocitySpec, swimmerVelocity, swimmerVelocityDefault } from './swimmer-velocity';
export { DirectionTask, GoalTask, VelocityTask } from './tasks';
export { mujocoVersion } from './version';
export type { ParamsIntervals, ParamsTask } from './params';
export { Walker2dParamsSpec, walker2dParams, walker2dParamsDefault } from './walker2d-params';
export { Walker2dVelocitySpec, walker2dVelocity, walker2dVelocityDefault } from './walker2d-velocity';
