export type { Box, Discrete, Space } from './space';
export { contains, cube, discrete, vectorLength } from './space';
export { checkAction } from './check-action';
export type { Environment, Transition } from './environment';
export { checkEnvironment } from './check-environment';
export { checkSpace } from './check-space';
export { checkSpec } from './check-spec';
export { checkedTasks } from './checked-tasks';
export type { TaskDistribution } from './task-distribution';
export { spaceWithFeatures, taskAware } from './task-aware';
export type { IntervalBounds } from './codecs';
export type { PointState } from './point';
export { PointTask } from './point';
export { Navigation2dSpec, navigation2d, navigation2dDefault } from './navigation-2d';
export { FourCornersSpec, fourCorners, fourCornersDefault } from './four-corners';
export { SparseNavigationSpec, sparseNavigation, sparseNavigationDefault } from './sparse-navigation';
export type { TabularSize } from './tabular-mdp';
export { TabularMdp, checkMdp, sizeOf, tabularMdp } from './tabular-mdp';
export type { TabularState } from './tabular';
export { TabularSpec, tabular, tabularDefault, tabularEnvironment } from './tabular';
export { RandomTabularSpec, randomTabular, randomTabularDefault } from './random-tabular';
export type { BernoulliBanditState, BernoulliBanditTask } from './bernoulli-bandit';
export {
  BernoulliBanditSpec,
  bernoulliBandit,
  bernoulliBanditDefault,
  bernoulliBanditTask,
} from './bernoulli-bandit';
export type { CartPoleState } from './cart-pole';
export { CartPoleSpec, CartPoleTask, cartPole, cartPoleDefault } from './cart-pole';
export type { LinearQuadraticState, LinearQuadraticTask } from './linear-quadratic';
export { LinearQuadraticSpec, linearQuadratic, linearQuadraticDefault } from './linear-quadratic';
export { linearQuadraticReturn, type ReturnDerivatives } from './linear-quadratic-return';
export type { SomeTaskDistribution } from './some-task-distribution';
export { someTaskDistribution } from './some-task-distribution';
export type { Segment, TaskPicture } from './task-picture';
export type { EnvironmentDescription, EnvironmentRow, Kinded } from './environment-row';
export { environmentRow } from './environment-row';
export type { EnvironmentKind } from './registry';
export {
  EnvironmentSpec,
  defaultSpec,
  environmentKinds,
  environmentRows,
  fromEnvironmentSpec,
} from './registry';
