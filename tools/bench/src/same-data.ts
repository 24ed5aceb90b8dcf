import { navigation2d, navigation2dDefault } from '@sgmrl/environments';
import { adapt, innerStep, metaGradient, outerEstimate, type InnerStep } from '@sgmrl/estimators';
import { builtIn } from '@sgmrl/experiments';
import type { Policy } from '@sgmrl/policies';
import { initializeBackend } from '@sgmrl/policies-tfjs';
import { foldIn, key } from '@sgmrl/prng';
import { collect, type TrajectoryBatch } from '@sgmrl/rollouts';
import { meanOf, type Vector } from '@sgmrl/vector';
import { algorithmFor, configOf, type BenchSetting } from './setting';
import { orThrow } from './or-throw';

/** Numbers of a batch of several tasks, task after trajectory after step. */
type Nested = readonly (number | Nested)[];

/** A batch of every task, and for each of its quantities the numbers [task][trajectory][step]…. */
type Batches = Readonly<Record<'observations' | 'actions' | 'rewards' | 'mask', Nested>>;

/** What the meta-gradient of one iteration was made from, and what we make of it. */
export interface SameData {
  readonly parameters: readonly number[];
  /** Of each inner step and, last, of the evaluation. */
  readonly batches: readonly Batches[];
  readonly gradient: Vector;
}

/** Near enough for trajectories to end early, and out of reach. */
const goals = [
  [0.03, 0.02],
  [-0.4, 0.3],
  [0.2, 0.45],
] as const;

const nested = (values: ArrayLike<number>, shape: readonly number[]): Nested => {
  if (shape.length === 1) return Array.from(values);
  const size = values.length / shape[0];
  return Array.from({ length: shape[0] }, (_, i) =>
    nested(
      Array.from({ length: size }, (_, k) => values[i * size + k]),
      shape.slice(1),
    ),
  );
};

const batchesOf = (tasks: readonly TrajectoryBatch[]): Batches => {
  const all = (quantity: (batch: TrajectoryBatch) => Vector, ...columns: readonly number[]): Nested =>
    tasks.map((batch) => nested(quantity(batch), [batch.trajectories, batch.steps, ...columns]));
  return {
    observations: all((batch) => batch.observations.data, 2),
    actions: all((batch) => batch.actions.data, 2),
    rewards: all((batch) => batch.rewards),
    mask: all((batch) => batch.mask),
  };
};

const oneTask = (policy: Policy, setting: BenchSetting, index: number, parameters: Vector) => {
  const algorithm = algorithmFor(setting);
  const environment = navigation2d({ ...navigation2dDefault, horizon: setting.steps }).environment({
    goal: goals[index],
  });
  const draw = (theta: Vector, t: number): TrajectoryBatch =>
    orThrow(collect(environment, policy)(theta, setting.trajectories, foldIn(foldIn(key(1), index), t)));
  const steps: InnerStep[] = [];
  let theta = parameters;
  for (let t = 0; t < setting.innerSteps; t++) {
    const step = innerStep(algorithm)(theta, draw(theta, t));
    steps.push(step);
    theta = adapt(policy, algorithm)(step);
  }
  const evaluation = draw(theta, setting.innerSteps);
  const outer = outerEstimate(policy, algorithm)(theta, evaluation);
  return {
    batches: [...steps.map((step) => step.batch), evaluation],
    gradient: metaGradient(policy, algorithm)({ steps, outer }),
  };
};

/**
 * One iteration of ours with all that another program needs to repeat it; the setting's number of
 * tasks is {@link goals}'.
 */
export const sameData = async (setting: BenchSetting): Promise<SameData> => {
  const backend = orThrow(await initializeBackend());
  const { policy: spec } = configOf(setting);
  const policy = orThrow(builtIn.policies[spec.kind].build(backend, spec, navigation2d(navigation2dDefault)));
  const parameters = policy.initialize(key(0));
  const tasks = goals.map((_, index) => oneTask(policy, setting, index, parameters));
  return {
    parameters: Array.from(parameters),
    batches: tasks[0].batches.map((_, t) => batchesOf(tasks.map(({ batches }) => batches[t]))),
    gradient: meanOf(tasks.map(({ gradient }) => gradient)),
  };
};
