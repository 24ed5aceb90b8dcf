import { setTimeout as sleep } from 'node:timers/promises';
import { stopsAll, strike, type Fault } from './fault';
import { longestPause } from './longest-pause';
import type { Program } from './program';
import type { Stage } from './stage';

/** A run of short jobs, the first half of which faults come over. */
export const drillRun: readonly string[] = [
  ...['--preset', 'tabular-quick', '--iterations', '20', '--set', 'algorithm.metaBatchSize=4'],
  ...['--set', 'algorithm.trajectories=200', '--set', 'algorithm.evaluationTrajectories=200'],
];

/** What became of a run that a fault came over. */
export interface Drill {
  readonly fault: Fault;
  /** SHA-256 of what it has learned; what it printed, if it failed. */
  readonly outcome: string;
  /** Seconds from the fault until the run ended. */
  readonly seconds: number;
  /**
   * The longest time in which the run ended no iteration, in seconds: since the fault, or since it
   * was over where nothing can go on while it lasts.
   */
  readonly standstill: number;
}

const secondsSince = (then: number): number => (performance.now() - then) / 1000;

/** Trains on a stage, lets a fault come over it, and waits for the end. */
export const drill = async (stage: Stage, run: string, fault: Fault): Promise<Drill> => {
  const marks: number[] = [];
  const watched = (program: Program): Program => {
    program.child.stdout?.on('data', () => marks.push(performance.now()));
    return program;
  };
  const training = watched(stage.train(...drillRun, '--out', run));
  await training.printed(`iteration ${String(fault.iteration)}/`);
  await sleep(1000 * fault.after);
  if (training.child.exitCode !== null)
    return { fault, outcome: 'ended before the fault', seconds: 0, standstill: 0 };
  const began = performance.now();
  const resume = () => watched(stage.train('--resume', run, '--take-over'));
  const last = await strike(stage, training, resume, fault);
  const from = stopsAll(fault.kind) ? performance.now() : began;
  const { code, out, err } = await last.ended;
  return {
    fault,
    outcome: code === 0 ? stage.hash(run) : `exit ${String(code)}: ${out}${err}`,
    seconds: secondsSince(began),
    standstill: longestPause(from, marks) / 1000,
  };
};

/** What the run of drills learns where nothing goes wrong. */
export const undisturbed = async (stage: Stage, run: string): Promise<string> => {
  const { code, err } = await stage.trainHere(...drillRun, '--out', run);
  if (code !== 0) throw new Error(err);
  return stage.hash(run);
};
