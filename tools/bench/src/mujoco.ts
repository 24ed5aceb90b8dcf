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
import { launch } from './competitor';
import type { Finding } from './finding';
import { orThrow } from './or-throw';
import type { Peers } from './peers';
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
const secondsOf = (work: () => void) => (): number => {
  const started = process.cpuUsage();
  for (let i = 0; i < episodes; i++) work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
};

/** The same episodes each time that it is called, with the seconds that they took. */
type Turn = () => number | Promise<number>;

/** What programs took, round by round: they take turns, once without counting. */
const takeTurns = async (rounds: number, turns: readonly Turn[]): Promise<readonly (readonly number[])[]> => {
  const seconds = turns.map((): number[] => []);
  for (let round = 0; round <= rounds; round++)
    for (const [i, turn] of turns.entries()) seconds[i].push(await turn());
  return seconds.map((taken) => taken.slice(1));
};

const stepsPerSecond = (seconds: readonly number[]): Summary =>
  summarize(seconds.map((taken) => (episodes * episodeSteps) / taken));

/** A distribution over tasks with the model behind it, and physics steps in a step. */
interface Measurable<Task, State> {
  readonly tasks: TaskDistribution<Task, State>;
  readonly model: Model;
  readonly frames: number;
}

/** Ours and the raw physics, and the episode that both take. */
const turnsOf = <Task, State extends RobotState>(
  engine: MainModule,
  { tasks, model, frames }: Measurable<Task, State>,
) => {
  const actions = Array.from({ length: episodeSteps }, (_, h) =>
    Array.from(normal(key(h), model.motors.length)),
  );
  const start = tasks.environment(tasks.sample(key(0))).reset(key(1));
  return {
    actions,
    start,
    turns: [
      secondsOf(episode(tasks, start, actions)),
      secondsOf(rawEpisode(engine, { model, frames }, start, actions)),
    ],
  };
};

interface Measured {
  readonly name: string;
  readonly stepsPerSecond: Summary;
  /** The time as a multiple of that of the raw physics. */
  readonly multiple: Summary;
}

const measure = async <Task, State extends RobotState>(
  engine: MainModule,
  rounds: number,
  measurable: Measurable<Task, State>,
): Promise<Measured> => {
  const [ours, raw] = await takeTurns(rounds, turnsOf(engine, measurable).turns);
  return {
    name: measurable.tasks.name,
    stepsPerSecond: stepsPerSecond(ours),
    multiple: ratios(ours, raw),
  };
};

/** The same episodes of the half-cheetah in Gymnasium, and its physics alone, each in a process. */
const besideGymnasium = async <Task, State extends RobotState>(
  engine: MainModule,
  rounds: number,
  cheetah: Measurable<Task, State>,
  gymnasium: NonNullable<Peers['gymnasium']>,
  print: (text: string) => void,
): Promise<void> => {
  const { actions, start, turns } = turnsOf(engine, cheetah);
  const episodeOf = (physicsAlone: boolean) =>
    launch(
      gymnasium({
        actions,
        positions: Array.from(start.positions),
        velocities: Array.from(start.velocities),
        episodes,
        physicsAlone,
      }),
    );
  const programs = [await episodeOf(false), await episodeOf(true)];
  const seconds = await takeTurns(rounds, [
    ...turns,
    ...programs.map(
      ({ iterate }) =>
        async () =>
          (await iterate()).cpuSeconds,
    ),
  ]);
  programs.forEach(({ stop }) => stop());
  const names = ['ours', 'raw physics in WASM', 'Gymnasium', 'raw physics, native'];
  print(
    table(
      'HalfCheetah beside Gymnasium, on one thread',
      ['program', 'steps a processor second', 'time, as a multiple of ours'],
      seconds.map((taken, i) => [names[i], spread(stepsPerSecond(taken)), spread(ratios(taken, seconds[0]))]),
    ),
  );
};

/**
 * What the pure interface costs on top of the physics, and how many steps of an environment a
 * second one thread takes; beside Gymnasium, where it is there.
 */
export const mujoco = async (
  rounds: number,
  { gymnasium }: Peers,
  print: (text: string) => void,
): Promise<readonly Finding[]> => {
  const { default: start } = await import('@mujoco/mujoco');
  const engine = await start();
  const ours = orThrow(await loadMujoco());
  const cheetah = {
    tasks: orThrow(halfCheetahDirection(halfCheetahDirectionDefault)(ours)),
    model: halfCheetahModel,
    frames: 5,
  };
  const ant = { tasks: orThrow(antGoal(antGoalDefault)(ours)), model: antModel, frames: 5 };
  const swimmer = {
    tasks: orThrow(swimmerVelocity(swimmerVelocityDefault)(ours)),
    model: swimmerModel,
    frames: 4,
  };
  const walker = {
    tasks: orThrow(walker2dVelocity(walker2dVelocityDefault)(ours)),
    model: walker2dModel,
    frames: 4,
  };
  const measured = [
    await measure(engine, rounds, cheetah),
    await measure(engine, rounds, ant),
    await measure(engine, rounds, swimmer),
    await measure(engine, rounds, walker),
  ];
  print(
    table(
      'MuJoCo on one thread',
      ['environment', 'steps a processor second', 'time, as a multiple of the raw physics'],
      measured.map(({ name, stepsPerSecond, multiple }) => [name, spread(stepsPerSecond), spread(multiple)]),
    ),
  );
  if (gymnasium !== undefined) await besideGymnasium(engine, rounds, cheetah, gymnasium, print);
  return measured.map(({ name, multiple }) => ({
    name: `${name}: time as a multiple of the raw physics`,
    found: multiple,
    wanted: { atMost: 1.1 },
  }));
};
