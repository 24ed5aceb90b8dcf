import { setTimeout } from 'node:timers/promises';
import { launch, type Competitor } from './competitor';
import { ratios, type Summary } from './statistics';

/** A program that takes part in a comparison. */
export interface Entry extends Competitor {
  readonly warmUps: number;
  /**
   * In how many rounds it has a turn: those of an entry with fewer than others are spread among
   * theirs.
   */
  readonly rounds: number;
}

/** What one entry needed, turn by turn. */
export interface Measured {
  /** The round of each turn, from 0. */
  readonly rounds: readonly number[];
  readonly seconds: readonly number[];
  /** Of the processor, all threads together. */
  readonly cpuSeconds: readonly number[];
  readonly peakBytes: number;
}

/** Lets the threads of the program that had its turn go to sleep. */
const pauseMilliseconds = 300;

/** So many rounds among all of them, each in the middle of an equal part. */
const spreadRounds = (rounds: number, all: number): readonly number[] =>
  Array.from({ length: rounds }, (_, i) => Math.floor(((i + 0.5) * all) / rounds));

/** How many times the seconds of another one are, in the rounds in which both had a turn. */
export const timesSeconds = (one: Measured, other: Measured): Summary => {
  const shared = one.rounds.filter((round) => other.rounds.includes(round));
  const inShared = ({ rounds, seconds }: Measured) => shared.map((round) => seconds[rounds.indexOf(round)]);
  return ratios(inShared(one), inShared(other));
};

/**
 * Runs programs side by side, each in its own process, and lets them take turns at one iteration,
 * so that a change in what else the machine does meets all of them. Warm-ups are not counted.
 */
export const takeTurns = async (entries: readonly Entry[]): Promise<readonly Measured[]> => {
  const rounds = Math.max(...entries.map((entry) => entry.rounds));
  const running = [];
  for (const entry of entries) {
    const program = await launch(entry);
    for (let i = 0; i < entry.warmUps; i++) await program.iterate();
    running.push({
      program,
      rounds: spreadRounds(entry.rounds, rounds),
      seconds: new Array<number>(),
      cpuSeconds: new Array<number>(),
      peakBytes: 0,
    });
  }
  for (let round = 0; round < rounds; round++) {
    for (const turn of running) {
      if (!turn.rounds.includes(round)) continue;
      await setTimeout(pauseMilliseconds);
      const { seconds, cpuSeconds, peakBytes } = await turn.program.iterate();
      turn.seconds.push(seconds);
      turn.cpuSeconds.push(cpuSeconds);
      turn.peakBytes = peakBytes;
    }
  }
  running.forEach(({ program }) => program.stop());
  return running.map(({ rounds, seconds, cpuSeconds, peakBytes }) => ({
    rounds,
    seconds,
    cpuSeconds,
    peakBytes,
  }));
};
