import { setTimeout } from 'node:timers/promises';
import { launch, type Competitor } from './competitor';

/** A program that takes part in a comparison. */
export interface Entry extends Competitor {
  readonly warmUps: number;
  readonly rounds: number;
}

/** What one entry needed, round by round. */
export interface Measured {
  readonly seconds: readonly number[];
  /** Of the processor, all threads together. */
  readonly cpuSeconds: readonly number[];
  readonly peakBytes: number;
}

/** Lets the threads of the program that had its turn go to sleep. */
const pauseMilliseconds = 300;

/**
 * Runs programs side by side, each in its own process, and lets them take turns at one iteration, so that a change in what else
 * the machine does meets all of them. Warm-ups are not counted.
 */
export const takeTurns = async (entries: readonly Entry[]): Promise<readonly Measured[]> => {
  const running = [];
  for (const entry of entries) {
    const program = await launch(entry);
    for (let i = 0; i < entry.warmUps; i++) await program.iterate();
    running.push({
      program,
      rounds: entry.rounds,
      seconds: new Array<number>(),
      cpuSeconds: new Array<number>(),
      peakBytes: 0,
    });
  }
  const rounds = Math.max(...entries.map((entry) => entry.rounds));
  for (let round = 0; round < rounds; round++) {
    for (const turn of running) {
      if (round >= turn.rounds) continue;
      await setTimeout(pauseMilliseconds);
      const { seconds, cpuSeconds, peakBytes } = await turn.program.iterate();
      turn.seconds.push(seconds);
      turn.cpuSeconds.push(cpuSeconds);
      turn.peakBytes = peakBytes;
    }
  }
  running.forEach(({ program }) => program.stop());
  return running.map(({ seconds, cpuSeconds, peakBytes }) => ({ seconds, cpuSeconds, peakBytes }));
};
