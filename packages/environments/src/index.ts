export type { Box, Discrete, Space } from './space';
export type { Environment, Transition } from './environment';
export type { TaskDistribution } from './task-distribution';
