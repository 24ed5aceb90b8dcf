import type { TaskDistribution } from '@sgmrl/environments';
import { effort, type Spaces } from './controls';
import { forwardVelocity } from './motion';
import { factorsOf, type ParamsIntervals, type ParamsTask } from './params';
import { bodyTasks, type Robot, type RobotSpec, type RobotState } from './robot';
import type { Simulator } from './simulator';
import type { Tasks } from './tasks';

/** Powers of 1.5 and 1.3 from −3 to 3, as ProMP's program takes them. */
export const literature: ParamsIntervals = {
  masses: { low: 1 / 3.375, high: 3.375 },
  dampings: { low: 1 / 2.197, high: 2.197 },
  frictions: { low: 1 / 3.375, high: 3.375 },
};

/** Moving forward with bodies of other figures: r = ẋ + 1{healthy} − 0.001 ‖u‖². */
export const forwardTasks = (
  spaces: Spaces,
  spec: RobotSpec,
  tasks: Tasks<ParamsTask>,
  simulated: Simulator,
  robotOn: (simulated: Simulator) => Robot<RobotState>,
): TaskDistribution<ParamsTask, RobotState> => {
  const { duration, healthy } = robotOn(simulated);
  return bodyTasks(
    spaces,
    spec,
    tasks,
    (task) => robotOn(simulated.scaledBy(factorsOf(task, simulated.degreesOfFreedom))),
    () => (before, controls, after) =>
      forwardVelocity(before, after, duration) + Number(healthy(after)) - 0.001 * effort(controls),
  );
};
