import type { MainModule } from '@mujoco/mujoco';
import type { TaskDistribution } from '@sgmrl/environments';
import {
  antGoal,
  antGoalDefault,
  antModel,
  halfCheetahDirection,
  halfCheetahDirectionDefault,
  halfCheetahModel,
  loadMujoco,
  mjcf,
  swimmerModel,
  swimmerVelocity,
  swimmerVelocityDefault,
  walker2dModel,
  walker2dVelocity,
  walker2dVelocityDefault,
  type Model,
  type RobotState,
} from '@sgmrl/environments-mujoco';
import { key, normal } from '@sgmrl/prng';
import type { Finding } from './finding';
import { orThrow } from './or-throw';
import { ratios, summarize, type Summary } from './statistics';
import { spread, table } from './table';

const episodeSteps = 100;
const episodes = 20;

type Actions = readonly (readonly number[])[];

/** Steps of an environment with its observations, as a rollout takes them, from a state on. */
const episode =
  <Task, State>({ environment, sample }: TaskDistribution<Task, State>, start: State, actions: Actions) =>
  (): void => {
    const { observe, step } = environment(sample(key(0)));
    let state = start;
    for (const action of actions) {
      observe(state);
      state = step(state, action, key(0)).state;
    }
  };

/** The physics of the same episode and nothing else, on one simulation that is never read. */
const rawEpisode = (
  engine: MainModule,
  { model, frames }: { readonly model: Model; readonly frames: number },
  { positions, velocities }: RobotState,
  actions: Actions,
) => {
  const compiled = engine.MjModel.from_xml_string(mjcf(model));
  const data = new engine.MjData(compiled);
  return (): void => {
    engine.mj_resetData(compiled, data);
    data.qpos.set(positions);
    data.qvel.set(velocities);
    for (const action of actions) {
      data.ctrl.set(action);
      for (let i = 0; i < frames; i++) engine.mj_step(compiled, data);
    }
  };
};

/** Of the processor, which other programs disturb less than a clock. */
const secondsOf = (work: () => void): number => {
  const started = process.cpuUsage();
  for (let i = 0; i < episodes; i++) work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
};

interface Measured {
  readonly name: string;
  readonly stepsPerSecond: Summary;
  /** The time as a multiple of that of the raw physics. */
  readonly multiple: Summary;
}

/** Lets both programs take turns, once without counting. */
const measure = <Task, State extends RobotState>(
  engine: MainModule,
  rounds: number,
  tasks: TaskDistribution<Task, State>,
  model: Model,
  frames: number,
): Measured => {
  const actions = Array.from({ length: episodeSteps }, (_, h) =>
    Array.from(normal(key(h), model.motors.length)),
  );
  const start = tasks.environment(tasks.sample(key(0))).reset(key(1));
  const ours = episode(tasks, start, actions);
  const raw = rawEpisode(engine, { model, frames }, start, actions);
  const turns = Array.from({ length: rounds + 1 }, () => [secondsOf(ours), secondsOf(raw)] as const).slice(1);
  const ourSeconds = turns.map(([seconds]) => seconds);
  return {
    name: tasks.name,
    stepsPerSecond: summarize(ourSeconds.map((seconds) => (episodes * episodeSteps) / seconds)),
    multiple: ratios(
      ourSeconds,
      turns.map(([, seconds]) => seconds),
    ),
  };
};

/**
 * What the pure interface costs on top of the physics, and how many steps of an environment a
 * second one thread takes.
 */
export const mujoco = async (rounds: number, print: (text: string) => void): Promise<readonly Finding[]> => {
  const { default: start } = await import('@mujoco/mujoco');
  const engine = await start();
  const ours = orThrow(await loadMujoco());
  const cheetah = orThrow(halfCheetahDirection(halfCheetahDirectionDefault)(ours));
  const measured = [
    measure(engine, rounds, cheetah, halfCheetahModel, 5),
    measure(engine, rounds, orThrow(antGoal(antGoalDefault)(ours)), antModel, 5),
    measure(engine, rounds, orThrow(swimmerVelocity(swimmerVelocityDefault)(ours)), swimmerModel, 4),
    measure(engine, rounds, orThrow(walker2dVelocity(walker2dVelocityDefault)(ours)), walker2dModel, 4),
  ];
  print(
    table(
      'MuJoCo on one thread',
      ['environment', 'steps a processor second', 'time, as a multiple of the raw physics'],
      measured.map(({ name, stepsPerSecond, multiple }) => [name, spread(stepsPerSecond), spread(multiple)]),
    ),
  );
  return measured.map(({ name, multiple }) => ({
    name: `${name}: time as a multiple of the raw physics`,
    found: multiple,
    wanted: { atMost: 1.15 },
  }));
};
