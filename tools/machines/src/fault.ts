import { foldIn, permutation, split, uniform, type Key } from '@sgmrl/prng';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Program } from './program';
import type { Stage } from './stage';

/** What can go wrong while a run trains. */
export const faultKinds = [
  'a worker is killed',
  'a worker hangs',
  'a worker is cut off',
  'the connection of a worker is reset',
  'the broker is killed',
  'the broker hangs',
  'the coordinator is killed',
  'the coordinator hangs',
  'the coordinator is cut off',
  'the connection of the coordinator is reset',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** While these last nothing can go on; what counts is the time after them. */
const stopping: ReadonlySet<FaultKind> = new Set([
  'the broker is killed',
  'the broker hangs',
  'the coordinator hangs',
  'the coordinator is cut off',
]);

/** Whether nothing can go on while a fault of this kind lasts. */
export const stopsAll = (kind: FaultKind): boolean => stopping.has(kind);

/** A fault, and when it comes. */
export interface Fault {
  readonly kind: FaultKind;
  /** The iteration after which it comes. */
  readonly iteration: number;
  /** Seconds after that. */
  readonly after: number;
  /** Seconds that it lasts, where it lasts. */
  readonly lasts: number;
}

const lastIteration = 10;
const latest = 0.05;
const longest = 4;

/** As many faults as wanted, at any time. Of ten in a row each is of another kind. */
export const randomFaults = (key: Key, count: number): readonly Fault[] =>
  Array.from({ length: count }, (_, i) => {
    const round = Math.floor(i / faultKinds.length);
    const [forOrder, forTimes] = split(foldIn(key, round), 2);
    const kinds = permutation(forOrder, faultKinds.length);
    const [iteration, after, lasts] = uniform(foldIn(forTimes, i), 3);
    return {
      kind: faultKinds[kinds[i % faultKinds.length]],
      iteration: 1 + Math.floor(lastIteration * iteration),
      after: latest * after,
      lasts: longest * lasts,
    };
  });

const secondsOf = (seconds: number): Promise<void> => sleep(1000 * seconds);

const hangs = async ({ child }: Program, seconds: number): Promise<void> => {
  child.kill('SIGSTOP');
  await secondsOf(seconds);
  child.kill('SIGCONT');
};

/** Lets a fault come over a stage; gives the program that trains on. */
export const strike = async (
  stage: Stage,
  training: Program,
  resume: () => Program,
  { kind, lasts }: Fault,
): Promise<Program> => {
  const [first] = stage.workers();
  switch (kind) {
    case 'a worker is killed':
      await first.program.kill();
      await stage.dismiss(first);
      await stage.addWorker();
      return training;
    case 'a worker hangs':
      await hangs(first.program, lasts);
      return training;
    case 'a worker is cut off':
      first.line.cut();
      await secondsOf(lasts);
      first.line.mend();
      return training;
    case 'the connection of a worker is reset':
      first.line.reset();
      return training;
    case 'the broker is killed':
      await stage.broker.kill();
      await secondsOf(lasts);
      await stage.broker.start();
      return training;
    case 'the broker hangs':
      stage.broker.pause();
      await secondsOf(lasts);
      stage.broker.resume();
      return training;
    case 'the coordinator is killed':
      await training.kill();
      return resume();
    case 'the coordinator hangs':
      await hangs(training, lasts);
      return training;
    case 'the coordinator is cut off':
      stage.line.cut();
      await secondsOf(lasts);
      stage.line.mend();
      return training;
    case 'the connection of the coordinator is reset':
      stage.line.reset();
      return training;
  }
};
